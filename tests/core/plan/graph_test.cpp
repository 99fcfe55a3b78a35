#include "plan/graph.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace sluice::plan {
namespace {

struct EveryScript final : ScriptLookup {
  bool isKnown(std::string_view scriptId) const override { return scriptId != "missing"; }
};

Graph graphOf(std::string_view text) {
  const auto json = json::parse(text);
  Result<Graph> graph = readGraph(*json);
  EXPECT_TRUE(graph) << graph.error().message;
  return *graph;
}

// A graph whose trigger is "t" and whose scripts are named like their nodes.
Graph graphOf(const std::vector<std::string>& scripts, const std::vector<GraphEdge>& edges) {
  Graph graph{{{"t", "before_signup", ""}}, edges};
  for (const std::string& id : scripts) graph.nodes.push_back({id, "", id});
  return graph;
}

struct Laid {
  Layers layers;
  std::vector<Problem> problems;

  std::string kinds() const {
    std::string out;
    for (const Problem& problem : problems) out.append(out.empty() ? "" : " ").append(problem.kind);
    return out;
  }
};

Laid layOut(const Graph& graph, const catalog::Limits& limits = {}) {
  Laid laid;
  laid.layers = layOut(graph, EveryScript(), limits, laid.problems);
  return laid;
}

Graph chain(std::size_t scripts) {
  Graph graph = graphOf({}, {});
  for (std::size_t i = 0; i < scripts; ++i) {
    const std::string id = "s" + std::to_string(i);
    graph.nodes.push_back({id, "", id});
    graph.edges.push_back({i == 0 ? "t" : "s" + std::to_string(i - 1), id});
  }
  return graph;
}

Graph fan(std::size_t scripts) {
  Graph graph = graphOf({}, {});
  for (std::size_t i = 0; i < scripts; ++i) {
    const std::string id = "s" + std::to_string(i);
    graph.nodes.push_back({id, "", id});
    graph.edges.push_back({"t", id});
  }
  return graph;
}

std::string refusedField(std::string_view text) {
  const auto json = json::parse(text);
  const Result<Graph> graph = readGraph(*json);
  if (graph) return "accepted";
  EXPECT_STREQ(graph.error().code, "invalid_plan");
  return graph.error().field;
}

TEST(Graph, PutsEachNodeAtItsLongestPathFromTheTrigger) {
  const Laid laid =
      layOut(graphOf({"a", "b", "c", "d"}, {{"t", "a"}, {"t", "b"}, {"t", "d"}, {"a", "c"}, {"b", "c"}, {"c", "d"}}));
  EXPECT_EQ(laid.kinds(), "");
  EXPECT_EQ(laid.layers, (Layers{{"a", "b"}, {"c"}, {"d"}}));
}

TEST(Graph, OrdersALayerAsItsNodesAreListedAndNotAsItsEdgesAre) {
  const Laid laid = layOut(graphOf({"z", "a", "m"}, {{"t", "m"}, {"t", "a"}, {"t", "z"}}));
  EXPECT_EQ(laid.layers, (Layers{{"z", "a", "m"}}));
}

TEST(Graph, LetsTwoNodesRunTheSameScript) {
  Graph graph = graphOf({}, {{"t", "n1"}, {"n1", "n2"}});
  graph.nodes.push_back({"n1", "", "geo"});
  graph.nodes.push_back({"n2", "", "geo"});
  EXPECT_EQ(layOut(graph).layers, (Layers{{"geo"}, {"geo"}}));
}

TEST(Graph, ReadsNodesAndEdgesAndIgnoresAnEditorsOwnMembers) {
  const Graph graph = graphOf(R"({"nodes":[{"id":"t","trigger":"before_signup"},
      {"id":"n","scriptId":"geo","position":{"x":1,"y":2}}],"edges":[{"from":"t","to":"n","style":"dashed"}],"zoom":2})");
  EXPECT_EQ(layOut(graph).layers, (Layers{{"geo"}}));
}

TEST(Graph, NamesTheFieldThatHasTheWrongShape) {
  EXPECT_EQ(refusedField("[]"), "graph");
  EXPECT_EQ(refusedField(R"({"edges":[]})"), "graph.nodes");
  EXPECT_EQ(refusedField(R"({"nodes":[],"edges":{}})"), "graph.edges");
  EXPECT_EQ(refusedField(R"({"nodes":[7],"edges":[]})"), "graph.nodes[0]");
  EXPECT_EQ(refusedField(R"({"nodes":[{"trigger":"t"}],"edges":[]})"), "graph.nodes[0].id");
  EXPECT_EQ(refusedField(R"({"nodes":[{"id":"t","trigger":"t"},{"id":"n"}],"edges":[]})"), "graph.nodes[1]");
  EXPECT_EQ(refusedField(R"({"nodes":[{"id":"t","trigger":"t","scriptId":"s"}],"edges":[]})"), "graph.nodes[0]");
  EXPECT_EQ(refusedField(R"({"nodes":[{"id":"t","scriptId":1}],"edges":[]})"), "graph.nodes[0].scriptId");
  EXPECT_EQ(refusedField(R"({"nodes":[],"edges":[{"from":"a"}]})"), "graph.edges[0].to");
  EXPECT_EQ(refusedField(R"({"nodes":[],"edges":["a"]})"), "graph.edges[0]");
}

TEST(Graph, LimitsIdsTo128Bytes) {
  const auto withId = [](std::size_t length) {
    return R"({"nodes":[{"id":")" + std::string(length, 'x') + R"(","trigger":"t"}],"edges":[]})";
  };
  EXPECT_EQ(refusedField(withId(127)), "accepted");
  EXPECT_EQ(refusedField(withId(128)), "accepted");
  EXPECT_EQ(refusedField(withId(129)), "graph.nodes[0].id");
  EXPECT_EQ(refusedField(withId(0)), "graph.nodes[0].id");
}

TEST(Graph, NamesTheNodesOfACycleInTheirOrder) {
  const Laid laid = layOut(graphOf({"a", "b", "c", "d"}, {{"t", "a"}, {"a", "c"}, {"c", "b"}, {"b", "a"}, {"c", "d"}}));
  ASSERT_EQ(laid.kinds(), "cycle");
  EXPECT_EQ(laid.problems[0].message, R"(The nodes "a" → "c" → "b" → "a" form a cycle; remove one of these edges.)");
  EXPECT_EQ(laid.problems[0].nodes, (std::vector<std::string>{"a", "c", "b"}));
}

TEST(Graph, TakesAnEdgeFromANodeToItselfForACycle) {
  const Laid laid = layOut(graphOf({"a"}, {{"t", "a"}, {"a", "a"}}));
  ASSERT_EQ(laid.kinds(), "cycle");
  EXPECT_EQ(laid.problems[0].nodes, (std::vector<std::string>{"a"}));
}

TEST(Graph, NamesEverySeparateCycle) {
  const Laid laid = layOut(graphOf(
      {"a", "b", "c", "d", "e", "x", "y"},
      {{"t", "a"}, {"a", "b"}, {"b", "a"}, {"b", "c"}, {"c", "d"}, {"d", "c"}, {"d", "e"}, {"x", "y"}, {"y", "x"}}));
  EXPECT_EQ(laid.kinds(), "cycle cycle cycle orphan orphan");
  EXPECT_EQ(laid.problems[0].nodes, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(laid.problems[1].nodes, (std::vector<std::string>{"c", "d"}));
  EXPECT_EQ(laid.problems[2].nodes, (std::vector<std::string>{"x", "y"}));
}

TEST(Graph, ShortensTheListOfALongCycle) {
  Graph graph = chain(40);
  graph.edges.push_back({"s39", "s0"});
  const Laid laid = layOut(graph);
  ASSERT_EQ(laid.kinds(), "cycle");
  EXPECT_EQ(laid.problems[0].nodes.size(), 40U);
  EXPECT_NE(laid.problems[0].message.find(R"("s14" → … (25 more) → "s0" form)"), std::string::npos)
      << laid.problems[0].message;
}

TEST(Graph, NamesTheNodeAndTheScriptThatDoesNotExist) {
  Graph graph = graphOf({"a"}, {{"t", "a"}, {"a", "n1"}});
  graph.nodes.push_back({"n1", "", "missing"});
  const Laid laid = layOut(graph);
  ASSERT_EQ(laid.kinds(), "unknown_script");
  EXPECT_EQ(laid.problems[0].message, R"(Node "n1" names the script "missing", which does not exist.)");
  EXPECT_EQ(laid.problems[0].nodes, (std::vector<std::string>{"n1"}));
}

TEST(Graph, NamesEachNodeThatTheTriggerDoesNotReach) {
  const Laid laid = layOut(graphOf({"a", "b", "c"}, {{"t", "a"}, {"b", "c"}}));
  ASSERT_EQ(laid.kinds(), "orphan orphan");
  EXPECT_EQ(laid.problems[0].nodes, (std::vector<std::string>{"b"}));
  EXPECT_NE(laid.problems[1].message.find("\"c\""), std::string::npos);
}

TEST(Graph, AllowsAsManyLayersAsTheLimitSays) {
  EXPECT_EQ(layOut(chain(9)).kinds(), "");
  EXPECT_EQ(layOut(chain(10)).kinds(), "");
  const Laid laid = layOut(chain(11));
  ASSERT_EQ(laid.kinds(), "too_deep");
  EXPECT_EQ(laid.problems[0].message.find(
                R"(Pipeline exceeds max chain depth (10 layers allowed, got 11): the longest chain is "s0" → "s1")"),
            0U)
      << laid.problems[0].message;
  EXPECT_EQ(laid.problems[0].nodes.size(), 11U);
  EXPECT_EQ(laid.problems[0].nodes.back(), "s10");
}

TEST(Graph, AllowsAsManyScriptsInALayerAsTheLimitSays) {
  EXPECT_EQ(layOut(fan(4)).kinds(), "");
  EXPECT_EQ(layOut(fan(5)).kinds(), "");
  const Laid laid = layOut(fan(6));
  ASSERT_EQ(laid.kinds(), "too_wide");
  EXPECT_EQ(laid.problems[0].message,
            R"(Layer 1 exceeds max parallel nodes (5 allowed, got 6): "s0", "s1", "s2", "s3", "s4", "s5".)");
  EXPECT_EQ(laid.problems[0].nodes.size(), 6U);
}

TEST(Graph, FindsFaultsOfNodesAndEdges) {
  EXPECT_EQ(layOut(graphOf({}, {})).kinds(), "no_scripts");
  EXPECT_EQ(layOut(Graph{{{"a", "", "a"}}, {}}).kinds(), "no_trigger");
  EXPECT_EQ(layOut(Graph{}).kinds(), "no_trigger no_scripts");
  EXPECT_STREQ(layOut(graphOf({"a", "a"}, {{"t", "a"}})).problems[0].kind, "duplicate_node");
  EXPECT_EQ(layOut(graphOf({"a"}, {{"t", "a"}, {"a", "t"}})).kinds(), "edge_into_trigger");

  Graph twoTriggers = graphOf({"a"}, {{"t", "a"}, {"u", "a"}});
  twoTriggers.nodes.push_back({"u", "after_signin", ""});
  const Laid several = layOut(twoTriggers);
  ASSERT_EQ(several.kinds(), "several_triggers");
  EXPECT_EQ(several.problems[0].nodes, (std::vector<std::string>{"t", "u"}));

  const Laid unknown = layOut(graphOf({"a"}, {{"t", "a"}, {"a", "ghost"}}));
  ASSERT_EQ(unknown.kinds(), "unknown_node");
  EXPECT_EQ(unknown.problems[0].message, R"(An edge goes from "a" to "ghost", but there is no node "ghost".)");
  EXPECT_EQ(unknown.problems[0].nodes, (std::vector<std::string>{"a"}));
}

TEST(Graph, TellsOfARepeatedEdgeOnce) {
  const Laid laid = layOut(graphOf({"a"}, {{"t", "a"}, {"t", "a"}, {"t", "a"}}));
  ASSERT_EQ(laid.kinds(), "duplicate_edge");
  EXPECT_EQ(laid.problems[0].message, R"(There are several edges from "t" to "a".)");
}

TEST(Graph, TellsOfAllFaultsAtOnce) {
  Graph graph = graphOf({"a", "b", "c"}, {{"t", "a"}, {"a", "b"}, {"b", "a"}, {"a", "ghost"}});
  graph.nodes.push_back({"n", "", "missing"});
  graph.edges.push_back({"t", "n"});
  EXPECT_EQ(layOut(graph).kinds(), "unknown_script unknown_node cycle orphan");
}

// Each of these takes minutes when anything in the layout is quadratic, and the chains overflow the stack when
// anything recurses.
TEST(Graph, LaysOutHundredThousandNodes) {
  constexpr std::size_t kNodes = 100000;
  EXPECT_EQ(layOut(chain(kNodes)).kinds(), "too_deep");
  EXPECT_EQ(layOut(fan(kNodes)).kinds(), "too_wide");

  Graph ring = chain(kNodes);
  ring.edges.push_back({"s" + std::to_string(kNodes - 1), "s0"});
  EXPECT_EQ(layOut(ring).problems[0].nodes.size(), kNodes);

  Graph ladder = chain(kNodes);  // cycles inside of cycles
  for (std::size_t i = 0; i < kNodes / 2; ++i) {
    ladder.edges.push_back({"s" + std::to_string(kNodes - 1 - i), "s" + std::to_string(i)});
    ladder.edges.push_back({"s" + std::to_string(kNodes / 2 + i), "s" + std::to_string(kNodes / 2 - i)});
  }
  const Laid laid = layOut(ladder);
  EXPECT_FALSE(laid.problems.empty());
  EXPECT_STREQ(laid.problems[0].kind, "cycle");
}

// Against the plain definition of a cycle, on all graphs of four nodes and no self-loops (2^12 of them).
TEST(Graph, FindsACycleExactlyWhenThereIsOne) {
  constexpr std::size_t kNodes = 4;
  const std::vector<std::string> ids = {"a", "b", "c", "d"};
  for (unsigned drawn = 0; drawn < 1U << (kNodes * (kNodes - 1)); ++drawn) {
    bool leads[kNodes][kNodes] = {};
    std::vector<GraphEdge> edges;
    unsigned bit = 0;
    for (std::size_t i = 0; i < kNodes; ++i) {
      edges.push_back({"t", ids[i]});
      for (std::size_t j = 0; j < kNodes; ++j) {
        if (i == j || (drawn >> bit++ & 1U) == 0) continue;
        edges.push_back({ids[i], ids[j]});
        leads[i][j] = true;
      }
    }
    for (std::size_t k = 0; k < kNodes; ++k) {
      for (std::size_t i = 0; i < kNodes; ++i) {
        for (std::size_t j = 0; j < kNodes; ++j) leads[i][j] = leads[i][j] || (leads[i][k] && leads[k][j]);
      }
    }
    const bool cyclic = leads[0][0] || leads[1][1] || leads[2][2] || leads[3][3];
    const Laid laid = layOut(graphOf(ids, edges));
    ASSERT_EQ(!laid.problems.empty(), cyclic) << drawn;
    for (const Problem& problem : laid.problems) {
      ASSERT_STREQ(problem.kind, "cycle");
      for (std::size_t i = 0; i < problem.nodes.size(); ++i) {
        const std::string& from = problem.nodes[i];
        const std::string& to = problem.nodes[(i + 1) % problem.nodes.size()];
        ASSERT_TRUE(std::any_of(edges.begin(), edges.end(), [&](const GraphEdge& edge) {
          return edge.from == from && edge.to == to;
        })) << drawn;
      }
    }
  }
}

}  // namespace
}  // namespace sluice::plan
