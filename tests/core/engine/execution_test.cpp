#include "engine/execution.h"

#include <gtest/gtest.h>

#include "support/json_text.h"

namespace sluice::engine {
namespace {

using helpers::EffectKind;
using helpers::EffectReply;
using tests::fromText;
using tests::toText;

constexpr std::int64_t kNow = 1'700'000'000'000;

Engine& theEngine() {
  static Engine engine;
  return engine;
}

std::shared_ptr<const LoadedPlan> planOf(std::vector<std::vector<std::string>> layers,
                                         catalog::Mode mode = catalog::Mode::Blocking,
                                         plan::OnError onError = plan::OnError::Block) {
  plan::Plan plan;
  plan.trigger = "test";
  plan.mode = mode;
  plan.onError = onError;
  plan.failureText = "failed";
  for (const auto& codes : layers) {
    auto& layer = plan.layers.emplace_back();
    for (const auto& code : codes) {
      const std::string id = "s" + std::to_string(plan.layers.size()) + std::to_string(layer.size() + 1);
      layer.push_back({id, id, code});
    }
  }
  return loadPlan(theEngine(), std::move(plan));
}

struct Running {
  explicit Running(std::shared_ptr<const LoadedPlan> plan, std::string_view context = "{}") {
    StartOptions options;
    options.traceId = std::string(32, 'b');
    options.now = kNow;
    auto created = Execution::create(theEngine(), std::move(plan), context, options);
    execution = std::move(created.value());
    step = execution->advance(kNow, {}, false);
  }

  void supply(std::vector<EffectReply> replies, std::int64_t now = kNow + 10, bool expired = false) {
    step = execution->advance(now, std::move(replies), expired);
  }

  std::string outcome() const {
    json::Writer out;
    writeOutcome(execution->outcome(), out);
    return out.take();
  }
  std::string traceText() const {
    json::Writer out;
    execution->writeTrace(out);
    return out.take();
  }
  json::Value trace() const { return fromText(traceText()); }

  std::unique_ptr<Execution> execution;
  Step step;
};

EffectReply answer(std::uint32_t id, std::string_view value) {
  EffectReply reply;
  reply.id = id;
  reply.ok = true;
  reply.value = fromText(value);
  return reply;
}

EffectReply refusal(std::uint32_t id, catalog::ErrorCode code, std::string message) {
  EffectReply reply;
  reply.id = id;
  reply.code = code;
  reply.message = std::move(message);
  return reply;
}

constexpr const char* kFetch = "local r = helpers.fetch('https://a.example/') return {data = {v = r.body.v}}";
constexpr const char* kJsonAnswer = R"({"status":200,"headers":{"content-type":"application/json"},"body":"{\"v\":7}"})";

TEST(Execution, HandsAllFetchesOfALayerOutBeforeAnyIsAnswered) {
  Running run(planOf({{kFetch, kFetch, kFetch}}));
  ASSERT_EQ(run.step.effects.size(), 3u);
  EXPECT_FALSE(run.step.done);
  run.supply({answer(2, kJsonAnswer)});
  EXPECT_TRUE(run.step.effects.empty());
  run.supply({answer(3, kJsonAnswer), answer(1, kJsonAnswer)});
  EXPECT_TRUE(run.step.done);
  EXPECT_EQ(run.outcome(), R"({"allowed":true,"data":{"v":7}})");
}

TEST(Execution, TakesResultsInPlanOrderWhateverTheOrderOfAnswers) {
  const auto plan = planOf({{"helpers.fetch('https://a.example/') return {data = {who = 'first'}}",
                             "helpers.fetch('https://b.example/') return {data = {who = 'second'}}"}});
  for (const bool reversed : {false, true}) {
    Running run(plan);
    run.supply({answer(reversed ? 2 : 1, kJsonAnswer)});
    run.supply({answer(reversed ? 1 : 2, kJsonAnswer)});
    EXPECT_EQ(run.outcome(), R"({"allowed":true,"data":{"who":"second"}})");
  }
}

class FetchAnywhere : public testing::TestWithParam<const char*> {};

TEST_P(FetchAnywhere, GetsItsAnswer) {
  Running run(planOf({{GetParam()}}));
  ASSERT_EQ(run.step.effects.size(), 1u);
  run.supply({answer(1, kJsonAnswer)});
  ASSERT_TRUE(run.step.done);
  EXPECT_EQ(run.outcome(), R"({"allowed":true,"data":{"v":7}})") << run.traceText();
}

INSTANTIATE_TEST_SUITE_P(
    Places, FetchAnywhere,
    testing::Values(
        "return {data = {v = helpers.fetch('https://a.example/').body.v}}",
        "return {data = {v = await(helpers.fetch('https://a.example/')).body.v}}",
        "local ok, r = pcall(helpers.fetch, 'https://a.example/') return {data = {v = r.body.v}}",
        "local f = coroutine.wrap(function() return helpers.fetch('https://a.example/') end) "
        "return {data = {v = f().body.v}}",
        "local co = coroutine.create(function() coroutine.yield(helpers.fetch('https://a.example/').body.v) end) "
        "local ok, v = coroutine.resume(co) return {data = {v = v}}",
        "local f = coroutine.wrap(function() return coroutine.wrap(function() "
        "return helpers.fetch('https://a.example/') end)() end) return {data = {v = f().body.v}}",
        "local ok, r = pcall(coroutine.wrap(function() return helpers.fetch('https://a.example/') end)) "
        "return {data = {v = r.body.v}}",
        "local t = setmetatable({}, {__index = function() return helpers.fetch('https://a.example/') end}) "
        "return {data = {v = t.x.body.v}}",
        "for r in coroutine.wrap(function() coroutine.yield(helpers.fetch('https://a.example/')) end) do "
        "return {data = {v = r.body.v}} end",
        "return {data = {v = helpers.trace('t', function() return helpers.fetch('https://a.example/') end).body.v}}",
        "return {data = {v = helpers.fetchAll({{'https://a.example/'}})[1].body.v}}"));

TEST(Execution, WaitingAcrossACCallIsLuasOwnErrorAndAsksTheHostForNothing) {
  Running run(planOf({{"local ok, e = pcall(table.sort, {2, 1}, function() helpers.fetch('https://a.example/') end) "
                       "return {data = {e = e}}"}}));
  EXPECT_TRUE(run.step.done);
  EXPECT_EQ(run.outcome(), R"({"allowed":true,"data":{"e":"attempt to yield across a C-call boundary"}})");
}

TEST(Execution, AnAbandonedHostCallCannotTakeAnothersAnswer) {
  Running run(planOf({{R"(
    local co = coroutine.create(function() return helpers.fetch('https://lost.example/').body.v end)
    pcall(string.gsub, 'x', 'x', function() coroutine.resume(co) end)
    local r = helpers.fetch('https://a.example/')
    local ok, e = coroutine.resume(co)
    return {data = {v = r.body.v, ok = ok, e = e}}
  )"}}));
  ASSERT_EQ(run.step.effects.size(), 1u);
  EXPECT_EQ(run.step.effects[0].url, "https://a.example/");
  run.supply({answer(run.step.effects[0].id, kJsonAnswer)});
  const json::Value outcome = fromText(run.outcome());
  const json::Value& data = *outcome.get("data");
  EXPECT_EQ(data.get("v")->integer(), 7);
  EXPECT_FALSE(data.get("ok")->boolean());
  EXPECT_NE(data.get("e")->string().find("interrupted"), std::string::npos);
}

TEST(Execution, AFailedFetchCanBeCaught) {
  Running run(planOf({{"local ok, e = pcall(helpers.fetch, 'https://a.example/') return {data = {ok = ok, e = e}}"}}));
  run.supply({refusal(1, catalog::ErrorCode::FetchFailed, "no answer within 3000 ms")});
  EXPECT_EQ(run.outcome(), R"({"allowed":true,"data":{"e":"no answer within 3000 ms","ok":false}})");
}

TEST(Execution, AnUncaughtHelperErrorGivesTheRunItsCode) {
  Running run(planOf({{"helpers.fetch('https://a.example/')"}}));
  run.supply({refusal(1, catalog::ErrorCode::FetchDenied, "private address")});
  EXPECT_EQ(run.outcome(), R"({"allowed":false,"error":"failed","code":"fetch_denied"})");
}

TEST(Execution, ARewordedHelperErrorIsTheScriptsOwn) {
  Running run(planOf({{"local ok, e = pcall(helpers.fetch, 'https://a.example/') error('geo: ' .. e)"}}));
  run.supply({refusal(1, catalog::ErrorCode::FetchDenied, "private address")});
  EXPECT_EQ(run.outcome(), R"({"allowed":false,"error":"failed","code":"runtime_error"})");
}

TEST(Execution, TimeLimitsEndTheWaitingScriptsOnly) {
  Running run(planOf({{kFetch, "return {data = {done = true}}"}}, catalog::Mode::Blocking, plan::OnError::Allow));
  EXPECT_EQ(run.step.waitMs, 10'000);
  run.supply({}, kNow + 10'000);
  EXPECT_FALSE(run.step.done);
  EXPECT_EQ(run.step.waitMs, 1);
  run.supply({}, kNow + 10'001);
  ASSERT_TRUE(run.step.done);
  EXPECT_EQ(run.outcome(), R"({"allowed":true,"data":{"done":true}})");
  EXPECT_EQ(run.trace().get("spans")->items()[0].get("errorCode")->string(), "limit_time");
}

TEST(Execution, ExpiryIsBelievedWhenTheClockStandsStill) {
  Running run(planOf({{kFetch}}));
  run.supply({}, kNow, true);
  ASSERT_TRUE(run.step.done);
  EXPECT_EQ(run.outcome(), R"({"allowed":false,"error":"failed","code":"limit_time"})");
}

TEST(Execution, UnknownRepeatedAndLateRepliesAreIgnored) {
  Running run(planOf({{kFetch, kFetch}}));
  run.supply({answer(1, kJsonAnswer), answer(1, R"({"status":500,"headers":{},"body":""})"), answer(99, "{}")});
  EXPECT_FALSE(run.step.done);
  run.supply({answer(1, kJsonAnswer), answer(2, kJsonAnswer)});
  EXPECT_EQ(run.outcome(), R"({"allowed":true,"data":{"v":7}})");
}

TEST(Execution, AHostThatAnswersNonsenseEndsInAnErrorOfTheScript) {
  Running run(planOf({{"return {data = {s = helpers.fetch('https://a.example/').status}}"}}));
  run.supply({answer(1, R"({"status":"x","headers":3})")});
  EXPECT_EQ(run.outcome(), R"({"allowed":true,"data":{"s":0}})");
}

TEST(Execution, SecretsAreMaskedEverywhereInTheTraceAlsoBeforeTheyWereRead) {
  Running run(planOf({{R"(
    print('early ' .. context.note)
    local k = helpers.secret('API_KEY')
    print('late ' .. k, helpers.base64.encode('x' .. k))
    error('failed with ' .. k)
  )"}}),
              R"({"note":"sk_live_12345678"})");
  ASSERT_EQ(run.step.effects[0].kind, EffectKind::Secret);
  run.supply({answer(1, R"({"plain":"sk_live_12345678"})")});
  const std::string trace = run.traceText();
  EXPECT_EQ(trace.find("sk_live_12345678"), std::string::npos) << trace;
  EXPECT_NE(trace.find("[secret API_KEY]"), std::string::npos) << trace;
}

TEST(Execution, ASecretInTheResultIsRefused) {
  Running run(planOf({{"return {data = {deep = {{x = 'key=' .. helpers.secret('API_KEY')}}}}"}}));
  run.supply({answer(1, R"({"plain":"sk_live_12345678"})")});
  EXPECT_EQ(run.outcome(), R"({"allowed":false,"error":"failed","code":"invalid_result"})");
  const json::Value trace = run.trace();
  EXPECT_EQ(trace.get("spans")->items()[0].get("statusMessage")->string(),
            "data.deep[1].x contains the value of the secret API_KEY");
}

TEST(Execution, ABoundSecretIsAPlaceholderThatOnlyFetchAndHmacTake) {
  Running run(planOf({{R"(
    local k = helpers.secret('API_KEY')
    local ok, e = pcall(helpers.hash, k)
    helpers.fetch('https://geo.example/', {headers = {authorization = 'Bearer ' .. k}})
    return {data = {ok = ok, e = e, mac = helpers.hmac('text', k), same = k == helpers.secret('API_KEY')}}
  )"}}));
  run.supply({answer(1, R"({"plain":"sk_live_12345678","hosts":["geo.example"]})")});
  ASSERT_EQ(run.step.effects.size(), 1u);
  const std::string header = run.step.effects[0].headers[0].second;
  EXPECT_EQ(header.find("sk_live"), std::string::npos);
  EXPECT_EQ(run.execution->vault().reveal(header, "geo.example", secrets::Escape::None),
            "Bearer sk_live_12345678");
  EXPECT_EQ(run.execution->vault().reveal(header, "evil.example", secrets::Escape::None), std::nullopt);
  run.supply({answer(2, kJsonAnswer)});
  const json::Value outcome = fromText(run.outcome());
  EXPECT_FALSE(outcome.get("data")->get("ok")->boolean());
  EXPECT_NE(outcome.get("data")->get("e")->string().find("bound to hosts"), std::string::npos);
  EXPECT_TRUE(outcome.get("data")->get("same")->boolean());
}

TEST(Execution, ARunsRandomnessDoesNotDependOnItsNeighbours) {
  const std::string draw = "return {data = {v = helpers.uuid()}}";
  Running alone(planOf({{draw}}));
  Running beside(planOf({{draw, "for i = 1, 10 do helpers.uuid() end return {data = {w = 1}}"}}));
  const json::Value first = fromText(alone.outcome());
  const json::Value second = fromText(beside.outcome());
  EXPECT_EQ(first.get("data")->get("v")->string(), second.get("data")->get("v")->string());
}

TEST(Execution, DroppingItWhileScriptsWaitFreesEverything) {
  Running run(planOf({{kFetch, kFetch}}));  // the leak sanitizer and the VM's own check are the judges
  EXPECT_FALSE(run.step.done);
}

TEST(Execution, MetricsComeOutWithoutPersonalTags) {
  Running run(planOf({{"helpers.metrics.count('blocked', 2, {reason = 'geo', email = 'a@b.c'}) "
                       "helpers.metrics.gauge('risk', 0.5)"}}));
  json::Writer out;
  run.execution->writeMetrics(out);
  EXPECT_EQ(out.text(), R"([{"kind":"count","name":"blocked","value":2,"tags":{"reason":"geo"}},)"
                        R"({"kind":"gauge","name":"risk","value":0.5,"tags":{}}])");
}

TEST(Execution, MetricsAndRateLimitKeysShowNoSecrets) {
  Running run(planOf({{"local k = helpers.secret('API_KEY') helpers.metrics.count('m', 1, {k = 'x' .. k}) "
                       "helpers.rateLimit({key = 'r:' .. k, limit = 1, window = 1})"}}));
  run.supply({answer(1, R"({"plain":"sk_live_12345678"})")});
  EXPECT_EQ(run.step.effects[0].key, "r:[secret API_KEY]");
  json::Writer out;
  run.execution->writeMetrics(out);
  EXPECT_EQ(out.text(), R"([{"kind":"count","name":"m","value":1,"tags":{"k":"x[secret API_KEY]"}}])");
}

class SecretInResult : public testing::TestWithParam<const char*> {};

TEST_P(SecretInResult, IsRefusedInEveryForm) {
  Running run(planOf({{std::string("local k = helpers.secret('API_KEY') return {data = {v = ") + GetParam() + "}}"}}));
  run.supply({answer(1, R"({"plain":"1234567890"})")});
  EXPECT_EQ(run.outcome(), R"({"allowed":false,"error":"failed","code":"invalid_result"})");
}

INSTANTIATE_TEST_SUITE_P(Forms, SecretInResult,
                         testing::Values("k", "tonumber(k)", "{[k] = 1}", "{[tonumber(k)] = 1}",
                                         "helpers.base64.encode(k)", "helpers.json.encode({k})"));

TEST(Execution, ASecretAtTheEndOfALongErrorTextIsStillMasked) {
  Running run(planOf({{"error(('x'):rep(1004) .. helpers.secret('API_KEY'))"}}));
  run.supply({answer(1, R"({"plain":"sk_live_12345678"})")});
  EXPECT_EQ(run.traceText().find("sk_live"), std::string::npos);
}

TEST(Execution, ASecretThatThePlanCountsOnMayNotVanish) {
  plan::Plan plan = planOf({{"return {data = {none = helpers.secret('API_KEY') == nil}}"}})->plan;
  Running without(loadPlan(theEngine(), plan));
  without.supply({answer(1, "null")});
  EXPECT_EQ(without.outcome(), R"({"allowed":true,"data":{"none":true}})");
  plan.secrets = {{"API_KEY", 2}};
  Running with(loadPlan(theEngine(), plan));
  with.supply({answer(1, "null")});
  EXPECT_EQ(with.outcome(), R"({"allowed":false,"error":"failed","code":"store_unavailable"})");
}

TEST(Execution, NoLayerStartsAfterTheExecutionsTimeIsSpent) {
  const auto first = "helpers.fetch('https://a.example/')";
  Running run(planOf({{first}, {kFetch}}, catalog::Mode::Blocking, plan::OnError::Allow));
  run.supply({}, kNow + 10'001);
  ASSERT_TRUE(run.step.done);
  EXPECT_EQ(run.trace().get("spans")->items()[2].get("errorCode")->string(), "limit_time");
}

TEST(Execution, FetchesThatDoNotAllFitTakeNothingFromTheQuota) {
  Running run(planOf({{"local many = {} for i = 1, 11 do many[i] = {'https://a.example/'} end "
                       "local ok, e = pcall(helpers.fetchAll, many) "
                       "return {data = {ok = ok, v = helpers.fetch('https://a.example/').body.v}}"}}));
  ASSERT_EQ(run.step.effects.size(), 1u);
  run.supply({answer(1, kJsonAnswer)});
  EXPECT_EQ(run.outcome(), R"({"allowed":true,"data":{"ok":false,"v":7}})");
}

TEST(Execution, ACoroutineCannotCloseTheScriptsOwnSpan) {
  Running run(planOf({{R"(
    local co = coroutine.create(function() helpers.trace("inner", function() coroutine.yield() end) end)
    helpers.trace("outer", function() coroutine.resume(co) end)
    coroutine.resume(co)
    error("boom")
  )"}}));
  const json::Value trace = run.trace();
  EXPECT_EQ(trace.get("spans")->items()[0].get("status")->string(), "error");
  EXPECT_EQ(trace.get("spans")->items()[1].get("status")->string(), "success");
}

}  // namespace
}  // namespace sluice::engine
