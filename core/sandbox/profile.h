// What each line of a script costs in one run.
//
// Costs go to the line whose instruction ran last: what an instruction starts in C is its line's, also in coroutines. A
// function that was called from C (by table.sort, as a metamethod …) leaves what C does after it to its own last line.
// What comes before the first instruction is line 1's, reading the result the last line's, which is that of the
// `return`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "json/writer.h"

namespace sluice::sandbox {

// Kept outside the script's memory, with as many entries as the script has lines.
class Profile {
 public:
  // `meter`: what the run may spend.
  void begin(int meter);
  // The next instruction is one of `line`, and `meter` is left. Lines count from 1.
  void reach(int line, int meter);
  // Takes in what was spent since; `meter` is left.
  void settle(int meter);
  void allocated(std::size_t bytes) { bytes_ += static_cast<std::int64_t>(bytes); }

  // [{line, instructions, bytes}]: the lines that cost anything, in order. The sum of their instructions is what was
  // spent from begin() to the last settle().
  void write(json::Writer& out) const;

 private:
  struct Cost {
    std::int64_t instructions = 0;
    // That blocks of the script's memory came to be, or grew by; what was given back is not taken off. Logical sizes,
    // so that they differ between builds by the size of pointers alone.
    std::int64_t bytes = 0;
  };

  std::vector<Cost> costs_;  // by line, from 1
  int line_ = 1;
  int meter_ = 0;
  std::int64_t bytes_ = 0;  // since the last line began
};

}  // namespace sluice::sandbox
