// SLUICE_CHECK(condition, message): for bugs of ours, never for anything that a script, a caller or a store
// can cause. A failed check ends the instance; the host layer then makes a new one (EngineCrashError).
#pragma once

namespace sluice {

// Prints `message` and the place to stderr and aborts.
[[noreturn]] void checkFailed(const char* message, const char* file, int line);

}  // namespace sluice

#define SLUICE_CHECK(condition, message)                              \
  do {                                                                \
    if (!(condition)) ::sluice::checkFailed(message, __FILE__, __LINE__); \
  } while (false)
