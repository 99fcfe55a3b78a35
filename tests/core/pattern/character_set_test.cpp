#include "pattern/character_set.h"

#include <gtest/gtest.h>

#include <cctype>
#include <cstdint>
#include <utility>
#include <vector>

namespace sluice::pattern {
namespace {

bool contains(const CharacterSet& set, Character character) {
  std::vector<std::uint32_t> stored = {7};  // a set is found behind others
  const std::uint32_t at = set.store(stored);
  return holds(stored.data() + at, character);
}

bool contains(const AsciiSet& ascii, Character character) {
  CharacterSet set;
  set.add(ascii);
  return contains(set, character);
}

TEST(AsciiSet, NamedSetsAreThoseOfC) {
  const struct {
    char letter;
    int (*holds)(int);
  } rows[] = {{'d', isdigit}, {'s', isspace}, {'a', isalpha}, {'l', islower}, {'u', isupper},
              {'p', ispunct}, {'x', isxdigit}, {'c', iscntrl}, {'w', [](int c) { return c == '_' || isalnum(c) != 0 ? 1 : 0; }}};
  for (const auto& row : rows) {
    AsciiSet set;
    ASSERT_TRUE(AsciiSet::named(row.letter, set));
    for (int c = 0; c < 128; ++c) {
      EXPECT_EQ(contains(set, static_cast<Character>(c)), row.holds(c) != 0) << row.letter << ' ' << c;
    }
    EXPECT_FALSE(contains(set, 0xE9));
    set.invert();
    EXPECT_TRUE(contains(set, 0xE9) && contains(set, kIllFormed));
    EXPECT_EQ(contains(set, '_'), row.letter != 'p' && row.letter != 'w');
  }
  AsciiSet set;
  EXPECT_FALSE(AsciiSet::named('b', set));
}

TEST(CharacterSet, ARangeHoldsItsEndsAndNothingBesideThem) {
  const Character ends[] = {0, 1, 62, 63, 64, 65, 126, 127, 128, 129, 0x7FF, 0x800, 0x10FFFF};
  for (const Character first : ends) {
    for (const Character last : ends) {
      if (first > last) continue;
      CharacterSet set;
      set.add(first, last);
      for (Character c = first < 2 ? 0 : first - 2; c <= last + 2; c += c > first + 300 && c + 400 < last ? 97 : 1) {
        EXPECT_EQ(contains(set, c), c >= first && c <= last) << first << ' ' << last << ' ' << c;
      }
    }
  }
}

TEST(CharacterSet, RangesMayComeInAnyOrderAndOverlap) {
  CharacterSet set;
  for (const auto& [first, last] : {std::pair{300u, 310u}, {200u, 210u}, {400u, 410u}, {211u, 220u}, {305u, 405u}}) {
    set.add(first, last);
  }
  for (Character c = 190; c < 420; ++c) {
    EXPECT_EQ(contains(set, c), (c >= 200 && c <= 220) || (c >= 300 && c <= 410)) << c;
  }
}

TEST(CharacterSet, TheComplementHoldsWhatTheSetDoesNot) {
  CharacterSet set;
  set.add('a', 'f');
  set.add(0x80, 0x90);
  set.add(0x20AC, 0x20AC);
  CharacterSet complement = set;
  complement.invert();
  for (const Character c : {Character{0}, Character{'a'}, Character{'g'}, 0x7Fu, 0x80u, 0x90u, 0x91u, 0x20ABu, 0x20ACu,
                            0x20ADu, 0x10FFFFu, kIllFormed}) {
    EXPECT_NE(contains(set, c), contains(complement, c)) << c;
  }
  EXPECT_FALSE(contains(complement, kEndOfText));
  complement.invert();
  EXPECT_TRUE(contains(complement, 0x20AC));
  EXPECT_FALSE(contains(complement, 0x20AD));
  EXPECT_FALSE(contains(complement, kIllFormed));
}

TEST(CharacterSet, FoldingAddsTheOtherCaseOfAsciiLettersOnly) {
  CharacterSet set;
  for (const Character c : {'b', 'Y', '@', '{'}) set.add(c, c);
  set.add(0xE9, 0xE9);
  set.foldCase();
  for (const Character c : {'b', 'B', 'y', 'Y', '@', '{'}) EXPECT_TRUE(contains(set, c)) << c;
  for (const Character c : {'`', '[', 'a', 'Z'}) EXPECT_FALSE(contains(set, c)) << c;
  EXPECT_FALSE(contains(set, 0xC9));
}

}  // namespace
}  // namespace sluice::pattern
