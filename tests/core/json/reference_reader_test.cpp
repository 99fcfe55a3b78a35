// The quick reader beside the reference: the same events, the same answer, the same words about what is wrong.
#include "json/reference_reader.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "support/event_log.h"

namespace sluice::json {
namespace {

using Reader = bool (*)(std::string_view, const ReadLimits&, Handler&, ReadError*);

std::string reading(Reader reader, std::string_view text, const ReadLimits& limits) {
  test::EventLog log;
  ReadError error;
  const bool isRead = reader(text, limits, log, &error);
  return log.text + (isRead ? " read" : " refused at " + std::to_string(error.offset) + ": " + error.message);
}

void expectTheSame(std::string_view text, const ReadLimits& limits = {}) {
  EXPECT_EQ(reading(read, text, limits), reading(readByReference, text, limits)) << text;
}

// Good texts, and what each grammar rule, limit and boundary of eight bytes could get wrong.
const std::vector<std::string>& texts() {
  static const std::vector<std::string> all = {
      R"( {"a" : [1, -2.5e-3, "x"], "b": {"c": null, "d": true}, "e": false} )",
      R"({"":"","\u0000":"\u0000a","\"\\\/\b\f\n\r\t":"\u00e4\u4e2d\uD83D\uDe00 end"})",
      R"(["\ud800","a"])", R"(["\udc00"])", R"(["\ud800\ud800"])", R"(["\ud800\n"])", R"(["\u12"])", R"(["\u12g4"])",
      R"(["\x"])", R"(["\)", R"(["abc\)", R"("\ud83d\ude0)", R"(["1234567\n","12345678\n","123456789\n","1234567"])",
      R"([0,-0,0.0,-0.0,1,-1,10,1e1,1E+1,1e-1,1e308,-1e308,1.7976931348623157e308,1e309,5e-324,1e-400])",
      "[9223372036854775807,-9223372036854775808,9223372036854775808,-9223372036854775809,18446744073709551615]",
      "[18446744073709551616,0.1,0.30000000000000004,123456789012345678901234567890,2.2250738585072011e-308]",
      "01", "-", "-a", "1.", "1.e1", "1e", "1e+", ".5", "+1", "0x1", "1x", "1 2", "-01", "1e5x", "NaN", "Infinity",
      "", " ", "{", "}", "[", "]", "[]", "{}",
      "[,]", "[1,]", "[,1]", "[1 2]", "{,}", "{\"a\"}", "{\"a\":}", "{\"a\" 1}",
      "{\"a\":1,}", "{\"a\":1 \"b\":2}", "{a:1}", "{1:1}", "[}", "{]", "[1}", "{\"a\":1]", "[]]", "{}{}", "true", "tru",
      "truE", "truex", "false", "null", "nul", "nullnull", "[true,false,null]", "[truefalse]", "\"a", "\"a\nb\"", "'a'",
      R"({"a":1,"b":{"a":1},"a":2})", R"({"a":1,"\u0061":2})", R"([{"a":{"b":1,"b":2}}])",
      "\t\r\n [\f]", "/**/1", "[1]//",
      "\xEF\xBB\xBF{}", "\xEF\xBB", "[\"\xC3\xA4 \xE4\xB8\xAD \xF0\x9F\x98\x80\"]", "\"\xC0\xAF\"", "\"\xED\xA0\x80\"",
      "\"1234567\xFF\"", "{\"\xE4\":1}", "\"12345678\x7F\"", "\"12345678\x1F\"", std::string("[1,2]\0", 6),
      std::string("\"a\0b\"", 5), "[[[[1]]],{\"a\":{\"b\":[{}]}}]", "[1,[2,[3,[4]]]]", std::string(70, '['),
      std::string(70, '[') + std::string(70, ']'), "\xC2\xA0" "1",
  };
  return all;
}

TEST(ReferenceReader, TellsAndRefusesWhatTheQuickOneDoes) {
  for (const std::string& text : texts()) expectTheSame(text);
}

TEST(ReferenceReader, EndsEveryBeginningOfATextAsTheQuickOneDoes) {
  for (const std::string& text : texts()) {
    for (std::size_t length = 0; length < text.size(); ++length) expectTheSame(text.substr(0, length));
  }
}

TEST(ReferenceReader, HasTheSameLimits) {
  for (const std::string& text : texts()) {
    for (std::size_t limit = 0; limit < 6; ++limit) {
      expectTheSame(text, {.bytes = limit * 10});
      expectTheSame(text, {.depth = limit});
      expectTheSame(text, {.nodes = limit});
      expectTheSame(text, {.depth = 2, .nodes = limit});
    }
  }
}

TEST(ReferenceReader, AgreesAboutTextsWithMistakesAnywhere) {
  std::mt19937 random(1);
  const std::string bytes = "\"\\{}[],:0123456789.eE+-truefalsn \n\x01\x80\xC3\xA4\xED\xA0ud8D";
  for (int round = 0; round < 20'000; ++round) {
    std::string text = texts()[random() % texts().size()];
    for (auto changes = random() % 3; changes-- > 0 && !text.empty();) {
      const std::size_t at = random() % text.size();
      const char byte = bytes[random() % bytes.size()];
      switch (random() % 3) {
        case 0: text[at] = byte; break;
        case 1: text.insert(at, 1, byte); break;
        default: text.erase(at, 1);
      }
    }
    expectTheSame(text);
  }
}

TEST(ReferenceReader, StopsWhereTheHandlerOfTheQuickOneDoes) {
  for (const std::string& text : texts()) {
    for (const char* event : {"{", "}", "[", "]", "k:a", "i1", "i2", "null", "true", "s:x"}) {
      test::EventLog quick, reference;
      quick.stopAt = reference.stopAt = event;
      EXPECT_EQ(read(text, {}, quick), readByReference(text, {}, reference)) << text;
      EXPECT_EQ(quick.text, reference.text) << text;
    }
  }
}

}  // namespace
}  // namespace sluice::json
