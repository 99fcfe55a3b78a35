// strtod() for Lua and the JSON reader: the linker sends their calls here (--wrap in bindings/CMakeLists.txt). The C
// library's reads every numeral as a 128-bit long double, in software, which is 6 KB gz of code. Unlike that one it
// knows neither inf nor nan, which both callers refuse, and does not set errno.
#include <cstdlib>

#include "base/numeral.h"

extern "C" double __wrap_strtod(const char* text, char** end) {
  const char* behind = nullptr;
  const double value = sluice::parseNumeral(text, &behind);
  if (end != nullptr) *end = const_cast<char*>(behind);
  return value;
}
