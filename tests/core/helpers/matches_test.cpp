#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "engine/execution.h"
#include "pattern/compile.h"
#include "pattern/search.h"
#include "support/json_text.h"
#include "support/script_fixture.h"

namespace sluice::tests {
namespace {

std::string call(const std::string& text, const std::string& pattern) {
  return "helpers.matches([==[" + text + "]==], [==[" + pattern + "]==])";
}

// What one call adds to a run that makes the same call before.
std::int64_t costOf(const std::string& text, const std::string& pattern) {
  const std::string once = call(text, pattern) + " ";
  return runScript(once + once).instructions - runScript(once).instructions;
}

TEST(Matches, AnswersTrueOrFalse) {
  EXPECT_EQ(evaluate("helpers.matches('abc', 'b')"), "true");
  EXPECT_EQ(evaluate("helpers.matches('abc', '^b')"), "false");
  EXPECT_EQ(evaluate("helpers.matches(42, '^%d+$')"), "true");
}

TEST(Matches, RaisesLikeLuaForWrongArguments) {
  EXPECT_EQ(runScript("helpers.matches(nil, 'a')").message,
            "script:1: bad argument #1 to 'matches' (string expected, got nil)");
  const Ran ran = runScript("helpers.matches('a')");
  EXPECT_EQ(ran.message, "script:1: bad argument #2 to 'matches' (string expected, got no value)");
  EXPECT_EQ(ran.errorCode, "runtime_error");
}

TEST(Matches, RaisesAHelperErrorThatNamesTheByteOfAWrongPattern) {
  const Ran ran = runScript("\nhelpers.matches('a', 'a(b')");
  EXPECT_EQ(ran.errorCode, "helper_error");
  EXPECT_EQ(ran.message, "script:2: matches: byte 2 of the pattern: this group is not closed");
}

TEST(Matches, CostsACallItsLengthsItsStatesAndItsSteps) {
  constexpr std::int64_t kOfTheCall = 7;  // GETTABUP, GETFIELD, two LOADK, CALL, which costs three
  constexpr std::int64_t kRead = 6;       // the text, as any helper reads one
  const std::string text(100, 'a');
  const std::string pattern = "(a|b){2,9}c";
  pattern::Program program;
  pattern::Mistake mistake;
  ASSERT_TRUE(pattern::compile(pattern, program, mistake));
  const std::size_t steps = pattern::search(program, text, SIZE_MAX).steps;
  EXPECT_EQ(costOf(text, pattern),
            kOfTheCall + kRead + 100 + 11 + 25 + static_cast<std::int64_t>(program.states.size() + steps / 4));
}

TEST(Matches, CostsAlsoWhenThePatternIsWrong) {
  const auto costs = [](const std::string& pattern) {
    return runScript("pcall(helpers.matches, 'a', '" + pattern + "')").instructions;
  };
  EXPECT_GE(costs("a{1000}b{998}cc"), costs("aaaaaaaaaaaaa)") + 1900);
}

TEST(Matches, EndsWithTheMeter) {
  const std::string code = "return {data = {v = helpers.matches(('a'):rep(2000), '(a|b)*c')}}";
  RunOptions options;
  options.limits.instructions = static_cast<std::uint64_t>(runScript(code).instructions);
  EXPECT_EQ(runScript(code, options).data, R"({"v":false})");
  --options.limits.instructions;
  EXPECT_EQ(runScript(code, options).errorCode, "limit_instructions");
  EXPECT_EQ(runScript("while true do pcall(helpers.matches, ('a'):rep(8192), '(.{1,400}){2}b') end").errorCode,
            "limit_instructions");
}

TEST(Matches, RefusesThePlaceholderOfABoundSecret) {
  plan::Plan plan;
  plan.trigger = "test";
  plan.layers = {{{"a", "A", R"(
    local k = helpers.secret('API_KEY')
    local _, text = pcall(helpers.matches, 'key ' .. k, 'a')
    local _, pattern = pcall(helpers.matches, 'a', k)
    return {data = {text = text, pattern = pattern}}
  )"}}};
  engine::StartOptions start;
  start.traceId = std::string(32, 'a');
  engine::Engine engine;
  auto execution =
      engine::Execution::create(engine, engine::loadPlan(engine, std::move(plan)), "{}", start);
  ASSERT_TRUE(execution.has_value());
  ASSERT_EQ((*execution)->advance(start.now, {}, false).effects.size(), 1u);
  helpers::EffectReply reply;
  reply.id = 1;
  reply.ok = true;
  reply.value = fromText(R"({"plain":"sk_live_12345678","hosts":["geo.example"]})");
  std::vector<helpers::EffectReply> replies;
  replies.push_back(std::move(reply));
  ASSERT_TRUE((*execution)->advance(start.now, std::move(replies), false).done);
  json::Writer out;
  engine::writeOutcome((*execution)->outcome(), out);
  const json::Value outcome = fromText(out.take());
  const std::string refusal =
      "matches cannot use a secret that is bound to hosts; only fetch to those hosts and hmac's key can";
  EXPECT_EQ(outcome.get("data")->get("text")->string(), refusal);
  EXPECT_EQ(outcome.get("data")->get("pattern")->string(), refusal);
}

}  // namespace
}  // namespace sluice::tests
