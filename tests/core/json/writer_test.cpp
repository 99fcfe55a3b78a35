#include "json/writer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>

namespace sluice::json {
namespace {

TEST(Writer, WritesNestedValuesWithoutWhitespace) {
  Writer out;
  out.beginObject();
  out.key("a")
      .beginArray()
      .integer(1)
      .null()
      .boolean(true)
      .beginArray()
      .endArray()
      .beginObject()
      .endObject()
      .endArray();
  out.member("b", "x").member("c", std::int64_t{-3}).member("d", false).memberRaw("e", "[0]");
  out.key("f").number(0.5).endObject();
  EXPECT_EQ(out.text(), R"({"a":[1,null,true,[],{}],"b":"x","c":-3,"d":false,"e":[0],"f":0.5})");
  EXPECT_EQ(out.size(), out.text().size());
}

TEST(Writer, EscapesQuotesBackslashesAndControlCharactersAndNothingElse) {
  EXPECT_EQ(quoted(std::string_view("\"\\/\b\f\n\r\t\0\x1F\x7F<", 12)),
            "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7F<\"");
  EXPECT_EQ(quoted("\xC3\xA4\xE2\x80\xA8\xF0\x9F\x98\x80"), "\"\xC3\xA4\xE2\x80\xA8\xF0\x9F\x98\x80\"");
}

TEST(Writer, ReplacesEachMaximalSubpartOfIllFormedUtf8) {
  EXPECT_EQ(quoted("a\xFFz"), "\"a\xEF\xBF\xBDz\"");
  EXPECT_EQ(quoted("\xE2\x82"), "\"\xEF\xBF\xBD\"");
  EXPECT_EQ(quoted("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
  Writer out;
  out.beginObject().key("\x80").null().endObject();
  EXPECT_EQ(out.text(), "{\"\xEF\xBF\xBD\":null}");
}

TEST(Writer, EscapesAtEachPlaceOfATextOfAnyLength) {
  for (std::size_t length = 1; length < 30; ++length) {
    for (std::size_t place = 0; place < length; ++place) {
      std::string text(length, 'x');
      text[place] = '\x1F';
      const std::string rest(length - place - 1, 'x');
      EXPECT_EQ(json::quoted(text), '"' + std::string(place, 'x') + "\\u001f" + rest + '"');
      text[place] = '\xFF';
      EXPECT_EQ(json::quoted(text), '"' + std::string(place, 'x') + "\xEF\xBF\xBD" + rest + '"');
    }
  }
  std::string sixfold;
  for (int i = 0; i < 100; ++i) sixfold += "\\u0001";
  EXPECT_EQ(json::quoted(std::string(100, '\x01')), '"' + sixfold + '"');
}

TEST(Writer, GoesBackToWhereAValueWasDue) {
  Writer out;
  out.beginObject().member("a", std::int64_t{1}).newLine().plainKey("b");
  const std::size_t due = out.size();
  out.beginArray().string(std::string(1000, 'x')).endArray();
  out.rewind(due);
  EXPECT_EQ(out.beginArray().integer(2).endArray().endObject().take(), "{\"a\":1,\n\"b\":[2]}");
}

TEST(Writer, IsEmptyOnceItsTextIsTaken) {
  Writer out(1000);
  EXPECT_EQ(out.string("x").take(), R"("x")");
  EXPECT_EQ(out.text(), "");
  EXPECT_EQ(out.integer(1).take(), "1");
}

TEST(Writer, WritesNullForANumberThatIsNotFinite) {
  Writer out;
  out.beginArray().number(NAN).number(INFINITY).number(-INFINITY).endArray();
  EXPECT_EQ(out.text(), "[null,null,null]");
}

TEST(Writer, PrintsIntegralNumbersWithin2To53AsIntegers) {
  EXPECT_EQ(formatNumber(0.0), "0");
  EXPECT_EQ(formatNumber(-0.0), "0");
  EXPECT_EQ(formatNumber(50005000.0), "50005000");
  EXPECT_EQ(formatNumber(9007199254740991.0), "9007199254740991");
  EXPECT_EQ(formatNumber(9007199254740992.0), "9007199254740992");
  EXPECT_EQ(formatNumber(-9007199254740992.0), "-9007199254740992");
  EXPECT_EQ(formatNumber(1e300), "1e+300");
}

TEST(Writer, PrintsNumbersWithAsFewDigitsAsReadBackTheSame) {
  EXPECT_EQ(formatNumber(0.1), "0.1");
  EXPECT_EQ(formatNumber(1.0 / 3), "0.3333333333333333");
  EXPECT_EQ(formatNumber(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(formatNumber(1e-7), "1e-07");
  for (const double value :
       {5e-324, 2.2250738585072014e-308, std::numeric_limits<double>::max(), 123456.789, -1.5e-10}) {
    EXPECT_EQ(std::strtod(formatNumber(value).c_str(), nullptr), value);
  }
}

}  // namespace
}  // namespace sluice::json
