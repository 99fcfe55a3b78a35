#include "pattern/character_set.h"

#include <gtest/gtest.h>

#include <cctype>

namespace sluice::pattern {
namespace {

TEST(CharacterSet, NamedSetsAreThoseOfC) {
  const struct {
    char letter;
    int (*holds)(int);
  } rows[] = {{'d', isdigit}, {'s', isspace}, {'a', isalpha}, {'l', islower}, {'u', isupper},
              {'p', ispunct}, {'x', isxdigit}, {'c', iscntrl}, {'w', [](int c) { return int{c == '_' || isalnum(c)}; }}};
  for (const auto& row : rows) {
    CharacterSet set;
    ASSERT_TRUE(CharacterSet::named(row.letter, set));
    for (int c = 0; c < 128; ++c) {
      EXPECT_EQ(set.contains(static_cast<Character>(c)), row.holds(c) != 0) << row.letter << ' ' << c;
    }
    EXPECT_FALSE(set.contains(0xE9));
  }
  CharacterSet set;
  EXPECT_FALSE(CharacterSet::named('b', set));
}

TEST(CharacterSet, ARangeHoldsItsEndsAndNothingBesideThem) {
  const Character ends[] = {0, 1, 62, 63, 64, 65, 126, 127, 128, 129, 0x7FF, 0x800, 0x10FFFF};
  for (const Character first : ends) {
    for (const Character last : ends) {
      if (first > last) continue;
      CharacterSet set;
      set.add(first, last);
      for (Character c = first < 2 ? 0 : first - 2; c <= last + 2; c += c > first + 300 && c + 400 < last ? 97 : 1) {
        EXPECT_EQ(set.contains(c), c >= first && c <= last) << first << ' ' << last << ' ' << c;
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
    EXPECT_EQ(set.contains(c), (c >= 200 && c <= 220) || (c >= 300 && c <= 410)) << c;
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
    EXPECT_NE(set.contains(c), complement.contains(c)) << c;
  }
  EXPECT_FALSE(complement.contains(kEndOfText));
  complement.invert();
  EXPECT_TRUE(complement.contains(0x20AC));
  EXPECT_FALSE(complement.contains(0x20AD));
  EXPECT_FALSE(complement.contains(kIllFormed));
}

TEST(CharacterSet, FoldingAddsTheOtherCaseOfAsciiLettersOnly) {
  CharacterSet set;
  for (const Character c : {'b', 'Y', '@', '{'}) set.add(c, c);
  set.add(0xE9, 0xE9);
  set.foldCase();
  for (const Character c : {'b', 'B', 'y', 'Y', '@', '{'}) EXPECT_TRUE(set.contains(c)) << c;
  for (const Character c : {'`', '[', 'a', 'Z'}) EXPECT_FALSE(set.contains(c)) << c;
  EXPECT_FALSE(set.contains(0xC9));
}

}  // namespace
}  // namespace sluice::pattern
