#include "base/ascii.h"

#include <gtest/gtest.h>

#include <string_view>

namespace sluice {
namespace {

TEST(Ascii, NoByteBelongsToAClassButThoseThatAreWrittenHere) {
  constexpr std::string_view kDigits = "0123456789";
  constexpr std::string_view kLower = "abcdefghijklmnopqrstuvwxyz";
  constexpr std::string_view kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    const bool isLower = kLower.find(c) != std::string_view::npos;
    EXPECT_EQ(isDigit(c), kDigits.find(c) != std::string_view::npos) << byte;
    EXPECT_EQ(isLowerLetter(c), isLower) << byte;
    EXPECT_EQ(isLetter(c), isLower || kUpper.find(c) != std::string_view::npos) << byte;
  }
}

TEST(Ascii, HexadecimalDigitsOfEitherCaseHaveAValueAndNoOtherByteHas) {
  constexpr std::string_view kLower = "0123456789abcdef";
  constexpr std::string_view kUpper = "0123456789ABCDEF";
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    const std::size_t at = kLower.find(c) != std::string_view::npos ? kLower.find(c) : kUpper.find(c);
    EXPECT_EQ(hexDigit(c), at == std::string_view::npos ? -1 : static_cast<int>(at)) << byte;
  }
}

}  // namespace
}  // namespace sluice
