#include "secrets/escape.h"

#include <gtest/gtest.h>

#include <string>

#include "json/value.h"
#include "secrets/readings.h"

namespace sluice::secrets {
namespace {

std::string escaped(std::string_view value, Escape escape) {
  std::string out = "before:";
  appendEscaped(value, escape, out);
  return out.substr(7);
}

std::string everyByte() {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  return bytes;
}

TEST(Escape, LeavesAValueAloneWhenAskedTo) { EXPECT_EQ(escaped(everyByte(), Escape::None), everyByte()); }

TEST(Escape, PercentEncodesAllThatIsNotUnreserved) {
  EXPECT_EQ(escaped("AZaz09-._~", Escape::Percent), "AZaz09-._~");
  EXPECT_EQ(escaped(":/?#[]@!$&'()*+,;= %", Escape::Percent),
            "%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%20%25");
  EXPECT_EQ(escaped("\xc3\xa9", Escape::Percent), "%C3%A9");
}

TEST(Escape, PercentEncodingReadsBackAsTheValue) {
  EXPECT_EQ(readPercentEncoded(escaped(everyByte(), Escape::Percent), true).bytes, everyByte());
}

TEST(Escape, AJsonStringReadsBackAsTheValue) {
  std::string value;
  for (int byte = 0; byte < 128; ++byte) value += static_cast<char>(byte);
  value += "\u00e9\u2028";
  const auto read = json::parse("\"" + escaped(value, Escape::Json) + "\"", {}, nullptr);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->string(), value);
}

TEST(Escape, IsMeasuredExactly) {
  for (const Escape escape : {Escape::None, Escape::Percent, Escape::Json}) {
    EXPECT_EQ(escapedSize(everyByte(), escape), escaped(everyByte(), escape).size());
  }
}

}  // namespace
}  // namespace sluice::secrets
