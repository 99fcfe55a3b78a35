// What a script can reach.
#pragma once

#include "language/binding/binding.h"
#include "language/types/inference.h"

namespace sluice::language {

// Sound: follows `helpers` and `context` through variables that are assigned once, and takes every other use of them,
// of _G and of _ENV for one that may reach anything below.
Capabilities capabilities(const SyntaxTree& tree, const Binding& binding);

}  // namespace sluice::language
