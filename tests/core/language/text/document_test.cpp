#include "language/text/document.h"

#include <gtest/gtest.h>

#include <random>
#include <string_view>

#include "json/utf8.h"

namespace sluice::language {
namespace {

TEST(Document, CountsUtf16UnitsInALine) {
  const Document document("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z");  // a é € 😀 z
  EXPECT_EQ(document.position(0), (Position{0, 0}));
  EXPECT_EQ(document.position(1), (Position{0, 1}));
  EXPECT_EQ(document.position(3), (Position{0, 2}));
  EXPECT_EQ(document.position(6), (Position{0, 3}));
  EXPECT_EQ(document.position(10), (Position{0, 5}));
  EXPECT_EQ(document.offset({0, 5}), 10u);
}

TEST(Document, TakesThePlaceBetweenTheHalvesOfACharacterAsItsBegin) {
  EXPECT_EQ(Document("\xF0\x9F\x98\x80z").offset({0, 1}), 0u);
}

TEST(Document, KnowsTheThreeWaysToEndALine) {
  const Document document("a\nbc\r\nd\re");
  EXPECT_EQ(document.lines().lineCount(), 4u);
  EXPECT_EQ(document.offset({1, 0}), 2u);
  EXPECT_EQ(document.offset({2, 0}), 6u);
  EXPECT_EQ(document.offset({3, 0}), 8u);
}

TEST(Document, PutsAPlaceBehindALineAtItsEnd) {
  const Document document("ab\r\ncd");
  EXPECT_EQ(document.offset({0, 99}), 2u);
  EXPECT_EQ(document.offset({1, 99}), 6u);
  EXPECT_EQ(document.offset({99, 0}), 6u);
  EXPECT_EQ(document.position(3), (Position{0, 2}));
}

TEST(Document, ReplacesARange) {
  Document document("one\ntwo\nthree");
  document.replace({{0, 1}, {1, 2}}, "X\nY");
  EXPECT_EQ(document.text(), "oX\nYo\nthree");
  EXPECT_EQ(document.offset({2, 0}), 6u);
  document.replace({{2, 5}, {9, 9}}, "!");
  EXPECT_EQ(document.text(), "oX\nYo\nthree!");
}

TEST(Document, TakesARangeThatEndsBeforeItBeginsAsEmpty) {
  Document document("abc");
  document.replace({{0, 2}, {0, 1}}, "-");
  EXPECT_EQ(document.text(), "ab-c");
}

TEST(Document, GivesEveryCharacterAPlaceThatLeadsBackToIt) {
  std::mt19937 random(7);
  const char* const pieces[] = {"a", "\n", "\r\n", "\r", "\xC3\xA9", "\xF0\x9F\x98\x80", "\t", ""};
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (int i = 0; i < 30; ++i) text += pieces[random() % 8];
    const Document document(text);
    for (std::uint32_t offset = 0; offset <= document.size(); ++offset) {
      const std::uint32_t back = document.offset(document.position(offset));
      const bool insideCharacter = offset < text.size() && (text[offset] & 0xC0) == 0x80;
      const bool insideLineEnd = offset > 0 && offset < text.size() && text[offset] == '\n' && text[offset - 1] == '\r';
      if (insideCharacter || insideLineEnd) continue;
      EXPECT_EQ(back, offset) << testing::PrintToString(text);
    }
  }
}

// Units of a text, counted from its begin.
std::uint32_t unitsCounted(std::string_view text, Encoding encoding) {
  std::uint32_t units = 0;
  while (!text.empty()) {
    const json::Utf8Step step = json::utf8Step(text);
    const auto bytes = static_cast<std::uint32_t>(step.length);
    units += encoding == Encoding::Utf8 ? (step.valid ? bytes : 3) : (bytes == 4 ? 2 : 1);
    text.remove_prefix(bytes);
  }
  return units;
}

TEST(Document, CountsInLongLinesAsIfFromTheirBegin) {
  std::mt19937 random(8);
  const char* const pieces[] = {"abc", "\xC3\xA9", "\xF0\x9F\x98\x80", "\xE2\x82\xAC", "\xF0\x9F", "\x80", " "};
  for (int round = 0; round < 3; ++round) {
    std::string line;
    while (line.size() < 2000) line += pieces[random() % 7];
    const Document document("first\n" + line + "\r\nlast");
    for (const Encoding encoding : {Encoding::Utf16, Encoding::Utf8}) {
      for (std::uint32_t i = 0; i <= line.size(); ++i) {
        const std::uint32_t units = unitsCounted(std::string_view(line).substr(0, i), encoding);
        ASSERT_EQ(document.position(6 + i, encoding), (Position{1, units}));
        const std::uint32_t back = document.offset({1, units}, encoding) - 6;
        ASSERT_LE(unitsCounted(std::string_view(line).substr(0, back), encoding), units);
        ASSERT_EQ(document.offset(document.position(6 + back, encoding), encoding), 6 + back);
      }
    }
  }
}

}  // namespace
}  // namespace sluice::language
