// What is odd about the names of a script.
#pragma once

#include "language/binding/binding.h"

namespace sluice::language {

// Appends to `out`. Unused names are not looked for where a text has mistakes: what is being typed will use them.
void lintNames(const SyntaxTree& tree, const Binding& binding, Mistakes& out);

}  // namespace sluice::language
