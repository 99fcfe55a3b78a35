// snprintf() for Lua and the JSON writer, in the place of the C library's, which is five times as much code: it prints
// through its files, and has floating-point numbers of other sizes.
#include <cstdarg>
#include <cstdio>

#include "base/print.h"

extern "C" int snprintf(char* out, std::size_t size, const char* format, ...) {
  std::va_list arguments;
  va_start(arguments, format);
  const int length = sluice::print(out, size, format, arguments);
  va_end(arguments);
  return length;
}
