// Sets of characters: what stands in brackets, or behind `\d` and `%d`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "pattern/characters.h"

namespace sluice::pattern {

// Some of ASCII, and all or none of the other characters, ill-formed bytes among them.
struct AsciiSet {
  std::uint32_t bits[4] = {0, 0, 0, 0};  // bit n of the whole: character n
  bool others = false;

  // What a letter names: d s w a l u p x c, as in Lua, save that w holds `_` too, as in regular expressions. False,
  // and `set` untouched, for any other letter.
  static bool named(char letter, AsciiSet& set);
  // Adds the other case of every letter held.
  void foldCase();
  void invert();
};

// As many members as a pattern has room for: an edge takes a byte of it at least.
inline constexpr std::size_t kMostEdges = 514;

class CharacterSet {
 public:
  // Precondition: first <= last <= kIllFormed. O(1) within ASCII, else linear in the ranges held, which must not get
  // more than kMostEdges edges.
  void add(Character first, Character last);
  void add(const AsciiSet& set);
  void foldCase() { ascii_.foldCase(); }
  // The complement holds kIllFormed when the set does not.
  void invert();

  // Appends the set to `stored`, in a form that holds() reads, and gives the place it begins at.
  std::uint32_t store(std::vector<std::uint32_t>& stored) const;

 private:
  // Puts `count` edges in place of those from index `from` up to `to`.
  void replaceEdges(std::size_t from, std::size_t to, const Character* edges, std::size_t count);

  AsciiSet ascii_;
  std::size_t edgeCount_ = 0;
  Character edges_[kMostEdges];  // of the others, in order: where membership changes, beginning with none
};

// Whether the set stored at `set` holds `character`. O(1) for ASCII, else logarithmic in its ranges.
bool holdsWide(const std::uint32_t* set, Character character);
inline bool holds(const std::uint32_t* set, Character character) {
  if (character >= kAsciiEnd) return holdsWide(set, character);
  return (set[character / 32] >> (character % 32) & 1) != 0;
}

}  // namespace sluice::pattern
