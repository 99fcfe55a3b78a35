#include "trace/convert.h"

#include <gtest/gtest.h>

#include "core/trace/filters.h"
#include "json/value.h"
#include "trace/trace_json.h"

namespace sluice::trace {
namespace {

constexpr const char* kTraceId = "000102030405060708090a0b0c0d0e0f";

// What may differ between two runs of the same execution.
struct Circumstances {
  std::string id = kTraceId;
  std::string engineHash = "engine-hash";
  std::string clock = "live";
  std::int64_t startedAt = 1'700'000'000'000;
  std::int64_t pace = 1;
  std::uint64_t memoryPeak = 4096;
};

std::string written(const Recorder& recorder, const TraceEnd& end) {
  json::Writer out;
  writeTrace(recorder, end, {}, NoFilter(), out);
  return out.take();
}

// Two scripts, a fetch below the first and a custom span below it; the second script fails.
std::string traceOf(const Circumstances& run) {
  TraceInfo info;
  info.id = run.id;
  info.trigger = "before_signup";
  info.planHash = "plan-hash";
  info.engineHash = run.engineHash;
  info.clock = run.clock;
  info.userId = "u1";
  info.requestIp = "10.0.0.1";
  info.startedAt = run.startedAt;
  const auto at = [&](std::int64_t step) { return run.startedAt + step * run.pace; };

  const catalog::Limits limits;
  const NoFilter filter;
  Recorder recorder(info, limits, filter);
  const SpanRef first = recorder.openScript("geo", "Geo block", 0, 0, at(1));
  const SpanRef second = recorder.openScript("risk", "Risk", 0, 1, at(1));
  const SpanRef fetch = recorder.openChild(first, "GET", SpanKind::Client, at(2), R"({"http.request.method":"GET"})");
  const SpanRef custom =
      recorder.openCustom(first, "work", at(3), R"({"n":2,"x":0.5,"ok":true,"list":[1,null],"o":{"k":"v"}})");
  recorder.log(first, LogLevel::Warn, "careful", 3, at(3));
  recorder.close(custom, SpanStatus::Success, at(4));
  recorder.close(fetch, SpanStatus::Success, at(5));
  recorder.at(first).instructions = 120;
  recorder.at(first).memoryPeak = run.memoryPeak;
  recorder.close(first, SpanStatus::Blocked, at(6));
  recorder.at(second).errorCode = "runtime_error";
  recorder.at(second).statusMessage = "it broke";
  recorder.at(second).line = 7;
  recorder.close(second, SpanStatus::Error, at(6));

  TraceEnd end;
  end.status = TraceStatus::Blocked;
  end.statusMessage = "no";
  end.endedAt = at(7);
  json::Tape context;
  json::read(R"({"email":"ada@b.c"})", {}, context);
  end.context = &context;
  end.result = R"({"a":1})";
  return written(recorder, end);
}

std::string canonicalOf(const Circumstances& run) {
  const Result<std::string> canonical = toCanonical(traceOf(run));
  EXPECT_TRUE(canonical.has_value());
  return canonical ? *canonical : "";
}

json::Value otlpOf(std::string_view trace) {
  const Result<std::string> otlp = toOtlp(trace);
  EXPECT_TRUE(otlp.has_value());
  std::optional<json::Value> value = json::parse(otlp ? *otlp : "null");
  EXPECT_TRUE(value.has_value());
  return value ? std::move(*value) : json::Value();
}

// The spans of the one resource and scope that there is; the execution's comes first.
const std::vector<json::Value>& spansOf(const json::Value& otlp) {
  const json::Value& resource = otlp.find("resourceSpans")->items()[0];
  return resource.find("scopeSpans")->items()[0].find("spans")->items();
}

// The JSON of the value of one attribute; empty when there is none, and the test fails when it is there twice.
std::string attribute(const json::Value& holder, std::string_view key) {
  std::string text;
  for (const json::Value& entry : holder.find("attributes")->items()) {
    if (entry.find("key")->string() != key) continue;
    EXPECT_TRUE(text.empty()) << key;
    json::Writer out;
    entry.find("value")->write(out);
    text = out.take();
  }
  return text;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Canonical, KeepsWhatTheExecutionDidInAFixedOrder) {
  EXPECT_EQ(
      canonicalOf({}),
      R"({"trigger":"before_signup","mode":"blocking","status":"blocked","statusMessage":"no","userId":"u1",)"
      R"("requestIp":"10.0.0.1","contextSnapshot":{"email":"a***@b.c"},"resultData":{"a":1},"planHash":"plan-hash",)"
      R"("spans":[{"name":"Geo block","kind":"INTERNAL","scriptId":"geo","layerIndex":0,"parallelIndex":0,"sequence":0,)"
      R"("status":"blocked","instructions":120,"attributes":{},)"
      R"("logs":[{"level":"warn","text":"careful","line":3}]},)"
      R"({"name":"Risk","kind":"INTERNAL","scriptId":"risk","layerIndex":0,"parallelIndex":1,"sequence":1,)"
      R"("status":"error","errorCode":"runtime_error","statusMessage":"it broke","line":7,"instructions":0,)"
      R"("attributes":{},"logs":[]},{"parent":0,"name":"GET","kind":"CLIENT","scriptId":"geo","layerIndex":0,)"
      R"("parallelIndex":0,"sequence":2,"status":"success","instructions":0,)"
      R"("attributes":{"http.request.method":"GET"},"logs":[]},)"
      R"({"parent":0,"name":"work","kind":"INTERNAL","scriptId":"geo","layerIndex":0,"parallelIndex":0,"sequence":3,)"
      R"("status":"success","instructions":0,)"
      R"("attributes":{"n":2,"x":0.5,"ok":true,"list":[1,null],"o":{"k":"v"}},"logs":[]}]})");
}

TEST(Canonical, IsEqualForTwoRunsThatDifferInCircumstancesOnly) {
  const Circumstances other{.id = "ffffffffffffffffffffffffffffffff",
                            .engineHash = "other-engine",
                            .clock = "frozen",
                            .startedAt = 5,
                            .pace = 0,
                            .memoryPeak = 1};
  EXPECT_NE(traceOf({}), traceOf(other));
  EXPECT_EQ(canonicalOf({}), canonicalOf(other));
}

TEST(Canonical, DoesNotDependOnTheOrderOfMembers) {
  const std::string trace = replaced(replaced(traceOf({}), R"("trigger":"before_signup",)", ""), R"("clock":"live")",
                                     R"("trigger":"before_signup","clock":"live")");
  const Result<std::string> canonical = toCanonical(trace);
  ASSERT_TRUE(canonical.has_value());
  EXPECT_EQ(*canonical, canonicalOf({}));
}

TEST(Canonical, TellsHowManySpansWereLeftOut) {
  const Result<std::string> canonical =
      toCanonical(replaced(traceOf({}), R"("spans":[)", R"("spansLeftOut":3,"spans":[)"));
  ASSERT_TRUE(canonical.has_value());
  EXPECT_NE(canonical->find(R"("spansLeftOut":3,"spans":[)"), std::string::npos);
}

TEST(Otlp, NamesTheServiceAndTheScope) {
  const json::Value otlp = otlpOf(traceOf({}));
  const json::Value& resource = otlp.find("resourceSpans")->items()[0];
  EXPECT_EQ(attribute(*resource.find("resource"), "service.name"), R"({"stringValue":"sluice"})");
  EXPECT_EQ(resource.find("scopeSpans")->items()[0].find("scope")->find("name")->string(), "sluice");
}

TEST(Otlp, PutsTheExecutionAsAServerSpanAboveTheScripts) {
  const json::Value otlp = otlpOf(traceOf({}));
  const std::vector<json::Value>& spans = spansOf(otlp);
  ASSERT_EQ(spans.size(), 5U);
  const json::Value& root = spans[0];
  EXPECT_EQ(root.find("traceId")->string(), kTraceId);
  EXPECT_EQ(root.find("spanId")->string(), spanId(kTraceId, kExecutionSequence));
  EXPECT_EQ(root.find("parentSpanId"), nullptr);
  EXPECT_EQ(root.find("name")->string(), "before_signup");
  EXPECT_EQ(root.find("kind")->integer(), 2);
  EXPECT_EQ(attribute(root, "sluice.status"), R"({"stringValue":"blocked"})");
  EXPECT_EQ(attribute(root, "sluice.plan.hash"), R"({"stringValue":"plan-hash"})");
  EXPECT_EQ(attribute(root, "user.id"), R"({"stringValue":"u1"})");
  EXPECT_EQ(attribute(root, "client.address"), R"({"stringValue":"10.0.0.1"})");
}

TEST(Otlp, LinksSpansToTheirParents) {
  const json::Value otlp = otlpOf(traceOf({}));
  const std::vector<json::Value>& spans = spansOf(otlp);
  const std::string& root = spans[0].find("spanId")->string();
  for (std::size_t i = 1; i < spans.size(); ++i) EXPECT_EQ(spans[i].find("traceId")->string(), kTraceId);
  EXPECT_EQ(spans[1].find("spanId")->string(), spanId(kTraceId, 0));
  EXPECT_EQ(spans[1].find("parentSpanId")->string(), root);
  EXPECT_EQ(spans[2].find("parentSpanId")->string(), root);
  EXPECT_EQ(spans[3].find("parentSpanId")->string(), spanId(kTraceId, 0));
  EXPECT_EQ(spans[1].find("kind")->integer(), 1);
  EXPECT_EQ(spans[3].find("kind")->integer(), 3);
}

TEST(Otlp, WritesTimesAsNanosecondsInText) {
  const json::Value otlp = otlpOf(traceOf({}));
  const std::vector<json::Value>& spans = spansOf(otlp);
  EXPECT_EQ(spans[0].find("startTimeUnixNano")->string(), "1700000000000000000");
  EXPECT_EQ(spans[0].find("endTimeUnixNano")->string(), "1700000000007000000");
  EXPECT_EQ(spans[3].find("startTimeUnixNano")->string(), "1700000000002000000");
  EXPECT_EQ(spansOf(otlpOf(traceOf({.startedAt = 0, .pace = 0})))[0].find("startTimeUnixNano")->string(), "0");
}

TEST(Otlp, SetsTheStatusToErrorForErrorsOnly) {
  const json::Value otlp = otlpOf(traceOf({}));
  const std::vector<json::Value>& spans = spansOf(otlp);
  EXPECT_EQ(spans[0].find("status")->find("code")->integer(), 0);
  EXPECT_EQ(spans[0].find("status")->find("message"), nullptr);
  EXPECT_EQ(spans[1].find("status")->find("code")->integer(), 0);
  EXPECT_EQ(spans[2].find("status")->find("code")->integer(), 2);
  EXPECT_EQ(spans[2].find("status")->find("message")->string(), "it broke");
}

TEST(Otlp, DescribesAScriptRunByAttributes) {
  const json::Value otlp = otlpOf(traceOf({}));
  const std::vector<json::Value>& spans = spansOf(otlp);
  EXPECT_EQ(attribute(spans[1], "sluice.script.id"), R"({"stringValue":"geo"})");
  EXPECT_EQ(attribute(spans[1], "sluice.instructions"), R"({"intValue":"120"})");
  EXPECT_EQ(attribute(spans[1], "sluice.memory.peak"), R"({"intValue":"4096"})");
  EXPECT_EQ(attribute(spans[1], "error.type"), "");
  EXPECT_EQ(attribute(spans[2], "error.type"), R"({"stringValue":"runtime_error"})");
  EXPECT_EQ(attribute(spans[2], "code.line.number"), R"({"intValue":"7"})");
}

TEST(Otlp, KeepsTheTypesOfAttributes) {
  const json::Value otlp = otlpOf(traceOf({}));
  const json::Value& span = spansOf(otlp)[4];
  EXPECT_EQ(attribute(span, "n"), R"({"intValue":"2"})");
  EXPECT_EQ(attribute(span, "x"), R"({"doubleValue":0.5})");
  EXPECT_EQ(attribute(span, "ok"), R"({"boolValue":true})");
  EXPECT_EQ(attribute(span, "list"), R"({"arrayValue":{"values":[{"intValue":"1"},{}]}})");
  EXPECT_EQ(attribute(span, "o"), R"({"kvlistValue":{"values":[{"key":"k","value":{"stringValue":"v"}}]}})");
}

TEST(Otlp, WritesNoAttributeTwiceWhenAScriptNamesItsOwnLikeOurs) {
  std::string trace =
      replaced(traceOf({}), R"({"n":2,)", R"({"sluice.status":"fake","error.type":"own","code.line.number":1,"n":2,)");
  trace = replaced(trace, R"("name":"work")", R"("name":"work","errorCode":"ours","line":9)");
  const json::Value otlp = otlpOf(trace);
  const json::Value& span = spansOf(otlp)[4];
  EXPECT_EQ(attribute(span, "sluice.status"), R"({"stringValue":"success"})");
  EXPECT_EQ(attribute(span, "error.type"), R"({"stringValue":"own"})");
  EXPECT_EQ(attribute(span, "code.line.number"), R"({"intValue":"1"})");
}

TEST(Otlp, WritesLogsAsEvents) {
  const json::Value otlp = otlpOf(traceOf({}));
  const std::vector<json::Value>& spans = spansOf(otlp);
  const std::vector<json::Value>& events = spans[1].find("events")->items();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].find("name")->string(), "log");
  EXPECT_EQ(events[0].find("timeUnixNano")->string(), "1700000000003000000");
  EXPECT_EQ(attribute(events[0], "sluice.log.level"), R"({"stringValue":"warn"})");
  EXPECT_EQ(attribute(events[0], "sluice.log.text"), R"({"stringValue":"careful"})");
  EXPECT_EQ(attribute(events[0], "code.line.number"), R"({"intValue":"3"})");
  EXPECT_TRUE(spans[2].find("events")->items().empty());
}

struct Fault {
  const char* from;
  const char* to;
  const char* field;
};

TEST(Convert, RefusesATraceOfAnotherShapeAndNamesTheField) {
  const Fault faults[] = {
      {R"("id":"000102030405060708090a0b0c0d0e0f")", R"("id":"not hex")", "trace.id"},
      {R"("id":"000102030405060708090a0b0c0d0e0f")", R"("id":"000102030405060708090A0B0C0D0E0F")", "trace.id"},
      {R"("id":"000102030405060708090a0b0c0d0e0f")", R"("id":"00")", "trace.id"},
      {R"("trigger":"before_signup",)", "", "trace.trigger"},
      {R"("startedAt":1700000000000)", R"("startedAt":"today")", "trace.startedAt"},
      {R"("userId":"u1")", R"("userId":5)", "trace.userId"},
      {R"("resultData":{"a":1},)", "", "trace.resultData"},
      {R"("spans":[)", R"("spans":{},"other":[)", "trace.spans"},
      {R"("spans":[)", R"("spans":[5,)", "trace.spans[0]"},
      {R"("name":"Risk")", R"("name":null)", "trace.spans[1].name"},
      {R"("kind":"CLIENT")", R"("kind":"SERVER")", "trace.spans[2].kind"},
      {R"("logs":[])", R"("logs":{})", "trace.spans[1].logs"},
      {R"("level":"warn",)", "", "trace.spans[0].logs[0].level"},
      {R"("contextSnapshot":{)", R"("contextSnapshot":"text","other":{)", "trace.contextSnapshot"},
      {R"("attributes":{"http.request.method":"GET"})", R"("attributes":[])", "trace.spans[2].attributes"},
      {R"("parentId":")", R"("parentId":"0)", "trace.spans[2].parentId"},
  };
  for (const Fault& fault : faults) {
    const std::string trace = replaced(traceOf({}), fault.from, fault.to);
    for (const Result<std::string>& result : {toOtlp(trace), toCanonical(trace)}) {
      ASSERT_FALSE(result.has_value()) << fault.field;
      EXPECT_STREQ(result.error().code, "invalid_context");
      EXPECT_EQ(result.error().field, fault.field);
      EXPECT_EQ(result.error().message.find(std::string("this is no trace: ") + fault.field), 0U);
    }
  }
}

TEST(Convert, RefusesTextThatIsNoJsonObject) {
  for (const char* text : {"", "{", "[]", "null", "\"text\"", "{}{}"}) {
    for (const Result<std::string>& result : {toOtlp(text), toCanonical(text)}) {
      ASSERT_FALSE(result.has_value()) << text;
      EXPECT_STREQ(result.error().code, "invalid_context");
      EXPECT_EQ(result.error().field, "trace") << text;
    }
  }
}

TEST(Convert, RefusesATraceWhoseParentsComeAfterTheirChildren) {
  const std::string own = spanId(kTraceId, 2);
  const std::string trace =
      replaced(traceOf({}), R"("parentId":")" + spanId(kTraceId, 0) + '"', R"("parentId":")" + own + '"');
  const Result<std::string> canonical = toCanonical(trace);
  ASSERT_FALSE(canonical.has_value());
  EXPECT_EQ(canonical.error().field, "trace.spans[2].parentId");
}

TEST(Convert, TakesTheLargestTraceThatTheEngineWrites) {
  const catalog::Limits limits;
  const NoFilter filter;
  TraceInfo info;
  info.id = kTraceId;
  Recorder recorder(info, limits, filter);
  std::string attributes = R"({"a":[0)";
  while (attributes.size() < 1000) attributes += ",0";
  attributes += "]}";
  const SpanRef script = recorder.openScript("s", "s", 0, 0, 0);
  while (recorder.spans().size() < 405) recorder.openChild(script, "n", SpanKind::Internal, 0, attributes);
  TraceEnd end;
  json::Tape context;
  json::read("{}", {}, context);
  end.context = &context;
  const std::string trace = written(recorder, end);
  EXPECT_GT(trace.size(), 500'000U);
  EXPECT_NE(trace.find("[0,0"), std::string::npos);
  EXPECT_TRUE(toOtlp(trace).has_value());
  EXPECT_TRUE(toCanonical(trace).has_value());
}

}  // namespace
}  // namespace sluice::trace
