// From the text of a pattern to its program. What patterns may say is told in the catalog, at helpers.matches.
#pragma once

#include <cstddef>
#include <string_view>

#include "pattern/program.h"

namespace sluice::pattern {

inline constexpr std::size_t kLongestPattern = 512;  // bytes
inline constexpr std::size_t kMostRepetitions = 1000;

struct Mistake {
  std::size_t position = 0;  // of the offending byte, from 1 as in Lua
  const char* what = "";     // is wrong there; lives for ever
};

// Compiles `text` into `program`, which must be empty; false, and `mistake` set, when it cannot. Takes O(bytes +
// states), memory too, and no recursion; a repetition that would pass kMostStates is refused before it is unrolled. A
// program that failed has the states that were made, so that a caller can charge for them; it is of no other use.
bool compile(std::string_view text, Program& program, Mistake& mistake);

}  // namespace sluice::pattern
