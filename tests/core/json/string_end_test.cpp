#include "json/string_end.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice::json {
namespace {

TEST(StringEnd, IsTheQuoteThatNoBackslashEscapes) {
  EXPECT_EQ(stringEnd(R"("")", 0), 1U);
  EXPECT_EQ(stringEnd(R"(["ab","c"])", 1), 4U);
  EXPECT_EQ(stringEnd(R"("a\"b\\")", 0), 7U);
}

TEST(StringEnd, IsFoundWhereverTheStringEndsAndWhateverIsEscapedInIt) {
  for (std::size_t length = 0; length < 40; ++length) {
    const std::string plain = '"' + std::string(length, 'x') + R"(","next")";
    EXPECT_EQ(stringEnd(plain, 0), length + 1);
    for (std::size_t place = 0; place <= length; ++place) {
      std::string escaped = plain;
      escaped.insert(place + 1, R"(\")");
      EXPECT_EQ(stringEnd(escaped, 0), length + 3) << escaped;
    }
  }
}

}  // namespace
}  // namespace sluice::json
