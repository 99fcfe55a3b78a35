#include "base/check.h"

#include <unistd.h>

#include <cstdlib>
#include <string>

#include "base/concat.h"

namespace sluice {

void checkFailed(const char* message, const char* file, int line) {
  const std::string text = concat({file, ":", line, ": broken invariant: ", message, "\n"});
  // Straight to the descriptor: a stream would bring the C library's files along.
  [[maybe_unused]] const auto written = write(STDERR_FILENO, text.data(), text.size());
  std::abort();
}

}  // namespace sluice
