// The crash that the tests of crash containment cause: a real trap, in an instance that has gone on meanwhile.
#include <emscripten/bind.h>

#include "wasm/boundary.h"

namespace {

// Does what boundary::advance() does and traps in place of the answer, as a bug at the end of that call would.
void trap(int execution, const std::string& repliesJson) {
  sluice::boundary::advance(execution, repliesJson);
  __builtin_trap();
}

}  // namespace

EMSCRIPTEN_BINDINGS(sluice_test) { emscripten::function("trap", &trap); }
