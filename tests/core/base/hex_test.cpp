#include "base/hex.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

TEST(Hex, WritesTwoLowerCaseDigitsPerByte) {
  EXPECT_EQ(toHex(""), "");
  EXPECT_EQ(toHex(std::string_view("\x00\x09\xaf\xff", 4)), "0009afff");
}

TEST(Hex, WritesANumberAs16DigitsMostSignificantFirst) {
  EXPECT_EQ(toHex64(0), "0000000000000000");
  EXPECT_EQ(toHex64(0x0123456789abcdef), "0123456789abcdef");
  EXPECT_EQ(toHex64(UINT64_MAX), "ffffffffffffffff");
}

TEST(Hex, ReadsDigitsOfEitherCase) {
  std::string out = "old content";
  ASSERT_TRUE(fromHex("0009aFFf", out));
  EXPECT_EQ(out, std::string("\x00\x09\xaf\xff", 4));
  ASSERT_TRUE(fromHex("", out));
  EXPECT_EQ(out, "");
}

TEST(Hex, RefusesHalfAByteAndOtherCharacters) {
  std::string out;
  for (const char* text : {"0", "abc", "0g", "g0", " 0", "0x", "-1", "\xc3\xa9"}) {
    EXPECT_FALSE(fromHex(text, out)) << text;
  }
}

TEST(Hex, SixteenDigitsRoundTripAsANumber) {
  for (const std::uint64_t value : {std::uint64_t{0}, std::uint64_t{1}, UINT64_MAX, std::uint64_t{0x0123456789abcdef}}) {
    EXPECT_EQ(fromHex64(toHex64(value)), value);
  }
}

TEST(Hex, OnlyLowerCaseDigitsOfTheRightNumberPass) {
  EXPECT_TRUE(isLowerHex("09af", 4));
  EXPECT_FALSE(isLowerHex("09a", 4));
  EXPECT_FALSE(isLowerHex("09AF", 4));
  EXPECT_FALSE(isLowerHex("09ag", 4));
}

}  // namespace
}  // namespace sluice
