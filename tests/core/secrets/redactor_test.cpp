#include "secrets/redactor.h"

#include <gtest/gtest.h>

#include <string>

#include "base/base64.h"
#include "json/writer.h"

namespace sluice::secrets {
namespace {

constexpr const char* kValue = "p\xC3\xA4ss/w?rd+ 100%\"\n>>~";

std::string hexByte(char c, bool upper) {
  const char* digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  return std::string(1, digits[byte >> 4]) + digits[byte & 15];
}

// Percent-encodes every character that does not stand in `kept`.
std::string percentEncoded(const std::string& text, const std::string& kept, bool upper = true) {
  std::string out;
  for (const char c : text) {
    if (kept.find(c) != std::string::npos)
      out += c;
    else
      out += "%" + hexByte(c, upper);
  }
  return out;
}

const std::string kUnreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

class RedactorTest : public testing::Test {
 protected:
  RedactorTest() {
    vault.add("KEY", kValue, {});
    vault.add("TOKEN", "tok_1234567890", {"geo.example"});
  }

  std::string masked(const std::string& text) const { return Redactor(vault).apply(text); }

  Vault vault{"f00d"};
};

TEST_F(RedactorTest, MasksValuesAsTheyAre) {
  EXPECT_EQ(masked(kValue), "[secret KEY]");
  EXPECT_EQ(masked(std::string("a") + kValue + "b" + kValue + "tok_1234567890c"),
            "a[secret KEY]b[secret KEY][secret TOKEN]c");
}

TEST_F(RedactorTest, LeavesOtherTextAlone) {
  for (const char* text :
       {"", "tok_", "tok_123456789", "ok_1234567890", "100% of \\u0041 + %41", "%", "%4", "\\", "\\u12"}) {
    EXPECT_EQ(masked(text), text);
  }
}

TEST_F(RedactorTest, MasksBase64WhereverTheValueStandsInTheBytes) {
  for (const std::string before : {"", "u", "ab", "abc", "user:"}) {
    for (const std::string after : {"", "x", "yz"}) {
      const std::string bytes = before + kValue + after;
      for (const std::string& encoded : {encodeBase64(bytes), encodeBase64Url(bytes)}) {
        const std::string out = masked("Basic " + encoded);
        EXPECT_NE(out.find("[secret KEY]"), std::string::npos) << encoded;
        // At most the digits that the value shares with its surroundings stay.
        EXPECT_LE(out.size(), std::string("Basic [secret KEY]").size() + (before.size() + after.size()) * 4 / 3 + 6)
            << out;
      }
    }
  }
}

TEST_F(RedactorTest, MasksPercentEncodedValuesOfAnyStyle) {
  const std::string value = kValue;
  EXPECT_EQ(masked("?q=" + percentEncoded(value, kUnreserved) + "&r"), "?q=[secret KEY]&r");
  EXPECT_EQ(masked(percentEncoded(value, kUnreserved, false)), "[secret KEY]");
  EXPECT_EQ(masked(percentEncoded(value, kUnreserved + "!'()*")), "[secret KEY]");
  EXPECT_EQ(masked(percentEncoded(value, kUnreserved + "/?+")), "[secret KEY]");
  EXPECT_EQ(masked(percentEncoded(value, "")), "[secret KEY]");
}

TEST_F(RedactorTest, MasksFormEncodedValues) {
  std::string encoded = percentEncoded(kValue, kUnreserved + " ");
  encoded[encoded.find(' ')] = '+';
  EXPECT_EQ(masked("a=" + encoded + "&b=1+2"), "a=[secret KEY]&b=1+2");
}

TEST_F(RedactorTest, MasksPercentEncodedBase64) {
  const std::string encoded = encodeBase64(kValue);
  ASSERT_NE(encoded.find_first_of("+/="), std::string::npos);
  EXPECT_EQ(masked(percentEncoded(encoded, kUnreserved)).find("[secret KEY]"), 0U);
}

TEST_F(RedactorTest, MasksJsonEscapedValuesOfAnyStyle) {
  EXPECT_EQ(masked(json::quoted(kValue)), "\"[secret KEY]\"");
  EXPECT_EQ(masked(R"({"a":"p\u00e4ss\/w?rd+ 100%\u0022\u000a\u003E>~"})"), R"({"a":"[secret KEY]"})");
  vault.add("EMOJI", "\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xE2\x82\xAC", {});
  EXPECT_EQ(masked(R"(x\ud83d\ude00\uD83D\uDE00\u20acy)"), "x[secret EMOJI]y");
  EXPECT_EQ(masked(R"(x\ud83d\ud83d\ude00y)"), R"(x\ud83d\ud83d\ude00y)");
}

TEST_F(RedactorTest, MasksOccurrencesThatOverlapAsOne) {
  vault.add("LONGER", "tok_1234567890abcdef", {});
  vault.add("LATER", "90abcdefghijk", {});
  EXPECT_EQ(masked("<tok_1234567890abcdef>"), "<[secret LONGER]>");
  EXPECT_EQ(masked("<tok_1234567890abcdefghijk>"), "<[secret LONGER]>");
  vault.add("SAME", "aaaaaaaa", {});
  EXPECT_EQ(masked("<aaaaaaaaaaaa>"), "<[secret SAME]>");
}

TEST_F(RedactorTest, NamesTheSecretThatOccurs) {
  const Redactor redactor(vault);
  EXPECT_EQ(redactor.findIn("x tok_1234567890 y"), "TOKEN");
  EXPECT_EQ(redactor.findIn(std::string(kValue) + "tok_1234567890"), "KEY");
  EXPECT_EQ(redactor.findIn(percentEncoded(kValue, "")), "KEY");
  EXPECT_EQ(redactor.findIn("nothing"), "");
}

TEST_F(RedactorTest, LeavesPlaceholdersReadable) {
  EXPECT_EQ(masked(vault.find("TOKEN")->placeholder), vault.find("TOKEN")->placeholder);
}

TEST(Redactor, DoesNotMaskValuesTooShortToTellFromOtherText) {
  Vault vault("f00d");
  vault.add("SHORT", "1234567", {});
  EXPECT_TRUE(Redactor(vault).empty());
  vault.add("LONG", "12345678", {});
  EXPECT_EQ(Redactor(vault).apply("1234567 12345678"), "1234567 [secret LONG]");
}

TEST(Redactor, IsEmptyWithoutSecrets) {
  EXPECT_TRUE(Redactor(Vault("f00d")).empty());
  EXPECT_EQ(Redactor(Vault("f00d")).apply("text %41"), "text %41");
}

}  // namespace
}  // namespace sluice::secrets
