#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace sluice {

void checkFailed(const char* message, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: broken invariant: %s\n", file, line, message);
  std::abort();
}

}  // namespace sluice
