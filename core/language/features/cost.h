// How many instructions a function takes at least, told from its text.
//
// The bound holds for every run of the function that ends without an error: each statement and operator counts as the
// fewest instructions that Lua 5.4 compiles it to, of several ways the shortest counts, a loop counts as one that does
// not go round, a call counts itself and not what it calls. What a call of a library function is charged for at any
// rate (docs/sandbox.md) is added. tests/core/language/features/cost_test.cpp holds it against what runs take.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "language/analysis.h"

namespace sluice::language {

struct LoopCost {
  Span span;            // of the loop
  std::uint32_t least;  // for each time it goes round
};

struct FunctionCost {
  std::uint32_t least = 0;
  std::vector<LoopCost> loops;  // those that stand in no other loop of the function, by place
};

// Precondition: the text is grammatical, and `function` is one of analysis.binding.
FunctionCost costOf(const Analysis& analysis, FunctionId function);

}  // namespace sluice::language
