#include "plan/plan.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice::plan {
namespace {

Result<Plan> read(std::string_view text, const catalog::Limits& deployment = {}) {
  const auto json = json::parse(text);
  EXPECT_TRUE(json) << text;
  return readPlan(*json, deployment);
}

Plan planOf(std::string_view text, const catalog::Limits& deployment = {}) {
  Result<Plan> plan = read(text, deployment);
  EXPECT_TRUE(plan) << plan.error().message;
  return *plan;
}

Error refusal(std::string_view text, const catalog::Limits& deployment = {}) {
  Result<Plan> plan = read(text, deployment);
  EXPECT_FALSE(plan) << text;
  if (plan) return {"", "accepted", "accepted"};
  EXPECT_STREQ(plan.error().code, "invalid_plan");
  return plan.error();
}

// A plan for a trigger of the catalog with these further members.
std::string plan(const std::string& members) { return R"({"trigger":"before_signup","layers":[])" + members + "}"; }
std::string async(const std::string& members) {
  return R"({"trigger":"custom","mode":"async","layers":[])" + members + "}";
}

std::string withLayers(std::size_t layers, std::size_t scripts) {
  std::string text = R"({"trigger":"before_signup","layers":[)";
  for (std::size_t i = 0; i < layers; ++i) {
    text += i == 0 ? "[" : ",[";
    for (std::size_t j = 0; j < scripts; ++j) text += j == 0 ? R"({"id":"a"})" : R"(,{"id":"a"})";
    text += "]";
  }
  return text + "]}";
}

TEST(Plan, TakesItsDefaultsFromTheCatalog) {
  const Plan plan = planOf(R"({"trigger":"before_signup","layers":[[{"id":"a","code":"return"}]]})");
  const catalog::Hook* hook = catalog::findHook("before_signup");
  EXPECT_EQ(plan.mode, hook->mode);
  EXPECT_EQ(plan.onError, OnError::Block);
  EXPECT_EQ(plan.failureText, hook->failureText);
  EXPECT_EQ(plan.limits.instructions, catalog::Limits().instructions);
  ASSERT_EQ(plan.layers.size(), 1U);
  EXPECT_EQ(plan.layers[0][0].name, "a");
  EXPECT_EQ(plan.layers[0][0].code, "return");
}

TEST(Plan, ReadsEveryMember) {
  const Plan plan = planOf(R"({"trigger":"check_2","mode":"enrichment","onError":"allow","failureText":"Later.",
      "limits":{"instructions":1000,"fetchMs":500},"secrets":{"B_KEY":3,"A":1},
      "layers":[[{"id":"a","name":"Name","code":""},{"id":"b"}],[]]})");
  EXPECT_EQ(plan.trigger, "check_2");
  EXPECT_EQ(plan.mode, catalog::Mode::Enrichment);
  EXPECT_EQ(plan.onError, OnError::Allow);
  EXPECT_EQ(plan.failureText, "Later.");
  EXPECT_EQ(plan.limits.instructions, 1000U);
  EXPECT_EQ(plan.limits.fetchMs, 500U);
  EXPECT_EQ(plan.layers[0][0].name, "Name");
  EXPECT_EQ(plan.layers[0][0].code, "");
  EXPECT_FALSE(plan.layers[0][1].code);
  EXPECT_TRUE(plan.layers[1].empty());
}

TEST(Plan, KnowsTheLowestAcceptableVersionOfASecret) {
  const Plan plan = planOf(R"({"trigger":"before_signup","layers":[],"secrets":{"B_KEY":3,"A":2,"C":9}})");
  EXPECT_EQ(plan.minSecretVersion("A"), 2);
  EXPECT_EQ(plan.minSecretVersion("B_KEY"), 3);
  EXPECT_EQ(plan.minSecretVersion("C"), 9);
  EXPECT_EQ(plan.minSecretVersion("B"), 1);
}

TEST(Plan, KeepsEveryTraceAndNoJournalUnlessItSaysOtherwise) {
  EXPECT_EQ(planOf(plan("")).sampling, (Sampling{1, 0}));
  EXPECT_EQ(planOf(plan(R"(,"sampling":{"journal":0.25})")).sampling, (Sampling{1, 0.25}));
  EXPECT_EQ(planOf(plan(R"(,"sampling":{"trace":0,"journal":1})")).sampling, (Sampling{0, 1}));
}

TEST(Plan, RefusesAShareThatIsNone) {
  for (const char* share : {"-0.1", "1.1", "\"1\"", "true", "2"}) {
    const std::string value = share;
    EXPECT_EQ(refusal(plan(R"(,"sampling":{"trace":)" + value + "}")).field, "sampling.trace");
    EXPECT_EQ(refusal(plan(R"(,"sampling":{"journal":)" + value + "}")).message,
              "sampling.journal must be a number from 0 to 1");
  }
  EXPECT_EQ(refusal(plan(R"(,"sampling":0.5)")).field, "sampling");
  EXPECT_EQ(refusal(plan(R"(,"sampling":{"traces":1})")).field, "sampling.traces");
}

TEST(Plan, HasTheSameHashWithTheDefaultSamplingWrittenOutAndAnotherWithAnother) {
  const Plan silent = planOf(plan(""));
  EXPECT_EQ(planOf(plan(R"(,"sampling":{"trace":1.0,"journal":0})")).hash, silent.hash);
  const Plan sampled = planOf(plan(R"(,"sampling":{"trace":0.1})"));
  EXPECT_NE(sampled.hash, silent.hash);
  EXPECT_EQ(planOf(writePlan(sampled)).hash, sampled.hash);
  EXPECT_EQ(planOf(writePlan(sampled)).sampling, (Sampling{0.1, 0}));
}

TEST(Plan, GivesACustomTriggerTheGeneralFailureText) {
  EXPECT_EQ(planOf(R"({"trigger":"custom","mode":"blocking","layers":[]})").failureText, catalog::customFailureText());
}

TEST(Plan, RequiresAModeForACustomTriggerOnly) {
  EXPECT_EQ(refusal(R"({"trigger":"custom","layers":[]})").field, "mode");
  EXPECT_EQ(refusal(R"({"trigger":"custom","layers":[],"mode":"sync"})").field, "mode");
  EXPECT_EQ(planOf(plan(R"(,"mode":"blocking")")).mode, catalog::Mode::Blocking);
}

TEST(Plan, RefusesAModeThatContradictsTheCatalog) {
  const Error error = refusal(plan(R"(,"mode":"async")"));
  EXPECT_EQ(error.field, "mode");
  EXPECT_EQ(error.message, "mode must be blocking for before_signup");
}

TEST(Plan, AlwaysAllowsInAsyncMode) {
  EXPECT_EQ(planOf(async("")).onError, OnError::Allow);
  EXPECT_EQ(planOf(async(R"(,"onError":"allow")")).onError, OnError::Allow);
  const Error error = refusal(async(R"(,"onError":"block")"));
  EXPECT_EQ(error.field, "onError");
  EXPECT_NE(error.message.find("async"), std::string::npos);
}

TEST(Plan, RefusesMembersItDoesNotKnow) {
  const Error error = refusal(plan(R"(,"onerror":"allow")"));
  EXPECT_EQ(error.field, "onerror");
  EXPECT_EQ(error.message,
            "onerror is not a known member; allowed here are trigger, mode, onError, failureText, limits, secrets, "
            "sampling, "
            "layers, hash");
  EXPECT_EQ(refusal(R"({"trigger":"before_signup","layers":[[{"id":"a","source":""}]]})").field, "layers[0][0].source");
  EXPECT_EQ(refusal(plan(R"(,"graph":{})")).field, "graph");
}

TEST(Plan, NamesTheFieldThatHasTheWrongShape) {
  EXPECT_EQ(refusal("[]").message, "The plan must be an object");
  EXPECT_EQ(refusal(R"({"layers":[]})").field, "trigger");
  EXPECT_EQ(refusal(R"({"trigger":7,"layers":[]})").field, "trigger");
  EXPECT_EQ(refusal(R"({"trigger":"before_signup"})").field, "layers");
  EXPECT_EQ(refusal(R"({"trigger":"before_signup","layers":{}})").field, "layers");
  EXPECT_EQ(refusal(R"({"trigger":"before_signup","layers":[[],7]})").field, "layers[1]");
  EXPECT_EQ(refusal(R"({"trigger":"before_signup","layers":[["a"]]})").field, "layers[0][0]");
  EXPECT_EQ(refusal(R"({"trigger":"before_signup","layers":[[{"code":""}]]})").field, "layers[0][0].id");
  EXPECT_EQ(refusal(R"({"trigger":"before_signup","layers":[[],[],[{"id":"a","code":7}]]})").field,
            "layers[2][0].code");
  EXPECT_EQ(refusal(R"({"trigger":"before_signup","layers":[[{"id":"a","name":[]}]]})").field, "layers[0][0].name");
  EXPECT_EQ(refusal(plan(R"(,"onError":"ignore")")).field, "onError");
  EXPECT_EQ(refusal(plan(R"(,"onError":true)")).field, "onError");
  EXPECT_EQ(refusal(plan(R"(,"failureText":{})")).field, "failureText");
  EXPECT_EQ(refusal(plan(R"(,"limits":[])")).field, "limits");
  EXPECT_EQ(refusal(plan(R"(,"secrets":["A"])")).field, "secrets");
  EXPECT_EQ(refusal(plan(R"(,"secrets":{"lower":1})")).field, "secrets.lower");
  EXPECT_EQ(refusal(plan(R"(,"secrets":{"A":0})")).field, "secrets.A");
  EXPECT_EQ(refusal(plan(R"(,"secrets":{"A":"1"})")).field, "secrets.A");
}

TEST(Plan, LetsLimitsBeLoweredOnly) {
  EXPECT_EQ(planOf(plan(R"(,"limits":{"instructions":49999})")).limits.instructions, 49999U);
  EXPECT_EQ(planOf(plan(R"(,"limits":{"instructions":50000})")).limits.instructions, 50000U);
  const Error error = refusal(plan(R"(,"limits":{"instructions":50001})"));
  EXPECT_EQ(error.field, "limits.instructions");
  EXPECT_EQ(error.message, "limits.instructions is 50001, but a plan may only lower the deployment's 50000");
}

TEST(Plan, RefusesLimitsThatMeanNothing) {
  EXPECT_EQ(refusal(plan(R"(,"limits":{"instruction":1})")).field, "limits.instruction");
  EXPECT_EQ(refusal(plan(R"(,"limits":{"concurrentVms":1})")).field, "limits.concurrentVms");
  for (const char* value : {"0", "-1", "1.5", "\"10\"", "null", "true", "18446744073709551615"}) {
    EXPECT_EQ(refusal(plan(std::string(R"(,"limits":{"instructions":)") + value + "}")).field, "limits.instructions");
  }
}

TEST(Plan, LimitsTheFailureTextToWhatAScriptsErrorMayHave) {
  const auto withText = [](std::size_t length) {
    return plan(R"(,"failureText":")" + std::string(length, 'x') + "\"");
  };
  EXPECT_EQ(planOf(withText(1023)).failureText.size(), 1023U);
  EXPECT_EQ(planOf(withText(1024)).failureText.size(), 1024U);
  EXPECT_EQ(refusal(withText(1025)).field, "failureText");
}

TEST(Plan, LimitsItsChainDepth) {
  EXPECT_EQ(planOf(withLayers(9, 1)).layers.size(), 9U);
  EXPECT_EQ(planOf(withLayers(10, 1)).layers.size(), 10U);
  const Error error = refusal(withLayers(11, 1));
  EXPECT_EQ(error.field, "layers");
  EXPECT_EQ(error.message, "Pipeline exceeds max chain depth (10 layers allowed, got 11)");
}

TEST(Plan, LimitsItsParallelNodes) {
  EXPECT_EQ(planOf(withLayers(2, 4)).layers[1].size(), 4U);
  EXPECT_EQ(planOf(withLayers(2, 5)).layers[1].size(), 5U);
  const Error error = refusal(R"({"trigger":"before_signup","layers":[[],[)"
                              R"({"id":"a"},{"id":"b"},{"id":"c"},{"id":"d"},{"id":"e"},{"id":"f"}]]})");
  EXPECT_EQ(error.field, "layers[1]");
  EXPECT_EQ(error.message, "Layer 2 exceeds max parallel nodes (5 allowed, got 6)");
}

TEST(Plan, AcceptsAScriptThatIsTooLargeBecauseThatIsTheScriptsOwnError) {
  const std::string code(6000, 'a');
  EXPECT_EQ(planOf(R"({"trigger":"before_signup","layers":[[{"id":"a","code":")" + code + "\"}]]}").layers[0][0].code,
            code);
}

TEST(Plan, WritesItselfCanonically) {
  EXPECT_EQ(writePlan(planOf(R"({"layers":[[{"code":"return","id":"a"},{"id":"b","name":"B"}],[]],"mode":"blocking",
      "secrets":{"Z":2,"A":1},"limits":{"scriptMs":5,"fetchMs":3000},"trigger":"custom"})")),
            R"({"trigger":"custom","mode":"blocking","onError":"block",)"
            R"("failureText":"The request could not be completed.","limits":{"fetchMs":3000,"scriptMs":5},)"
            R"("secrets":{"A":1,"Z":2},"layers":[[{"id":"a","name":"a","code":"return"},{"id":"b","name":"B"}],[]]})");
}

TEST(Plan, IsTheSameAfterWritingAndReading) {
  for (const std::string& text : {plan(R"(,"limits":{"instructions":10},"secrets":{"A":7})"), async(""),
                                  withLayers(2, 2), std::string(R"({"trigger":"after_signin","layers":[]})")}) {
    const Plan first = planOf(text);
    const Plan second = planOf(writePlan(first));
    EXPECT_EQ(writePlan(first), writePlan(second));
    EXPECT_EQ(first.hash, second.hash);
  }
}

TEST(Plan, HashesItsCanonicalJson) {
  const Plan plan = planOf(R"({"trigger":"custom","mode":"async","failureText":"x","layers":[]})");
  ASSERT_EQ(
      writePlan(plan),
      R"({"trigger":"custom","mode":"async","onError":"allow","failureText":"x","limits":{},"secrets":{},"layers":[]})");
  EXPECT_EQ(plan.hash, "084a5eb501d70e2e850185c550ff37e3a3b5cebc5c788ed2707af37d3e74810f");
}

TEST(Plan, HasOneHashWhateverTheDeploymentAllows) {
  catalog::Limits generous;
  generous.instructions = 1000000;
  const std::string text = plan(R"(,"limits":{"instructions":50000})");
  EXPECT_EQ(planOf(text).hash, planOf(text, generous).hash);
  EXPECT_EQ(planOf(text, generous).limits.instructions, 50000U);
}

TEST(Plan, ChangesItsHashWithAnythingThatMatters) {
  const std::string hash = planOf(withLayers(1, 1)).hash;
  EXPECT_NE(hash, planOf(withLayers(1, 2)).hash);
  EXPECT_NE(hash, planOf(R"({"trigger":"before_signup","layers":[[{"id":"a","code":""}]]})").hash);
  EXPECT_NE(hash, planOf(R"({"trigger":"before_signup","onError":"allow","layers":[[{"id":"a"}]]})").hash);
}

TEST(Plan, RefusesAHashThatIsNotItsOwn) {
  const std::string hash = planOf(plan("")).hash;
  EXPECT_EQ(planOf(plan(R"(,"hash":")" + hash + "\"")).hash, hash);
  EXPECT_EQ(refusal(plan(R"(,"hash":")" + std::string(64, '0') + "\"")).field, "hash");
  EXPECT_EQ(refusal(plan(R"(,"hash":1)")).field, "hash");
}

TEST(Plan, KnowsTheFormOfScriptIds) {
  for (const std::string& id : {std::string("a"), std::string("0"), std::string("geo-block_2"), std::string(64, 'x')}) {
    EXPECT_TRUE(isScriptId(id)) << id;
  }
  for (const std::string& id :
       {std::string(""), std::string("-a"), std::string("_a"), std::string("A"), std::string("a.b"),
        std::string("a\0", 2), std::string(65, 'x'), std::string("\xC3\xA4")}) {
    EXPECT_FALSE(isScriptId(id)) << id;
  }
}

TEST(Plan, KnowsTheFormOfTriggerNames) {
  for (const std::string& name :
       {std::string("a"), std::string("before_signup"), std::string("a1"), std::string(64, 'x')}) {
    EXPECT_TRUE(isTriggerName(name)) << name;
  }
  for (const std::string& name : {std::string(""), std::string("1a"), std::string("_a"), std::string("a-b"),
                                  std::string("aB"), std::string(65, 'x')}) {
    EXPECT_FALSE(isTriggerName(name)) << name;
  }
}

}  // namespace
}  // namespace sluice::plan
