// How many registers the functions of a script need. Lua's compiler gives each function at most 254, for its variables
// and for what it computes with.
#pragma once

#include "language/binding/binding.h"

namespace sluice::language {

// Reports the first function that needs more registers than there are. It keeps count as lparser.c and lcode.c of Lua
// 5.4 hand them out, and where that depends on how many constants a function has, on how long a key is or on what
// constants come to, it takes the way that needs fewer: what it reports, the compiler refuses.
// Precondition: neither the tree nor the binding has mistakes.
void checkRegisters(const SyntaxTree& tree, Binding& binding);

}  // namespace sluice::language
