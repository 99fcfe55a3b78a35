// What an analysis says of a script beyond its grammar, its names and its types: one function for each group of
// rules, each one pass over the tree at most. What a rule calls an error is what the engine refuses or raises at that
// place; what is only likely to be wrong is a warning.
#pragma once

#include "language/rules/constants.h"
#include "language/types/inference.h"

namespace sluice::language {

// What is known when the rules run.
struct Scene {
  const SyntaxTree& tree;
  const Binding& binding;
  const Inference& inference;
  const Setting& setting;
};

// Appends to `out`, in no order. Nothing is reported of what is missing in a text that has mistakes.
void runRules(const Scene& scene, Mistakes& out);

// The groups. Statements and operators that are written for nothing, or read otherwise than they look.
void lintStyle(const Scene& scene, Mistakes& out);
// Conditions, comparisons and values of known types.
void lintValues(const Scene& scene, Mistakes& out);
// Loops that never run or never end, and what is costly in each round.
void lintLoops(const Scene& scene, const Constants& constants, Mistakes& out);
// Calls of the library and the helpers: what stands in their arguments.
void lintCalls(const Scene& scene, const Constants& constants, Mistakes& out);
// What the engine refuses in results, and what it ignores (sandbox/script_result.h).
void lintResults(const Scene& scene, const Constants& constants, Mistakes& out);
// Where values of secrets go.
void lintSecrets(const Scene& scene, const Constants& constants, Mistakes& out);

}  // namespace sluice::language
