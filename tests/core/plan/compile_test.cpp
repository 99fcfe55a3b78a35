#include "plan/compile.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice::plan {
namespace {

constexpr const char* kScripts = R"(,"scripts":{"a":{"code":"return 1"},"b":{"name":"Bee","code":"return 2"}})";

Result<Compiled> compileText(const std::string& text) {
  const auto json = json::parse(text);
  EXPECT_TRUE(json) << text;
  return compile(*json, {});
}

// A pipeline of before_signup with the scripts a and b.
Result<Compiled> pipeline(const std::string& members) {
  return compileText(R"({"trigger":"before_signup",)" + members + kScripts + "}");
}

std::string kinds(const Result<Compiled>& compiled) {
  if (!compiled) return compiled.error().message;
  std::string out;
  for (const Problem& problem : compiled->problems) out.append(out.empty() ? "" : " ").append(problem.kind);
  return out;
}

std::string field(const Result<Compiled>& compiled) {
  EXPECT_FALSE(compiled);
  if (compiled) return "accepted";
  EXPECT_STREQ(compiled.error().code, "invalid_plan");
  return compiled.error().field;
}

std::string graph(const std::string& nodes, const std::string& edges) {
  return R"("graph":{"nodes":[{"id":"t","trigger":"before_signup"},)" + nodes + R"(],"edges":[)" + edges + "]}";
}

std::string withScriptOf(std::size_t bytes) {
  return R"({"trigger":"before_signup","layers":[["a"],["a"]],"scripts":{"a":{"code":")" + std::string(bytes, 'x') +
         "\"}}}";
}

TEST(Compile, MakesAPlanOfLayersThatReadPlanReadsBack) {
  const Result<Compiled> compiled =
      pipeline(R"("layers":[["a"],["b","a"]],"onError":"allow","limits":{"scriptMs":5},"secrets":{"KEY":2})");
  ASSERT_EQ(kinds(compiled), "");
  const std::string text = writePlan(compiled->plan);
  EXPECT_NE(text.find(R"("layers":[[{"id":"a","name":"a","code":"return 1"}],)"
                      R"([{"id":"b","name":"Bee","code":"return 2"},{"id":"a","name":"a","code":"return 1"}]])"),
            std::string::npos)
      << text;
  const Result<Plan> read = readPlan(*json::parse(text), {});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->hash, compiled->plan.hash);
  EXPECT_EQ(read->onError, OnError::Allow);
}

TEST(Compile, MakesTheSamePlanOfAGraphAsOfItsLayers) {
  const Result<Compiled> drawn = pipeline(graph(R"({"id":"n1","scriptId":"a"},{"id":"n2","scriptId":"b"})",
                                                R"({"from":"t","to":"n1"},{"from":"n1","to":"n2"})"));
  const Result<Compiled> listed = pipeline(R"("layers":[["a"],["b"]])");
  ASSERT_EQ(kinds(drawn), "");
  EXPECT_EQ(drawn->plan.hash, listed->plan.hash);
}

TEST(Compile, WantsEitherLayersOrAGraph) {
  EXPECT_EQ(field(pipeline(R"("onError":"block")")), "");
  EXPECT_EQ(field(pipeline(R"("layers":[],"graph":{"nodes":[],"edges":[]})")), "");
}

TEST(Compile, NamesTheFieldThatHasTheWrongShape) {
  EXPECT_EQ(field(compileText(R"({"trigger":"before_signup","layers":[]})")), "scripts");
  EXPECT_EQ(field(compileText(R"({"trigger":"before_signup","layers":[],"scripts":[]})")), "scripts");
  EXPECT_EQ(field(compileText(R"({"trigger":"before_signup","layers":[],"scripts":{"A":{"code":""}}})")), "scripts.A");
  EXPECT_EQ(field(compileText(R"({"trigger":"before_signup","layers":[],"scripts":{"a":{}}})")), "scripts.a.code");
  EXPECT_EQ(field(compileText(R"({"trigger":"before_signup","layers":[],"scripts":{"a":{"code":1}}})")),
            "scripts.a.code");
  EXPECT_EQ(field(compileText(R"({"trigger":"before_signup","layers":[],"scripts":{"a":"x"}})")), "scripts.a");
  EXPECT_EQ(field(pipeline(R"("layers":["a"])")), "layers[0]");
  EXPECT_EQ(field(pipeline(R"("layers":[["a",{"id":"b"}]])")), "layers[0][1]");
  EXPECT_EQ(field(pipeline(R"("graph":{"nodes":[{}],"edges":[]})")), "graph.nodes[0].id");
  EXPECT_EQ(field(pipeline(R"("layers":[],"onerror":"allow")")), "onerror");
  EXPECT_EQ(field(pipeline(R"("layers":[],"limits":{"instructions":60000})")), "limits.instructions");
}

TEST(Compile, TellsOfScriptsThatDoNotExist) {
  const Result<Compiled> compiled = pipeline(R"("layers":[["a"],["ghost"]])");
  ASSERT_EQ(kinds(compiled), "unknown_script");
  EXPECT_EQ(compiled->problems[0].message, R"(Layer 2 names the script "ghost", which does not exist.)");
  EXPECT_EQ(compiled->problems[0].nodes, (std::vector<std::string>{"ghost"}));
}

TEST(Compile, TellsOfAPipelineWithoutScripts) {
  EXPECT_EQ(kinds(pipeline(R"("layers":[])")), "no_scripts");
  EXPECT_EQ(kinds(pipeline(R"("layers":[[],[]])")), "no_scripts");
}

TEST(Compile, LimitsChainDepthAndParallelNodes) {
  EXPECT_EQ(kinds(pipeline(R"("layers":[["a"],[],[],[],[],[],[],[],[],["a"]])")), "");
  const Result<Compiled> deep = pipeline(R"("layers":[["a"],[],[],[],[],[],[],[],[],[],["a"]])");
  ASSERT_EQ(kinds(deep), "too_deep");
  EXPECT_NE(deep->problems[0].message.find("chain depth"), std::string::npos);

  EXPECT_EQ(kinds(pipeline(R"("layers":[["a","a","a","a","b"]])")), "");
  const Result<Compiled> wide = pipeline(R"("layers":[["a","a","a","a","a","b"]])");
  ASSERT_EQ(kinds(wide), "too_wide");
  EXPECT_NE(wide->problems[0].message.find("parallel nodes"), std::string::npos);
}

TEST(Compile, LimitsTheSizeOfAScriptAndSaysSoOnce) {
  EXPECT_EQ(kinds(compileText(withScriptOf(5119))), "");
  EXPECT_EQ(kinds(compileText(withScriptOf(5120))), "");
  const Result<Compiled> compiled = compileText(withScriptOf(5121));
  ASSERT_EQ(kinds(compiled), "limit_size");
  EXPECT_EQ(compiled->problems[0].message,
            R"(Script "a" exceeds the script size limit (5120 bytes allowed, got 5121).)");
  EXPECT_EQ(compiled->problems[0].nodes, (std::vector<std::string>{"a"}));
}

TEST(Compile, MarksTheNodesOfAGraphWhoseScriptIsTooLarge) {
  const Result<Compiled> compiled =
      pipeline(R"("limits":{"scriptBytes":7},)" + graph(R"({"id":"n1","scriptId":"a"},{"id":"n2","scriptId":"a"})",
                                                        R"({"from":"t","to":"n1"},{"from":"n1","to":"n2"})"));
  ASSERT_EQ(kinds(compiled), "limit_size");
  EXPECT_EQ(compiled->problems[0].nodes, (std::vector<std::string>{"n1", "n2"}));
}

TEST(Compile, IgnoresTheSizeOfScriptsThatAreNotUsed) {
  EXPECT_EQ(
      kinds(compileText(R"({"trigger":"before_signup","layers":[["a"]],"scripts":{"a":{"code":""},"b":{"code":")" +
                        std::string(6000, 'x') + "\"}}}")),
      "");
}

TEST(Compile, TellsOfAGraphThatIsDrawnForAnotherTrigger) {
  const Result<Compiled> compiled =
      compileText(R"({"trigger":"after_signin",)" + graph(R"({"id":"n","scriptId":"a"})", R"({"from":"t","to":"n"})") +
                  kScripts + "}");
  ASSERT_EQ(kinds(compiled), "trigger_mismatch");
  EXPECT_EQ(compiled->problems[0].nodes, (std::vector<std::string>{"t"}));
}

TEST(Compile, TellsOfAllFaultsAtOnce) {
  EXPECT_EQ(
      kinds(pipeline(R"("limits":{"scriptBytes":1},)" +
                     graph(R"({"id":"n","scriptId":"a"},{"id":"m","scriptId":"x"})", R"({"from":"t","to":"n"})"))),
      "unknown_script orphan limit_size");
}

}  // namespace
}  // namespace sluice::plan
