#include "base/base64.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

struct Vector {
  std::string_view bytes;
  std::string_view text;
};

// RFC 4648, section 10.
constexpr Vector kRfc4648[] = {{"", ""},
                               {"f", "Zg=="},
                               {"fo", "Zm8="},
                               {"foo", "Zm9v"},
                               {"foob", "Zm9vYg=="},
                               {"fooba", "Zm9vYmE="},
                               {"foobar", "Zm9vYmFy"}};

bool decodes(std::string_view text) {
  std::string out;
  return decodeBase64(text, out);
}

TEST(Base64, EncodesTheVectorsOfRfc4648) {
  for (const Vector& vector : kRfc4648) EXPECT_EQ(encodeBase64(vector.bytes), vector.text);
}

TEST(Base64, DecodesTheVectorsOfRfc4648) {
  for (const Vector& vector : kRfc4648) {
    std::string out = "old content";
    ASSERT_TRUE(decodeBase64(vector.text, out)) << vector.text;
    EXPECT_EQ(out, vector.bytes);
  }
}

TEST(Base64, RoundTripsEveryByteAtEveryAlignment) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  for (std::size_t cut = 0; cut < 4; ++cut) {
    const std::string bytes = all.substr(cut);
    std::string out;
    ASSERT_TRUE(decodeBase64(encodeBase64(bytes), out));
    EXPECT_EQ(out, bytes);
  }
}

TEST(Base64, UsesTheUrlAlphabetWithoutPadding) {
  EXPECT_EQ(encodeBase64("\xfb\xff\xfe"), "+//+");
  EXPECT_EQ(encodeBase64Url("\xfb\xff\xfe"), "-__-");
  EXPECT_EQ(encodeBase64Url("f"), "Zg");
  EXPECT_EQ(encodeBase64Url("fo"), "Zm8");
}

TEST(Base64, RefusesMissingMisplacedAndSurplusPadding) {
  for (const char* text : {"Zg", "Zg=", "Zm8", "Z===", "====", "=", "Zg==Zg==", "Zm9v====", "Z=g=", "=Zg="}) {
    EXPECT_FALSE(decodes(text)) << text;
  }
}

TEST(Base64, RefusesCharactersOutsideTheStandardAlphabet) {
  for (const char* text : {"Zm9-", "Zm9_", "Zm 9", "Zm9\n", "Zm9v\r\n==", "Zm9\xc3"}) {
    EXPECT_FALSE(decodes(text)) << text;
  }
  EXPECT_FALSE(decodes(std::string_view("Zm\0v", 4)));
}

TEST(Base64, RefusesTextWhoseUnusedBitsAreSet) {
  EXPECT_FALSE(decodes("Zh=="));
  EXPECT_FALSE(decodes("Zm9="));
  EXPECT_TRUE(decodes("Zm8="));
}

}  // namespace
}  // namespace sluice
