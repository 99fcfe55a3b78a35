#include "trace/trace_json.h"

#include <gtest/gtest.h>

#include <set>

#include "core/trace/filters.h"
#include "json/value.h"
#include "trace/cut.h"

namespace sluice::trace {
namespace {

class TraceJsonTest : public ::testing::Test {
 protected:
  TraceJsonTest() {
    info_.id = "000102030405060708090a0b0c0d0e0f";
    info_.trigger = "before_signup";
    info_.planHash = "plan-hash";
    info_.engineHash = "engine-hash";
    info_.clock = "live";
    info_.startedAt = 1000;
    end_.endedAt = 1012;
    setContext(R"({"x":1})");
  }

  void setContext(std::string_view text) {
    context_ = {};
    json::read(text, {}, context_);
    end_.context = &context_;
  }
  Recorder& recorder() {
    if (!recorder_) recorder_.emplace(info_, limits_, filter_);
    return *recorder_;
  }
  std::string write() {
    json::Writer out;
    writeTrace(recorder(), end_, limits_, filter_, out);
    return out.take();
  }
  json::Value parsed() {
    const std::string text = write();
    std::optional<json::Value> value = json::parse(text);
    EXPECT_TRUE(value.has_value()) << text;
    return value ? std::move(*value) : json::Value();
  }

  json::Tape context_;
  catalog::Limits limits_;
  ReplaceFilter filter_{"hunter22", "[secret X]"};
  TraceInfo info_;
  TraceEnd end_;

 private:
  std::optional<Recorder> recorder_;
};

TEST_F(TraceJsonTest, WritesEveryMemberInItsOrder) {
  info_.mode = catalog::Mode::Enrichment;
  info_.userId = "u1";
  info_.requestIp = "10.0.0.1";
  end_.status = TraceStatus::Blocked;
  end_.statusMessage = "no";
  end_.result = R"({"a":{"b":[1]}})";
  const SpanRef script = recorder().openScript("s1", "Script 1", 0, 1, 1001);
  const SpanRef child = recorder().openChild(script, "GET", SpanKind::Client, 1002, R"({"k":"v"})");
  recorder().log(script, LogLevel::Warn, "text", 4, 1003);
  recorder().log(script, LogLevel::Debug, "no line", 0, 1003);
  recorder().close(child, SpanStatus::Success, 1005);
  recorder().at(script).errorCode = "E1";
  recorder().at(script).statusMessage = "message";
  recorder().at(script).line = 9;
  recorder().at(script).instructions = 77;
  recorder().at(script).memoryPeak = 88;
  recorder().close(script, SpanStatus::Blocked, 1011);
  const std::string first = spanId(info_.id, 0);
  const std::string second = spanId(info_.id, 1);
  EXPECT_EQ(
      write(),
      R"({"id":"000102030405060708090a0b0c0d0e0f","trigger":"before_signup","mode":"enrichment","status":"blocked",)"
      R"("statusMessage":"no","startedAt":1000,"endedAt":1012,"durationMs":12,"userId":"u1","requestIp":"10.0.0.1",)"
      R"("contextSnapshot":{"x":1},"resultData":{"a":{"b":[1]}},"createdAt":1012,"planHash":"plan-hash",)"
      R"("engineHash":"engine-hash","clock":"live","spans":[{"id":")" +
          first +
          R"(","name":"Script 1","kind":"INTERNAL","scriptId":"s1","layerIndex":0,"parallelIndex":1,"sequence":0,)"
          R"("status":"blocked","errorCode":"E1","statusMessage":"message","line":9,"startedAt":1001,"endedAt":1011,)"
          R"("durationMs":10,"instructions":77,"memoryPeak":88,"logs":[{"level":"warn","text":"text","at":1003,"line":4},)"
          R"({"level":"debug","text":"no line","at":1003}],"attributes":{}},{"id":")" +
          second + R"(","parentId":")" + first +
          R"(","name":"GET","kind":"CLIENT","scriptId":"s1","layerIndex":0,"parallelIndex":1,"sequence":1,)"
          R"("status":"success","startedAt":1002,"endedAt":1005,"durationMs":3,"instructions":0,"memoryPeak":0,)"
          R"("logs":[],"attributes":{"k":"v"}}]})");
}

TEST_F(TraceJsonTest, LeavesOutWhatIsAbsent) {
  recorder().close(recorder().openScript("s1", "s1", 0, 0, 1000), SpanStatus::Success, 1001);
  const json::Value trace = parsed();
  for (const char* name : {"statusMessage", "userId", "requestIp", "spansLeftOut"}) {
    EXPECT_EQ(trace.find(name), nullptr) << name;
  }
  const json::Value& span = trace.find("spans")->items()[0];
  for (const char* name : {"parentId", "errorCode", "statusMessage", "line"}) {
    EXPECT_EQ(span.find(name), nullptr) << name;
  }
  EXPECT_TRUE(trace.find("resultData")->members().empty());
}

TEST_F(TraceJsonTest, WritesANameThatIsEmptyToo) {
  recorder().openCustom(recorder().openScript("s1", "s1", 0, 0, 1000), "", 1000, "{}");
  EXPECT_EQ(parsed().find("spans")->items()[1].find("name")->string(), "");
}

TEST_F(TraceJsonTest, MasksTheContextByTheSchemaOfTheHook) {
  setContext(R"({"email":"ada@b.c","name":"Ada"})");
  const json::Value trace = parsed();
  EXPECT_EQ(trace.find("contextSnapshot")->find("email")->string(), "a***@b.c");
  EXPECT_EQ(trace.find("contextSnapshot")->find("name")->string(), "[masked]");
}

TEST_F(TraceJsonTest, MasksOnlySensitiveKeysInResultsAndAttributes) {
  end_.result = R"({"name":"Ada","password":"p"})";
  const SpanRef script = recorder().openScript("s1", "s1", 0, 0, 1000);
  recorder().openCustom(script, "n", 1000, R"({"name":"Ada","password":"p"})");
  const json::Value trace = parsed();
  const json::Value* attributes = trace.find("spans")->items()[1].find("attributes");
  for (const json::Value* value : {trace.find("resultData"), attributes}) {
    EXPECT_EQ(value->find("name")->string(), "Ada");
    EXPECT_EQ(value->find("password")->string(), "[masked]");
  }
}

TEST_F(TraceJsonTest, FiltersEveryTextThatAScriptOrACallerCanChoose) {
  info_.userId = info_.requestIp = end_.statusMessage = "hunter22";
  end_.result = R"({"hunter22":["hunter22"]})";
  setContext(end_.result);
  const SpanRef script = recorder().openScript("s1", "hunter22", 0, 0, 1000);
  recorder().log(script, LogLevel::Info, "hunter22", 0, 1000);
  recorder().at(script).errorCode = recorder().at(script).statusMessage = "hunter22";
  recorder().openCustom(script, "hunter22", 1000, R"({"hunter22":"hunter22"})");
  const std::string text = write();
  EXPECT_EQ(text.find("hunter22"), std::string::npos) << text;
  EXPECT_TRUE(json::parse(text).has_value());
}

TEST_F(TraceJsonTest, WritesLogTextThatIsNotUtf8AsValidJson) {
  const SpanRef script = recorder().openScript("s1", "\xff", 0, 0, 1000);
  recorder().log(script, LogLevel::Info, "a\xc3(\xff", 0, 1000);
  const json::Value trace = parsed();
  EXPECT_EQ(trace.find("spans")->items()[0].find("logs")->items()[0].find("text")->string(),
            "a\xEF\xBF\xBD(\xEF\xBF\xBD");
}

TEST_F(TraceJsonTest, CutsLongMessagesAfterFiltering) {
  end_.statusMessage = std::string(kMaxMessageBytes - 7, 'm') + "hunter22";
  const SpanRef script = recorder().openScript("s1", "s1", 0, 0, 1000);
  recorder().at(script).statusMessage = std::string(kMaxMessageBytes, 'm');
  const json::Value trace = parsed();
  const std::string& message = trace.find("statusMessage")->string();
  EXPECT_LE(message.size(), kMaxMessageBytes);
  EXPECT_EQ(message.find("hunt"), std::string::npos);
  EXPECT_TRUE(message.ends_with(kEllipsis));
  EXPECT_EQ(trace.find("spans")->items()[0].find("statusMessage")->string().size(), kMaxMessageBytes);
}

TEST_F(TraceJsonTest, GivesASkippedSpanNoDuration) {
  recorder().close(recorder().openScript("s1", "s1", 1, 0, 1007), SpanStatus::Skipped, 1007);
  const json::Value trace = parsed();
  const json::Value& span = trace.find("spans")->items()[0];
  EXPECT_EQ(span.find("status")->string(), "skipped");
  EXPECT_EQ(span.find("startedAt")->integer(), 1007);
  EXPECT_EQ(span.find("endedAt")->integer(), 1007);
  EXPECT_EQ(span.find("durationMs")->integer(), 0);
}

TEST_F(TraceJsonTest, EndsASpanThatIsStillOpenWithTheTrace) {
  recorder().openScript("s1", "s1", 0, 0, 1002);
  const json::Value trace = parsed();
  EXPECT_EQ(trace.find("spans")->items()[0].find("endedAt")->integer(), 1012);
  EXPECT_EQ(trace.find("spans")->items()[0].find("durationMs")->integer(), 10);
}

TEST_F(TraceJsonTest, GivesNoNegativeDurationWhenTheClockIsSetBack) {
  end_.endedAt = 900;
  EXPECT_EQ(parsed().find("durationMs")->integer(), 0);
}

TEST_F(TraceJsonTest, CutsSnapshotsAboveTheirLimitOnly) {
  const auto snapshotOf = [&](std::size_t length) {
    const std::string context = R"({"a":1,"b":")" + std::string(length - 14, 'x') + R"("})";
    setContext(context);
    end_.result = context;
    const json::Value trace = parsed();
    json::Writer out;
    trace.find("contextSnapshot")->write(out);
    json::Writer result;
    trace.find("resultData")->write(result);
    EXPECT_EQ(out.text(), result.text());
    return out.take();
  };
  EXPECT_EQ(snapshotOf(32767).size(), 32767U);
  EXPECT_EQ(snapshotOf(32768).size(), 32768U);
  EXPECT_EQ(snapshotOf(32769), R"({"a":1,"…":"32762 bytes left out"})");
}

// A trace of which every part can go: attributes, logs, snapshots, a child span, script spans.
class ReducedTraceTest : public TraceJsonTest {
 protected:
  ReducedTraceTest() {
    setContext(R"({"context":")" + std::string(3000, 'c') + R"("})");
    for (int i = 0; i < 2; ++i) {
      const SpanRef script = recorder().openScript("s" + std::to_string(i), "name", 0, i, 1000);
      recorder().log(script, LogLevel::Info, std::string(1000, 'l'), 0, 1001);
      recorder().openCustom(script, "child", 1002, R"({"a":")" + std::string(500, 'a') + R"("})");
    }
    whole_ = write();
  }

  // The trace under another limit; always valid JSON within it.
  json::Value under(std::size_t maxBytes) {
    limits_.traceBytes = maxBytes;
    const std::string text = write();
    EXPECT_LE(text.size(), maxBytes);
    std::optional<json::Value> value = json::parse(text);
    EXPECT_TRUE(value.has_value()) << text;
    return value ? std::move(*value) : json::Value();
  }

  static bool hasAttributes(const json::Value& trace) {
    return trace.find("spans")->items()[1].find("attributes")->find("a") != nullptr;
  }
  static bool hasLogs(const json::Value& trace) {
    return trace.find("spans")->items()[0].find("logs")->items()[0].find("text")->string().size() == 1000;
  }
  static bool hasSnapshots(const json::Value& trace) {
    return trace.find("contextSnapshot")->find("context") != nullptr;
  }

  std::string whole_;
};

TEST_F(ReducedTraceTest, StaysWholeUpToTheLimit) {
  EXPECT_EQ((limits_.traceBytes = whole_.size() + 1, write()), whole_);
  EXPECT_EQ((limits_.traceBytes = whole_.size(), write()), whole_);
  EXPECT_NE((limits_.traceBytes = whole_.size() - 1, write()), whole_);
}

TEST_F(ReducedTraceTest, LeavesOutAttributesFirst) {
  const json::Value trace = under(whole_.size() - 1);
  EXPECT_FALSE(hasAttributes(trace));
  EXPECT_TRUE(hasLogs(trace));
  EXPECT_TRUE(hasSnapshots(trace));
  EXPECT_EQ(trace.find("spans")->items()[1].find("attributes")->find("…")->string(), "left out");
  EXPECT_TRUE(trace.find("spans")->items()[0].find("attributes")->members().empty());
}

TEST_F(ReducedTraceTest, LeavesOutLogsNext) {
  const json::Value trace = under(whole_.size() - 1500);
  EXPECT_FALSE(hasAttributes(trace));
  EXPECT_FALSE(hasLogs(trace));
  EXPECT_TRUE(hasSnapshots(trace));
  EXPECT_EQ(trace.find("spans")->items()[0].find("logs")->items()[0].find("text")->string(), "1 log lines left out");
  EXPECT_TRUE(trace.find("spans")->items()[1].find("logs")->items().empty());
}

TEST_F(ReducedTraceTest, LeavesOutSnapshotsThen) {
  const json::Value trace = under(whole_.size() - 3500);
  EXPECT_FALSE(hasSnapshots(trace));
  EXPECT_EQ(trace.find("contextSnapshot")->find("…")->string(), "left out");
  EXPECT_EQ(trace.find("spans")->items().size(), 4U);
}

TEST_F(ReducedTraceTest, KeepsScriptSpansWithTheirSequenceWhenChildrenDoNotFit) {
  limits_.traceBytes = whole_.size() - 3500;
  const std::size_t allSpans = write().size();
  EXPECT_EQ(under(allSpans).find("spans")->items().size(), 4U);
  const json::Value trace = under(allSpans - 1);
  const std::vector<json::Value>& spans = trace.find("spans")->items();
  ASSERT_EQ(spans.size(), 2U);
  EXPECT_EQ(spans[0].find("sequence")->integer(), 0);
  EXPECT_EQ(spans[1].find("sequence")->integer(), 2);
  EXPECT_EQ(spans[1].find("id")->string(), spanId(info_.id, 2));
  EXPECT_EQ(trace.find("spansLeftOut")->integer(), 2);
}

TEST_F(ReducedTraceTest, CountsScriptSpansThatDoNotFitEither) {
  const json::Value trace = under(900);
  EXPECT_EQ(trace.find("spans")->items().size(), 1U);
  EXPECT_EQ(trace.find("spansLeftOut")->integer(), 3);
}

TEST_F(ReducedTraceTest, IsValidAndWithinEveryLimitThatItsHeadFitsInto) {
  for (std::size_t maxBytes = 600; maxBytes <= whole_.size() + 1; maxBytes += 37) under(maxBytes);
}

TEST_F(ReducedTraceTest, KeepsItsHeadWhateverTheLimit) {
  limits_.traceBytes = 0;
  const json::Value trace = parsed();
  EXPECT_EQ(trace.find("id")->string(), info_.id);
  EXPECT_TRUE(trace.find("spans")->items().empty());
  EXPECT_EQ(trace.find("spansLeftOut")->integer(), 4);
}

TEST_F(TraceJsonTest, StaysWithinItsLimitWhenScriptsUseEveryQuotaUp) {
  const std::string wild(1024, '\x01');
  for (int i = 0; i < 50; ++i) {
    const SpanRef script = recorder().openScript("s" + std::to_string(i), std::string(300, '\x01'), i / 5, i % 5, 1000);
    recorder().at(script).statusMessage = wild;
    for (int line = 0; line < 101; ++line) recorder().log(script, LogLevel::Info, wild, 1, 1000);
    for (int child = 0; child < 101; ++child) {
      recorder().openCustom(script, wild, 1000, R"({"a":")" + std::string(1000, 'a') + "\"}");
    }
  }
  const std::string text = write();
  EXPECT_LE(text.size(), limits_.traceBytes);
  const std::optional<json::Value> trace = json::parse(text);
  ASSERT_TRUE(trace.has_value());
  EXPECT_EQ(trace->find("spans")->items().size(), 50U);
  EXPECT_EQ(trace->find("spansLeftOut")->integer(), 5000);
}

TEST(SpanId, IsTheSameForTheSameTraceAndSequence) {
  EXPECT_EQ(spanId("000102030405060708090a0b0c0d0e0f", 0), spanId("000102030405060708090a0b0c0d0e0f", 0));
  EXPECT_NE(spanId("000102030405060708090a0b0c0d0e0f", 0), spanId("000102030405060708090a0b0c0d0e0e", 0));
  EXPECT_NE(spanId("000102030405060708090a0b0c0d0e0f", 0), spanId("0f0102030405060708090a0b0c0d0e00", 0));
}

TEST(SpanId, IsAnOtherForEverySequenceAndNeverZero) {
  std::set<std::string> ids;
  for (std::uint64_t sequence = 0; sequence < 10'000; ++sequence) {
    const std::string id = spanId("ffffffffffffffffffffffffffffffff", sequence);
    ASSERT_EQ(id.size(), 16U);
    EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos);
    EXPECT_TRUE(ids.insert(id).second);
  }
  EXPECT_TRUE(ids.insert(spanId("ffffffffffffffffffffffffffffffff", kExecutionSequence)).second);
  EXPECT_EQ(ids.count("0000000000000000"), 0U);
}

}  // namespace
}  // namespace sluice::trace
