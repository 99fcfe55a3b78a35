#include "wasm/boundary.h"

#include <gtest/gtest.h>

#include <cmath>

#include "support/json_text.h"

namespace sluice::boundary {
namespace {

using tests::fromText;

const Start kStart{.traceId = "0123456789abcdef0123456789abcdef", .seed = "0123456789abcdef", .now = 1};

std::string plan(const std::string& code) {
  return R"({"trigger":"t","mode":"blocking","layers":[[{"id":"a","code":)" + json::quoted(code) + "}]]}";
}

int loadPlan(const std::string& text) {
  return static_cast<int>(fromText(load(text)).get("plan")->integer());
}

std::string codeOf(const std::string& answer) {
  const json::Value value = fromText(answer);
  EXPECT_FALSE(value.get("ok")->boolean()) << answer;
  return value.get("error")->get("code")->string();
}

std::string fieldOf(const std::string& answer) {
  const json::Value value = fromText(answer);
  const json::Value* field = value.get("error")->get("field");
  return field == nullptr ? "" : field->string();
}

std::int64_t alive(const char* what) { return fromText(liveHandles()).get(what)->integer(); }

class Boundary : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(configure("{}"), R"({"ok":true})"); }
  void TearDown() override {
    EXPECT_EQ(alive("plans"), 0);
    EXPECT_EQ(alive("executions"), 0);
  }
};

TEST_F(Boundary, ARunThatNeedsNoHostIsOneCall) {
  const int handle = loadPlan(plan("return {data = {ok = true}}"));
  const json::Value step = fromText(start(handle, "{}", kStart));
  EXPECT_TRUE(step.get("done")->boolean());
  EXPECT_EQ(tests::toText(*step.get("outcome")), R"({"allowed":true,"data":{"ok":true}})");
  EXPECT_EQ(step.get("trace")->get("status")->string(), "success");
  unload(handle);
}

TEST_F(Boundary, AFinishedExecutionReleasesItself) {
  const int handle = loadPlan(plan("return {data = {s = helpers.fetch('https://a.example/').status}}"));
  const json::Value step = fromText(start(handle, "{}", kStart));
  const int execution = static_cast<int>(step.get("execution")->integer());
  EXPECT_EQ(alive("executions"), 1);
  EXPECT_EQ(step.get("effects")->items()[0].get("url")->string(), "https://a.example/");
  const json::Value end = fromText(advance(
      execution, R"({"now":5,"replies":[{"id":1,"ok":true,"value":{"status":204,"headers":{},"body":""}}]})"));
  EXPECT_EQ(tests::toText(*end.get("outcome")), R"({"allowed":true,"data":{"s":204}})");
  EXPECT_EQ(fieldOf(advance(execution, R"({"now":6})")), "handle");
  unload(handle);
}

TEST_F(Boundary, APlanMayBeUnloadedWhileItRuns) {
  const int handle = loadPlan(plan("helpers.fetch('https://a.example/')"));
  const json::Value step = fromText(start(handle, "{}", kStart));
  unload(handle);
  const int execution = static_cast<int>(step.get("execution")->integer());
  EXPECT_TRUE(fromText(advance(execution, R"({"now":5,"expired":true})")).get("done")->boolean());
}

TEST_F(Boundary, CancelDropsAnExecutionAndMayBeRepeated) {
  const int handle = loadPlan(plan("helpers.fetch('https://a.example/')"));
  const json::Value step = fromText(start(handle, "{}", kStart));
  const int execution = static_cast<int>(step.get("execution")->integer());
  cancel(execution);
  cancel(execution);
  EXPECT_EQ(alive("executions"), 0);
  unload(handle);
}

TEST_F(Boundary, ALoadedPlanTellsItsWidestLayerAndTheLimitsInForce) {
  ASSERT_EQ(configure(R"({"limits":{"fetchMs":2000,"executionMs":60000}})"), R"({"ok":true})");
  const json::Value loaded = fromText(load(R"({"trigger":"t","mode":"async","limits":{"fetchMs":1500},
    "layers":[[{"id":"a","code":""}],[{"id":"a","code":""},{"id":"b","code":""}]]})"));
  EXPECT_EQ(loaded.get("widest")->integer(), 2);
  EXPECT_EQ(loaded.get("limits")->get("fetchMs")->integer(), 1500);
  EXPECT_EQ(loaded.get("limits")->get("executionMs")->integer(), 60000);
  EXPECT_EQ(loaded.get("limits")->get("memoryBytes")->integer(), 4194304);
  unload(static_cast<int>(loaded.get("plan")->integer()));
}

TEST_F(Boundary, BadInputIsACodedErrorAndTheInstanceStaysUsable) {
  const int handle = loadPlan(plan("return {}"));
  EXPECT_EQ(codeOf(load("{")), "invalid_plan");
  EXPECT_EQ(codeOf(load("[]")), "invalid_plan");
  EXPECT_EQ(codeOf(start(handle, "[]", kStart)), "invalid_context");
  EXPECT_EQ(codeOf(start(handle, "{\"a\":", kStart)), "invalid_context");
  EXPECT_EQ(codeOf(start(handle, "{}", {})), "invalid_options");
  EXPECT_EQ(fieldOf(start(handle, "{}", {.traceId = "x"})), "traceId");
  EXPECT_EQ(fieldOf(start(handle, "{}", {.traceId = kStart.traceId, .seed = "x"})), "seed");
  for (const double now : {0.5, 1e300, std::nan("")}) {
    EXPECT_EQ(fieldOf(start(handle, "{}", {.traceId = kStart.traceId, .seed = kStart.seed, .now = now})), "now") << now;
  }
  EXPECT_EQ(fieldOf(start(0, "{}", kStart)), "handle");
  EXPECT_EQ(fieldOf(start(-1, "{}", kStart)), "handle");
  EXPECT_EQ(fieldOf(start(1 << 30, "{}", kStart)), "handle");
  EXPECT_EQ(fieldOf(advance(7, "{}")), "handle");
  EXPECT_EQ(codeOf(convertTrace("otlp", "{}")), "invalid_context");
  EXPECT_TRUE(fromText(start(handle, "{}", kStart)).get("done")->boolean());
  unload(handle);
}

TEST_F(Boundary, OptionsAreCheckedByField) {
  EXPECT_EQ(fieldOf(configure(R"({"limits":{"instructions":50000001}})")), "limits.instructions");
  EXPECT_EQ(fieldOf(configure(R"({"limits":{"instructions":0}})")), "limits.instructions");
  EXPECT_EQ(fieldOf(configure(R"({"limits":{"nope":1}})")), "limits.nope");
  EXPECT_EQ(fieldOf(configure(R"({"namespace":"A b"})")), "namespace");
  EXPECT_EQ(fieldOf(configure(R"({"clock":"sundial"})")), "clock");
  EXPECT_EQ(fieldOf(configure(R"({"env":{"A":1}})")), "env.A");
  EXPECT_EQ(codeOf(configure(R"({"secretKeys":[{"id":"k1","key":"short"}]})")), "invalid_options");
}

TEST_F(Boundary, CompileReportsSyntaxErrorsAmongTheProblems) {
  const json::Value compiled = fromText(compile(R"({"trigger":"before_signup","layers":[["a","b"]],
    "scripts":{"a":{"code":"return {"},"b":{"code":"return nil"}}})"));
  ASSERT_EQ(compiled.get("problems")->items().size(), 1u);
  const json::Value& problem = compiled.get("problems")->items()[0];
  EXPECT_EQ(problem.get("kind")->string(), "syntax_error");
  EXPECT_NE(problem.get("message")->string().find("a:1:"), std::string::npos);
  EXPECT_EQ(problem.get("nodes")->items()[0].string(), "a");
  EXPECT_EQ(compiled.get("plan"), nullptr);
}

TEST_F(Boundary, ACompiledPlanLoadsUnderItsHash) {
  const json::Value compiled = fromText(compile(
      R"({"trigger":"before_signup","layers":[["a"]],"scripts":{"a":{"name":"A","code":"return {}"}}})"));
  const json::Value loaded = fromText(load(tests::toText(*compiled.get("plan"))));
  EXPECT_EQ(loaded.get("hash")->string(), compiled.get("hash")->string());
  unload(static_cast<int>(loaded.get("plan")->integer()));
}

constexpr const char* kKeys =
    R"({"namespace":"ns","secretKeys":[{"id":"k1","key":"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="}]})";

TEST_F(Boundary, ASealedSecretReachesTheScriptAndNothingElse) {
  ASSERT_EQ(configure(kKeys), R"({"ok":true})");
  const json::Value sealed = fromText(seal(R"({"name":"API_KEY","version":1,"value":"sk_live_12345678"})"));
  const int handle = loadPlan(plan("return {data = {h = helpers.hash(helpers.secret('API_KEY'))}}"));
  const json::Value step = fromText(start(handle, "{}", kStart));
  EXPECT_EQ(step.get("effects")->items()[0].get("name")->string(), "API_KEY");
  const json::Value end = fromText(
      advance(static_cast<int>(step.get("execution")->integer()),
              R"({"now":2,"replies":[{"id":1,"ok":true,"value":{"record":)" + tests::toText(*sealed.get("record")) + "}}]}"));
  EXPECT_TRUE(end.get("outcome")->get("allowed")->boolean()) << tests::toText(end);
  unload(handle);
}

const Start kHeld{.traceId = kStart.traceId, .seed = kStart.seed, .now = 1, .hold = true};

TEST_F(Boundary, AHeldExecutionMasksItsSecretsUntilItIsCancelled) {
  const int handle = loadPlan(plan("helpers.secret('API_KEY')"));
  const json::Value step = fromText(start(handle, "{}", kHeld));
  const int execution = static_cast<int>(step.get("execution")->integer());
  const char* reply = R"({"now":2,"replies":[{"id":1,"ok":true,"value":{"plain":"sk_live_12345678"}}]})";
  EXPECT_TRUE(fromText(advance(execution, reply)).get("done")->boolean());
  EXPECT_EQ(fieldOf(advance(execution, reply)), "handle");
  EXPECT_EQ(redact(execution, R"({"texts":["a sk_live_12345678","b"]})"),
            R"({"ok":true,"texts":["a [secret API_KEY]","b"]})");
  EXPECT_EQ(fieldOf(redact(execution, R"({"texts":[1]})")), "texts");
  cancel(execution);
  EXPECT_EQ(fieldOf(redact(execution, R"({"texts":[]})")), "handle");
  unload(handle);
}

TEST_F(Boundary, AHeldExecutionThatNeedsNoHostIsGoneWhenItIsDone) {
  const int handle = loadPlan(plan("return {}"));
  EXPECT_TRUE(fromText(start(handle, "{}", kHeld)).get("done")->boolean());
  EXPECT_EQ(alive("executions"), 0);
  unload(handle);
}

TEST_F(Boundary, ASealedJournalOpensAsThatOfItsTraceOnly) {
  ASSERT_EQ(configure(kKeys), R"({"ok":true})");
  const std::string id(32, 'a');
  const json::Value sealed = fromText(sealJournal(id, R"({"version":1})"));
  const std::string record = tests::toText(*sealed.get("record"));
  EXPECT_EQ(openJournal(id, record), R"({"ok":true,"journal":{"version":1}})");
  EXPECT_EQ(codeOf(openJournal(std::string(32, 'b'), record)), "store_unavailable");
  EXPECT_EQ(codeOf(openJournal(id, "no record")), "invalid_options");
  ASSERT_EQ(configure("{}"), R"({"ok":true})");
  EXPECT_EQ(codeOf(openJournal(id, record)), "store_unavailable");
  EXPECT_EQ(fieldOf(sealJournal(id, "{}")), "secretKeys");
}

TEST_F(Boundary, ALoadedPlanTellsItsSamplingWhereItHasOne) {
  const std::string text = plan("return {}");
  const json::Value silent = fromText(load(text));
  EXPECT_EQ(silent.get("sampling"), nullptr);
  const json::Value sampled = fromText(load(R"({"sampling":{"trace":0.5},)" + text.substr(1)));
  EXPECT_EQ(tests::toText(*sampled.get("sampling")), R"({"trace":0.5,"journal":0})");
  for (const json::Value& plan : {silent, sampled}) unload(static_cast<int>(plan.get("plan")->integer()));
}

TEST_F(Boundary, ARecordOfAnotherNameDoesNotOpen) {
  ASSERT_EQ(configure(kKeys), R"({"ok":true})");
  const json::Value sealed = fromText(seal(R"({"name":"OTHER","version":1,"value":"sk_live_12345678"})"));
  const int handle = loadPlan(plan("helpers.secret('API_KEY')"));
  const json::Value step = fromText(start(handle, "{}", kStart));
  const json::Value end = fromText(
      advance(static_cast<int>(step.get("execution")->integer()),
              R"({"now":2,"replies":[{"id":1,"ok":true,"value":{"record":)" + tests::toText(*sealed.get("record")) + "}}]}"));
  EXPECT_EQ(end.get("outcome")->get("code")->string(), "store_unavailable");
  unload(handle);
}

constexpr const char* kRotated =
    R"({"namespace":"ns","secretKeys":[{"id":"k2","key":"YWJjZGVmMDEyMzQ1Njc4OTAxMjM0NTY3ODlhYmNkZWY="},)"
    R"({"id":"k1","key":"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="}]})";

TEST_F(Boundary, ASealedSecretIsSealedAgainUnderTheFirstKeyAndForOtherHosts) {
  ASSERT_EQ(configure(kKeys), R"({"ok":true})");
  const json::Value sealed = fromText(seal(R"({"name":"API_KEY","version":1,"value":"sk_live_12345678"})"));
  const std::string record = tests::toText(*sealed.get("record"));
  ASSERT_EQ(configure(kRotated), R"({"ok":true})");
  const std::string again =
      seal(R"({"name":"API_KEY","version":2,"hosts":["api.example.com"],"record":)" + record + "}");
  EXPECT_EQ(again.find("sk_live"), std::string::npos);
  const json::Value renewed = fromText(again);
  EXPECT_EQ(renewed.get("record")->get("kid")->string(), "k2");
  EXPECT_EQ(renewed.get("record")->get("version")->integer(), 2);
  EXPECT_EQ(renewed.get("record")->get("hosts")->items()[0].string(), "api.example.com");

  const int handle = loadPlan(plan("return {data = {h = helpers.hmac('x', helpers.secret('API_KEY'))}}"));
  const auto hmacWith = [&](const std::string& secret) {
    const json::Value step = fromText(start(handle, "{}", kStart));
    return fromText(advance(static_cast<int>(step.get("execution")->integer()),
                            R"({"now":2,"replies":[{"id":1,"ok":true,"value":{"record":)" + secret + "}}]}"))
        .get("outcome")->get("data")->get("h")->string();
  };
  EXPECT_EQ(hmacWith(tests::toText(*renewed.get("record"))), hmacWith(record));
  unload(handle);
}

TEST_F(Boundary, ASealedSecretIsNotSealedAgainWhenItDoesNotOpen) {
  ASSERT_EQ(configure(kKeys), R"({"ok":true})");
  const json::Value sealed = fromText(seal(R"({"name":"API_KEY","version":1,"value":"sk_live_12345678"})"));
  const std::string record = R"(,"record":)" + tests::toText(*sealed.get("record")) + "}";
  EXPECT_EQ(codeOf(seal(R"({"name":"OTHER","version":1)" + record)), "store_unavailable");
  EXPECT_EQ(codeOf(seal(R"({"name":"API_KEY","version":1,"minVersion":2)" + record)), "store_unavailable");
  EXPECT_EQ(codeOf(seal(R"({"name":"API_KEY","version":1,"record":null})")), "invalid_options");
  EXPECT_EQ(codeOf(seal(R"({"name":"API_KEY","version":1,"record":7})")), "store_unavailable");
  EXPECT_EQ(fieldOf(seal(R"({"name":"API_KEY","version":1,"hosts":["a b"])" + record)), "hosts[0]");
}

TEST_F(Boundary, APointerVerifiesOnlyAsItWasSigned) {
  ASSERT_EQ(configure(kKeys), R"({"ok":true})");
  const json::Value signature = fromText(sign(R"({"trigger":"t","planHash":"abc","revision":3})"));
  const auto check = [&](const std::string& trigger, int revision) {
    json::Writer out;
    out.beginObject().member("trigger", trigger).member("planHash", "abc").member("revision", std::int64_t{revision});
    out.member("kid", signature.get("kid")->string()).member("mac", signature.get("mac")->string()).endObject();
    return fromText(verify(out.take())).get("valid")->boolean();
  };
  EXPECT_TRUE(check("t", 3));
  EXPECT_FALSE(check("t", 4));
  EXPECT_FALSE(check("u", 3));
}

TEST_F(Boundary, ADigestIsTheSha256OfTheText) {
  EXPECT_EQ(digest("abc"),
            R"({"ok":true,"sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"})");
}

// A run that waits for a fetch and knows the secrets BOUND (to api.example) and FREE.
class RevealTest : public Boundary {
 protected:
  void SetUp() override {
    Boundary::SetUp();
    plan_ = loadPlan(
        plan("helpers.secret('FREE') helpers.fetch('https://api.example/', {body = helpers.secret('BOUND')})"));
    execution_ = static_cast<int>(fromText(start(plan_, "{}", kStart)).get("execution")->integer());
    supply(R"({"id":1,"ok":true,"value":{"plain":"free value"}})");
    const json::Value step = supply(R"({"id":2,"ok":true,"value":{"plain":"bound/\"value","hosts":["api.example"]}})");
    placeholder_ = step.get("effects")->items()[0].get("body")->string();
  }
  void TearDown() override {
    cancel(execution_);
    unload(plan_);
    Boundary::TearDown();
  }

  json::Value supply(const std::string& reply) {
    return fromText(boundary::advance(execution_, R"({"now":2,"replies":[)" + reply + "]}"));
  }
  std::string revealed(const std::string& host, const std::string& form, const std::string& text) {
    const json::Value answer = fromText(reveal(execution_, R"({"host":")" + host + R"(","texts":[{"form":")" + form +
                                                               R"(","text":)" + json::quoted(text) + "}]}"));
    return tests::toText(*answer.get("texts"));
  }

  int plan_ = 0;
  int execution_ = 0;
  std::string placeholder_;
};

TEST_F(RevealTest, WritesTheValueInTheFormOfTheText) {
  EXPECT_EQ(revealed("api.example", "plain", placeholder_), R"(["bound/\"value"])");
  EXPECT_EQ(revealed("api.example", "percent", "/" + placeholder_), R"(["/bound%2F%22value"])");
  EXPECT_EQ(revealed("api.example", "json", "[" + placeholder_), R"(["[bound/\\\"value"])");
}

TEST_F(RevealTest, AnswersNullForAnotherHost) {
  for (const char* form : {"plain", "percent", "json"}) {
    EXPECT_EQ(revealed("evil.example", form, placeholder_), "[null]") << form;
    EXPECT_EQ(revealed("evil.example", form, "free value"), R"(["free value"])") << form;
  }
}

TEST_F(RevealTest, NoSecretIsCarriedToANewOrigin) {
  EXPECT_EQ(revealed("evil.example", "carried", "plain text"), R"(["plain text"])");
  EXPECT_EQ(revealed("evil.example", "carried", "key=free value"), "[null]");
  EXPECT_EQ(revealed("evil.example", "carried", "ZnJlZSB2YWx1ZQ=="), "[null]");
  EXPECT_EQ(revealed("api.example", "carried", placeholder_), "[null]");
}

TEST_F(RevealTest, RefusesAFormItDoesNotKnow) {
  EXPECT_EQ(fieldOf(reveal(execution_, R"({"host":"a","texts":[{"form":"html","text":""}]})")), "texts");
  EXPECT_EQ(fieldOf(reveal(execution_, R"({"host":"a","texts":[{"text":""}]})")), "texts");
  EXPECT_EQ(fieldOf(reveal(execution_, R"({"host":"a","texts":["text"]})")), "texts");
  EXPECT_EQ(fieldOf(reveal(execution_, R"({"host":"a"})")), "texts");
}

TEST_F(RevealTest, CountsEscapesAgainstTheSizeOfARequest) {
  std::string many;
  while (many.size() < (std::size_t{3} << 20)) many += placeholder_;
  json::Writer request;
  request.beginObject().member("host", "api.example").key("texts").beginArray();
  for (int i = 0; i < 2; ++i) request.beginObject().member("form", "json").member("text", many).endObject();
  EXPECT_EQ(codeOf(reveal(execution_, request.endArray().endObject().take())), "fetch_denied");
}

TEST_F(RevealTest, AHostThatKeptASecretBackSaysSo) {
  const json::Value end = supply(R"({"id":3,"ok":false,"code":"secret_bound","message":"not for this host"})");
  EXPECT_EQ(end.get("outcome")->get("code")->string(), "secret_bound");
}

TEST_F(Boundary, VersionsAreNamed) {
  const json::Value versions = fromText(version());
  EXPECT_EQ(versions.get("lua")->string(), "5.4.9");
  EXPECT_FALSE(versions.get("sluice")->string().empty());
}

}  // namespace
}  // namespace sluice::boundary
