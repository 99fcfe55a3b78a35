#include "trace/recorder.h"

#include <gtest/gtest.h>

#include <optional>

#include "core/trace/filters.h"

namespace sluice::trace {
namespace {

class RecorderTest : public ::testing::Test {
 protected:
  Recorder& recorder() {
    if (!recorder_) recorder_.emplace(TraceInfo{}, limits_, filter_);
    return *recorder_;
  }
  SpanRef openScript(int parallelIndex = 0) {
    return recorder().openScript("geo-block", "Geo block", 2, parallelIndex, 1000);
  }
  void log(SpanRef span, std::string_view text) { recorder().log(span, LogLevel::Info, text, 3, 1001); }
  const std::vector<LogLine>& logs(SpanRef span) { return recorder().at(span).logs; }

  catalog::Limits limits_;
  ReplaceFilter filter_{"hunter22hunter22", "[secret X]"};

 private:
  std::optional<Recorder> recorder_;
};

TEST_F(RecorderTest, NumbersSpansInTheOrderTheyAreOpened) {
  const SpanRef first = openScript(0);
  const SpanRef second = openScript(1);
  const SpanRef child = recorder().openChild(first, "GET", SpanKind::Client, 1002, "{}");
  EXPECT_EQ(first, 0U);
  EXPECT_EQ(second, 1U);
  EXPECT_EQ(child, 2U);
  EXPECT_EQ(recorder().at(child).parent, first);
}

TEST_F(RecorderTest, GivesAChildTheScriptLayerAndPositionOfItsParent) {
  const SpanRef script = openScript(4);
  const SpanRef child = recorder().openChild(script, "GET", SpanKind::Client, 1002, R"({"http.request.method":"GET"})");
  const Span& span = recorder().at(child);
  EXPECT_EQ(span.scriptId, "geo-block");
  EXPECT_EQ(span.layerIndex, 2);
  EXPECT_EQ(span.parallelIndex, 4);
  EXPECT_EQ(span.kind, SpanKind::Client);
  EXPECT_EQ(span.startedAt, 1002);
  EXPECT_EQ(span.attributes, R"({"http.request.method":"GET"})");
}

TEST_F(RecorderTest, ClosesASpanOnce) {
  const SpanRef script = openScript();
  EXPECT_TRUE(recorder().at(script).open);
  recorder().close(script, SpanStatus::Blocked, 1005);
  recorder().close(script, SpanStatus::Error, 1009);
  EXPECT_FALSE(recorder().at(script).open);
  EXPECT_EQ(recorder().at(script).status, SpanStatus::Blocked);
  EXPECT_EQ(recorder().at(script).endedAt, 1005);
}

TEST_F(RecorderTest, ClosesWhatIsOpenBelowAScriptAndNothingElse) {
  const SpanRef script = openScript(0);
  const SpanRef other = openScript(1);
  const SpanRef outer = recorder().openCustom(script, "outer", 1001, "{}");
  const SpanRef done = recorder().openCustom(outer, "done", 1001, "{}");
  const SpanRef inner = recorder().openCustom(outer, "inner", 1001, "{}");
  const SpanRef foreign = recorder().openCustom(other, "foreign", 1001, "{}");
  recorder().close(done, SpanStatus::Success, 1002);
  recorder().closeOpenChildren(script, SpanStatus::Error, 1003);
  EXPECT_EQ(recorder().at(outer).status, SpanStatus::Error);
  EXPECT_EQ(recorder().at(inner).endedAt, 1003);
  EXPECT_EQ(recorder().at(done).status, SpanStatus::Success);
  EXPECT_TRUE(recorder().at(script).open);
  EXPECT_TRUE(recorder().at(foreign).open);
}

TEST_F(RecorderTest, OpensCustomSpansTwoDeepAndRefusesTheThird) {
  const SpanRef script = openScript();
  const SpanRef first = recorder().openCustom(script, "one", 1001, "{}");
  const SpanRef second = recorder().openCustom(first, "two", 1001, "{}");
  EXPECT_NE(second, kNoSpan);
  EXPECT_EQ(recorder().openCustom(second, "three", 1001, "{}"), kNoSpan);
  EXPECT_EQ(recorder().openCustom(kNoSpan, "four", 1001, "{}"), kNoSpan);
  EXPECT_EQ(recorder().spans().size(), 3U);
}

TEST_F(RecorderTest, OpensAsManyCustomSpansPerScriptAsTheLimitSays) {
  const SpanRef script = openScript(0);
  const SpanRef other = openScript(1);
  for (int i = 0; i < 100; ++i) ASSERT_NE(recorder().openCustom(script, "n", 1001, "{}"), kNoSpan) << i;
  EXPECT_EQ(recorder().openCustom(script, "n", 1001, "{}"), kNoSpan);
  EXPECT_NE(recorder().openCustom(other, "n", 1001, "{}"), kNoSpan);
}

TEST_F(RecorderTest, DoesNotCountFetchesAsCustomSpans) {
  limits_.spansPerScript = 1;
  const SpanRef script = openScript();
  recorder().openChild(script, "GET", SpanKind::Client, 1001, "{}");
  EXPECT_NE(recorder().openCustom(script, "n", 1001, "{}"), kNoSpan);
}

TEST_F(RecorderTest, CutsAttributesOverTheLimitToValidJson) {
  const SpanRef script = openScript();
  const auto attributesOf = [&](std::size_t length) {
    const std::string json = R"({"a":1,"b":")" + std::string(length - 14, 'x') + R"("})";
    EXPECT_EQ(json.size(), length);
    return recorder().at(recorder().openCustom(script, "n", 1001, json)).attributes;
  };
  EXPECT_EQ(attributesOf(1023).size(), 1023U);
  EXPECT_EQ(attributesOf(1024).size(), 1024U);
  EXPECT_EQ(attributesOf(1025), R"({"a":1,"…":"1018 bytes left out"})");
}

TEST_F(RecorderTest, CutsALongNameAndNoSecretInIt) {
  const std::string secret = "hunter22hunter22";
  const std::string name = std::string(kMaxNameBytes - 8, 'n') + secret;
  const SpanRef script = openScript();
  const std::string cut = recorder().at(recorder().openCustom(script, name, 1001, "{}")).name;
  EXPECT_LE(cut.size(), kMaxNameBytes);
  EXPECT_EQ(cut.find("hunt"), std::string::npos) << cut;
  const std::string whole(kMaxNameBytes, 'n');
  EXPECT_EQ(recorder().at(recorder().openCustom(script, whole, 1001, "{}")).name, whole);
}

TEST_F(RecorderTest, WritesLinesOfAChildIntoTheLogOfItsScript) {
  const SpanRef script = openScript();
  const SpanRef child = recorder().openCustom(script, "n", 1001, "{}");
  recorder().log(child, LogLevel::Error, "text", 7, 1234);
  ASSERT_EQ(logs(script).size(), 1U);
  EXPECT_TRUE(logs(child).empty());
  EXPECT_EQ(logs(script)[0].level, LogLevel::Error);
  EXPECT_EQ(logs(script)[0].text, "text");
  EXPECT_EQ(logs(script)[0].at, 1234);
  EXPECT_EQ(logs(script)[0].line, 7);
}

TEST_F(RecorderTest, KeepsAsManyLinesPerScriptAsTheLimitSaysThenSaysSoOnce) {
  const SpanRef script = openScript();
  for (int i = 0; i < 100; ++i) log(script, "line");
  EXPECT_EQ(logs(script).size(), 100U);
  EXPECT_EQ(logs(script).back().text, "line");
  log(script, "one too many");
  log(script, "and another");
  ASSERT_EQ(logs(script).size(), 101U);
  EXPECT_EQ(logs(script).back().text, "log limit reached: 100 lines per script");
  EXPECT_EQ(logs(script).back().level, LogLevel::Warn);
}

TEST_F(RecorderTest, FillsTheBytesPerScriptExactly) {
  limits_.logBytesPerScript = 20;
  const SpanRef below = openScript(0);
  log(below, std::string(19, 'x'));
  EXPECT_EQ(logs(below).size(), 1U);
  const SpanRef exact = openScript(1);
  log(exact, std::string(15, 'x'));
  log(exact, std::string(5, 'x'));
  EXPECT_EQ(logs(exact).size(), 2U);
  EXPECT_EQ(recorder().at(exact).logBytes, 20U);
}

TEST_F(RecorderTest, CutsTheLineThatCrossesTheBytesPerScriptThenSaysSoOnce) {
  limits_.logBytesPerScript = 20;
  const SpanRef script = openScript();
  log(script, std::string(10, 'x'));
  log(script, "0123456789a");
  log(script, "silence");
  ASSERT_EQ(logs(script).size(), 3U);
  EXPECT_EQ(logs(script)[1].text, "0123456…");
  EXPECT_EQ(logs(script)[2].text, "log limit reached: 20 bytes per script");
  EXPECT_EQ(logs(script)[2].level, LogLevel::Warn);
  EXPECT_LE(recorder().at(script).logBytes, 20U);
}

TEST_F(RecorderTest, CutsALineThatIsTooLongByItselfBetweenTwoCharacters) {
  limits_.logBytesPerScript = 20;
  const SpanRef script = openScript();
  log(script, "€€€€€€€€€€");
  EXPECT_EQ(logs(script)[0].text, "€€€€€…");
}

TEST_F(RecorderTest, DropsTheLineThatFindsNoRoomAtAll) {
  limits_.logBytesPerScript = 20;
  const SpanRef script = openScript();
  log(script, std::string(20, 'x'));
  log(script, "more");
  ASSERT_EQ(logs(script).size(), 2U);
  EXPECT_EQ(logs(script)[1].text, "log limit reached: 20 bytes per script");
}

TEST_F(RecorderTest, LeavesNoPartOfASecretWhenItCutsALine) {
  limits_.logBytesPerScript = 30;
  const SpanRef script = openScript();
  log(script, "0123456789 01234567 hunter22hunter22");
  EXPECT_EQ(logs(script)[0].text.find("hunter"), std::string::npos) << logs(script)[0].text;
}

TEST_F(RecorderTest, CountsTheLinesOfAllScriptsAgainstTheLimitOfTheExecution) {
  limits_.logLinesPerExecution = 3;
  const SpanRef first = openScript(0);
  const SpanRef second = openScript(1);
  log(first, "1");
  log(second, "2");
  log(first, "3");
  EXPECT_EQ(logs(first).size() + logs(second).size(), 3U);
  log(second, "4");
  log(first, "5");
  log(second, "6");
  EXPECT_EQ(logs(first).size(), 2U);
  ASSERT_EQ(logs(second).size(), 2U);
  EXPECT_EQ(logs(second).back().text, "log limit reached: 3 lines per execution");
}

TEST_F(RecorderTest, DoesNotCountTheNoticeOfOneScriptAgainstAnother) {
  limits_.logLinesPerScript = 1;
  limits_.logLinesPerExecution = 2;
  const SpanRef first = openScript(0);
  const SpanRef second = openScript(1);
  log(first, "1");
  log(first, "dropped");
  log(second, "2");
  ASSERT_EQ(logs(second).size(), 1U);
  EXPECT_EQ(logs(second)[0].text, "2");
}

TEST_F(RecorderTest, KeepsEmptyLines) {
  const SpanRef script = openScript();
  log(script, "");
  EXPECT_EQ(logs(script).size(), 1U);
}

TEST(RecorderWords, AreThoseOfTheWireForm) {
  EXPECT_EQ(toString(TraceStatus::Success), "success");
  EXPECT_EQ(toString(TraceStatus::Blocked), "blocked");
  EXPECT_EQ(toString(TraceStatus::Error), "error");
  EXPECT_EQ(toString(SpanStatus::Success), "success");
  EXPECT_EQ(toString(SpanStatus::Blocked), "blocked");
  EXPECT_EQ(toString(SpanStatus::Error), "error");
  EXPECT_EQ(toString(SpanStatus::Skipped), "skipped");
  EXPECT_EQ(toString(SpanKind::Internal), "INTERNAL");
  EXPECT_EQ(toString(SpanKind::Client), "CLIENT");
}

TEST(RecorderWords, ReadTheFourLogLevelsAndNoOthers) {
  for (const LogLevel level : {LogLevel::Debug, LogLevel::Info, LogLevel::Warn, LogLevel::Error}) {
    LogLevel read = level == LogLevel::Info ? LogLevel::Warn : LogLevel::Info;
    ASSERT_TRUE(logLevelFrom(toString(level), read));
    EXPECT_EQ(read, level);
  }
  LogLevel level = LogLevel::Debug;
  for (const char* text : {"", "INFO", "warning", "trace"}) EXPECT_FALSE(logLevelFrom(text, level)) << text;
  EXPECT_EQ(level, LogLevel::Debug);
}

}  // namespace
}  // namespace sluice::trace
