// Texts that nobody reads here: the C library's names of errno values, which only its printf() could ask for (%m), and
// what the C++ runtime would print before it aborts. An abort traps, and the host tells of it (EngineCrashError).
#include <cstdlib>
#include <exception>
#include <new>

extern "C" {

char* strerror(int) {
  static char none[] = "";
  return none;
}

// The C++ runtime's variables for its handlers (libc++abi, cxxabi.h); their defaults bring the printing along.
std::terminate_handler __cxa_terminate_handler = std::abort;
std::terminate_handler __cxa_unexpected_handler = std::abort;
std::new_handler __cxa_new_handler = nullptr;

}  // extern "C"
