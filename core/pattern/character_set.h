// A set of characters: what stands in brackets, or behind `\d` and `%d`.
#pragma once

#include <cstdint>
#include <vector>

#include "pattern/characters.h"

namespace sluice::pattern {

class CharacterSet {
 public:
  CharacterSet() = default;

  // The ASCII set that a letter names: d s w a l u p x c, as in Lua, save that w holds `_` too, as in regular
  // expressions. False, and nothing changed, for any other letter.
  static bool named(char letter, CharacterSet& set);

  // Precondition: first <= last <= kIllFormed. O(1) within ASCII, else linear in the ranges held.
  void add(Character first, Character last);
  void add(const CharacterSet& other);
  // Adds the other case of every ASCII letter held.
  void foldCase();
  // The complement holds kIllFormed when the set does not.
  void invert();

  // O(1) for ASCII, else logarithmic.
  bool contains(Character character) const {
    if (character < kAsciiEnd) return (ascii_[character / 64] >> (character % 64) & 1) != 0;
    return !ranges_.empty() && inRanges(character);
  }

 private:
  struct Range {
    Character first;
    Character last;
  };

  bool inRanges(Character character) const;

  std::uint64_t ascii_[2] = {0, 0};  // bit n of the whole: character n
  std::vector<Range> ranges_;        // the others: in order, apart from each other
};

}  // namespace sluice::pattern
