#include "json/reader.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "support/event_log.h"

namespace sluice::json {
namespace {

using test::EventLog;

std::string events(std::string_view text) {
  EventLog log;
  return read(text, {}, log) ? log.text : "refused";
}

ReadError refusal(std::string_view text, const ReadLimits& limits = {}) {
  EventLog log;
  ReadError error;
  EXPECT_FALSE(read(text, limits, log, &error)) << text;
  return error;
}

bool accepts(std::string_view text, const ReadLimits& limits) {
  EventLog log;
  return read(text, limits, log);
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

std::string objectWithKeys(std::size_t count, const std::string& prefix) {
  std::string text = "{";
  for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "\"" : ",\"") + prefix + std::to_string(i) + "\":0";
  return text + "}";
}

TEST(Reader, TellsTheValuesOfADocumentInOrder) {
  EXPECT_EQ(events(R"( {"a": [1, -2.5, "x"], "b": {"c": null, "d": true}, "e": false} )"),
            "{ k:a [ i1 n-2.5 s:x ] k:b { k:c null k:d true } k:e false }");
}

TEST(Reader, AcceptsAScalarAsADocument) {
  EXPECT_EQ(events("7"), "i7");
  EXPECT_EQ(events("\"\""), "s:");
}

TEST(Reader, KeepsIntegersOf64BitsAndMakesDoublesOfLargerOnes) {
  EXPECT_EQ(events("9223372036854775807"), "i9223372036854775807");
  EXPECT_EQ(events("-9223372036854775808"), "i-9223372036854775808");
  EXPECT_EQ(events("9223372036854775808"), "n9223372036854775808");
  EXPECT_EQ(events("18446744073709551616"), "n18446744073709551616");
  EXPECT_EQ(events("-9223372036854775809"), "n-9223372036854775808");
  EXPECT_EQ(events("1.0"), "n1");
}

TEST(Reader, RefusesANumberThatNoDoubleCanHold) { EXPECT_EQ(refusal("[1e999]").message, "number out of range"); }

TEST(Reader, UnescapesStringsAndKeepsNulBytesInThem) {
  EXPECT_EQ(events(R"("a\u0000b\n\u00e4\ud83d\ude00")"), std::string("s:a\0b\n\xC3\xA4\xF0\x9F\x98\x80", 12));
}

TEST(Reader, RefusesWhatIsNoJson) {
  for (const char* text : {"", "  ", "{", "[1,]", "{\"a\" 1}", "{a:1}", "'a'", "01", "+1", ".5", "1.", "NaN", "nul",
                           "\"\\x\"", "\"\\ud800\"", "\"a", "[1] // c", "/**/1", "\"a\tb\""}) {
    EXPECT_FALSE(refusal(text).message.empty()) << text;
  }
}

TEST(Reader, RefusesASecondValueAfterTheFirst) {
  EXPECT_EQ(refusal("{} {}").message, "unexpected '{'; expected end of input");
  EXPECT_EQ(refusal("1 x").offset, 3U);
}

TEST(Reader, RefusesANulByteOutsideOfStringsAndWhateverItWouldHide) {
  const ReadError error = refusal(std::string_view("{}\0{\"allowed\":true}", 18));
  EXPECT_EQ(error.message, "control character U+0000");
  EXPECT_EQ(error.offset, 2U);
}

TEST(Reader, RefusesAByteOrderMark) { EXPECT_EQ(refusal("\xEF\xBB\xBF{}").message, "starts with a byte-order mark"); }

TEST(Reader, RefusesInvalidUtf8InValuesAndKeys) {
  for (const char* text : {"\"\xFF\"", "\"\xC0\xAF\"", "\"\xED\xA0\x80\"", "\"\xF4\x90\x80\x80\"", "{\"\xE4\":1}"}) {
    EXPECT_EQ(refusal(text).message, "invalid string: ill-formed UTF-8 byte") << text;
  }
}

TEST(Reader, SaysWhatWasExpectedWhenTheTextEnds) {
  const ReadError error = refusal("[1, 2");
  EXPECT_EQ(error.message, "unexpected end of input; expected ']'");
  EXPECT_EQ(error.offset, 5U);
}

TEST(Reader, QuotesNoValueInItsMessages) {
  EXPECT_EQ(refusal("[\"hunter2 \x01\"]").message.find("hunter2"), std::string::npos);
  EXPECT_EQ(refusal("[hunter2]").message, "invalid literal");
  EXPECT_EQ(refusal("[1234567e999]").message, "number out of range");
}

TEST(Reader, LimitsTheBytes) {
  EXPECT_TRUE(accepts("[12]", {.bytes = 5}));
  EXPECT_TRUE(accepts("[123]", {.bytes = 5}));
  EXPECT_EQ(refusal("[1234]", {.bytes = 5}).message, "larger than 5 bytes");
}

TEST(Reader, LimitsTheDepth) {
  EXPECT_TRUE(accepts("1", {.depth = 0}));
  EXPECT_TRUE(accepts(nested(15), {.depth = 16}));
  EXPECT_TRUE(accepts(nested(16), {.depth = 16}));
  const ReadError error = refusal(nested(17), {.depth = 16});
  EXPECT_EQ(error.message, "nested deeper than 16 levels");
  EXPECT_EQ(error.offset, 17U);
  EXPECT_EQ(refusal("{\"a\":{}}", {.depth = 1}).message, "nested deeper than 1 levels");
}

TEST(Reader, CountsDepthByWhatIsOpenAndNotByWhatWas) { EXPECT_TRUE(accepts("[[],{},[[]],[{}]]", {.depth = 3})); }

TEST(Reader, LimitsTheNodes) {
  EXPECT_TRUE(accepts("[1]", {.nodes = 3}));
  EXPECT_TRUE(accepts("[1,{}]", {.nodes = 3}));
  EXPECT_EQ(refusal("[1,{},2]", {.nodes = 3}).message, "more than 3 values");
}

TEST(Reader, NeedsNoStackForDepth) { EXPECT_TRUE(accepts(nested(1000000), {.depth = 1000000})); }

TEST(Reader, RefusesAKeyThatAppearsTwiceInOneObject) {
  EXPECT_EQ(refusal(R"({"a":1,"b":2,"a":3})").message, "the key \"a\" appears twice in one object");
  EXPECT_EQ(refusal(R"([{"a":{"b":1,"\u0062":2}}])").message, "the key \"b\" appears twice in one object");
  EXPECT_EQ(refusal(R"({"":1,"":2})").message, "the key \"\" appears twice in one object");
  const std::string key(65, 'k');
  EXPECT_EQ(refusal("{\"" + key + "\":1,\"" + key + "\":2}").message, "a key appears twice in one object");
}

TEST(Reader, AllowsTheSameKeyInDifferentObjects) {
  EXPECT_TRUE(accepts(R"({"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]})", {}));
}

TEST(Reader, FindsARepeatedKeyAmongAnyNumberOfKeys) {
  for (const std::size_t count : {2U, 7U, 8U, 9U, 1000U}) {
    std::string text = objectWithKeys(count, "k");
    EXPECT_TRUE(accepts(text, {})) << count;
    text.insert(text.size() - 1, ",\"k0\":1");
    EXPECT_EQ(refusal(text).message, "the key \"k0\" appears twice in one object") << count;
  }
}

// With a comparison of every pair this takes minutes.
TEST(Reader, ReadsAnObjectOfVeryManyLongKeys) { EXPECT_TRUE(accepts(objectWithKeys(50000, std::string(40, 'x')), {})); }

TEST(Reader, StopsWhereTheHandlerSaysSoWithoutAMessage) {
  EventLog log;
  log.stopAt = "i2";
  ReadError error{"unchanged", 99};
  EXPECT_FALSE(read("[1,2,3]", {}, log, &error));
  EXPECT_EQ(log.text, "[ i1 i2");
  EXPECT_EQ(error.message, "");
  EXPECT_LT(error.offset, 7U);
}

TEST(Reader, MayBeUnwoundByAnExceptionAndUsedAgain) {
  for (const char* event : {"{", "k:a", "[", "i1", "]", "s:x", "}"}) {
    EventLog log;
    log.throwAt = event;
    EXPECT_THROW(read(R"({"a":[1],"b":"x"})", {}, log), std::runtime_error) << event;
  }
  EXPECT_EQ(events("[1]"), "[ i1 ]");
}

}  // namespace
}  // namespace sluice::json
