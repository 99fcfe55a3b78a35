// Whether a program matches somewhere in a text.
#pragma once

#include <cstddef>
#include <string_view>

#include "pattern/program.h"

namespace sluice::pattern {

inline constexpr std::size_t kLongestSubject = 8192;  // bytes

struct Search {
  bool found = false;
  std::size_t steps = 0;  // states visited and, weighted, what else is done: the same on every platform
};

// Runs all ways through the automaton at once (R. Pike's simulation): the states visited are at most those of the
// program, for each character and once more at the end, whatever the pattern. `program` is one that compile() made;
// `subject` is at most kLongestSubject long. Ill-formed bytes count as characters (kIllFormed).
//
// Gives up when `mostSteps` do not decide it: then `found` is false and `steps` is more than that.
Search search(const Program& program, std::string_view subject, std::size_t mostSteps);

}  // namespace sluice::pattern
