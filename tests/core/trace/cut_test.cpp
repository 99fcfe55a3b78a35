#include "trace/cut.h"

#include <gtest/gtest.h>

#include "json/utf8.h"
#include "json/value.h"

namespace sluice::trace {
namespace {

TEST(CutText, LeavesATextThatFitsAsItIs) {
  EXPECT_EQ(cutText("abcdef", 7), "abcdef");
  EXPECT_EQ(cutText("abcdef", 6), "abcdef");
  EXPECT_EQ(cutText("", 0), "");
}

TEST(CutText, EndsALongerTextWithAnEllipsisThatCounts) {
  EXPECT_EQ(cutText("abcdef", 5), "ab…");
  EXPECT_EQ(cutText("abcdef", 3), "…");
  EXPECT_EQ(cutText("abcdef", 2), "");
}

TEST(CutText, NeverCutsInsideACharacter) {
  const std::string text = "aé€😀é€😀é€😀";
  for (std::size_t maxBytes = 0; maxBytes <= text.size(); ++maxBytes) {
    const std::string cut = cutText(text, maxBytes);
    EXPECT_LE(cut.size(), maxBytes);
    EXPECT_GE(cut.size() + 6, maxBytes) << cut;
    EXPECT_TRUE(json::isUtf8(cut)) << maxBytes;
  }
}

TEST(CutText, KeepsTheStartOfATextThatIsNotUtf8) {
  EXPECT_EQ(cutText(std::string(20, '\x80'), 10), std::string(4, '\x80') + "…");
}

TEST(CutJson, LeavesADocumentThatFitsAsItIs) {
  const std::string json = R"({"a":[1,2,3],"b":"text"})";
  EXPECT_EQ(cutJson(json, json.size()), json);
  EXPECT_EQ(cutJson(json, json.size() + 1), json);
  EXPECT_NE(cutJson(json, json.size() - 1), json);
}

TEST(CutJson, NotesInAnObjectHowManyBytesAreMissing) {
  const std::string json = R"({"a":1,"b":")" + std::string(100, 'x') + R"(","c":2})";
  const std::string cut = cutJson(json, 60);
  EXPECT_EQ(cut, R"({"a":1,"…":"113 bytes left out"})");
  EXPECT_EQ(json.size(), std::string(R"({"a":1})").size() + 113);
}

TEST(CutJson, NotesInAnArrayHowManyBytesAreMissing) {
  const std::string json = "[1,2,\"" + std::string(100, 'x') + "\"]";
  EXPECT_EQ(cutJson(json, 60), R"([1,2,"… 103 bytes left out"])");
}

TEST(CutJson, KeepsWhatItCanOfANestedDocumentAndClosesIt) {
  const std::string json = R"({"a":{"b":[{"c":1},")" + std::string(100, 'x') + R"("]},"z":1})";
  EXPECT_EQ(cutJson(json, 60), R"({"a":{"b":[{"c":1},"… 109 bytes left out"]}})");
}

TEST(CutJson, CanKeepNothingButTheNote) {
  const std::string text(100, 'x');
  EXPECT_EQ(cutJson(R"({"a":")" + text + R"("})", 60), R"({"…":"106 bytes left out"})");
  EXPECT_EQ(cutJson("[\"" + text + "\"]", 60), R"(["… 102 bytes left out"])");
  EXPECT_EQ(cutJson("\"" + text + "\"", 60), R"("… 102 bytes left out")");
}

TEST(CutJson, PutsNoNoteIntoAContainerThatWasEmpty) {
  const std::string json = R"({"a":{},"b":[],"c":")" + std::string(100, 'x') + "\"}";
  EXPECT_EQ(cutJson(json, 50), R"({"a":{},"b":[],"…":"107 bytes left out"})");
  for (std::size_t maxBytes = 2; maxBytes < json.size(); ++maxBytes) {
    const std::string cut = cutJson(json, maxBytes);
    EXPECT_EQ(cut.find(R"("a":{"…)"), std::string::npos) << cut;
    EXPECT_EQ(cut.find(R"("b":["…)"), std::string::npos) << cut;
  }
}

TEST(CutJson, IsNotMisledByBracketsCommasAndQuotesInsideTexts) {
  const std::string json = R"({"a\"},{":"]},[\\","b":"}}\",\"","c":")" + std::string(100, 'x') + "\"}";
  EXPECT_EQ(cutJson(json, 65), R"({"a\"},{":"]},[\\","b":"}}\",\"","…":"107 bytes left out"})");
}

TEST(CutJson, FitsAndIsValidAtEveryLimit) {
  const std::string json = R"({"name":"a€b","list":[1,[2,{"deep":[true,false,null]}],"😀"],"empty":{},"none":[],)"
                           R"("x":{"y":{"z":-1.5e300}},"last":"\u0001"})";
  for (std::size_t maxBytes = 2; maxBytes < json.size(); ++maxBytes) {
    const std::string cut = cutJson(json, maxBytes);
    EXPECT_LE(cut.size(), maxBytes);
    EXPECT_TRUE(json::parse(cut).has_value()) << cut;
  }
}

TEST(CutJson, UsesUpAllButTheLengthOfOneItem) {
  std::string json = "[0";
  for (int i = 1; i < 1000; ++i) json += ",0";
  json += ']';
  for (std::size_t maxBytes = 100; maxBytes < 110; ++maxBytes) {
    EXPECT_GE(cutJson(json, maxBytes).size() + 2, maxBytes);
  }
}

TEST(CutJson, NamesItsNoteUnlikeEveryKeyOfTheDocument) {
  const std::string json = R"({"…":1,"……":2,"a":")" + std::string(100, 'x') + "\"}";
  const std::string cut = cutJson(json, 70);
  EXPECT_EQ(cut, R"({"…":1,"……":2,"………":"107 bytes left out"})");
  EXPECT_TRUE(json::parse(cut).has_value());
}

TEST(CutJson, FallsBackToAnEmptyValueWhenNotEvenTheNoteFits) {
  EXPECT_EQ(cutJson(R"({"a":"0123456789"})", 10), "{}");
  EXPECT_EQ(cutJson(R"(["0123456789"])", 10), "[]");
  EXPECT_EQ(cutJson(R"("0123456789")", 10), "\"\"");
}

}  // namespace
}  // namespace sluice::trace
