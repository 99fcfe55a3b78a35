#include "json/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice::json {
namespace {

TEST(Utf8, AcceptsTheFirstAndLastCharacterOfEveryLength) {
  for (const char* text : {"", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                           "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(isUtf8(text)) << text;
  }
  EXPECT_TRUE(isUtf8(std::string_view("a\0b", 3)));
}

TEST(Utf8, FindsAnIllFormedByteBehindAsciiOfAnyLength) {
  for (std::size_t length = 0; length < 20; ++length) {
    const std::string ascii(length, 'x');
    EXPECT_TRUE(isUtf8(ascii + "\xC3\xA4" + ascii)) << length;
    EXPECT_FALSE(isUtf8(ascii + "\xC3" + ascii)) << length;
    EXPECT_FALSE(isUtf8(ascii + "\x80")) << length;
  }
}

TEST(Utf8, RefusesOverlongFormsSurrogatesAndWhatLiesBeyondUnicode) {
  for (const char* text : {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xED\xBF\xBF",
                           "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF"}) {
    EXPECT_FALSE(isUtf8(text)) << text;
  }
}

TEST(Utf8, RefusesASequenceThatTheTextCutsOff) {
  for (const char* text : {"a\xC3", "a\xE2\x82", "a\xF0\x9F\x98"}) EXPECT_FALSE(isUtf8(text)) << text;
}

TEST(Utf8, StepsOverTheMaximalSubpartOfAnIllFormedSequence) {
  const auto length = [](std::string_view text) {
    const Utf8Step step = utf8Step(text);
    EXPECT_FALSE(step.valid);
    return step.length;
  };
  EXPECT_EQ(length("\xE2\x82"
                   "A"),
            2U);
  EXPECT_EQ(length("\xF0\x9F\x98"
                   "A"),
            3U);
  EXPECT_EQ(length("\xE0\x80\x80"), 1U);
  EXPECT_EQ(length("\xF0\x9F\xC3\xA4"), 2U);
  EXPECT_EQ(length("\x80\x80"), 1U);
}

}  // namespace
}  // namespace sluice::json
