// graph → layers. Ids become indices first, everything else works on those (plan/digraph.h).
#include <initializer_list>
#include <span>
#include <utility>

#include "plan/digraph.h"
#include "plan/graph.h"
#include "plan/messages.h"
#include "plan/name_index.h"

namespace sluice::plan {
namespace {

constexpr std::size_t kNone = NameIndex::kNone;

std::vector<std::string_view> idsOf(const std::vector<GraphNode>& nodes) {
  std::vector<std::string_view> ids;
  ids.reserve(nodes.size());
  for (const GraphNode& node : nodes) ids.push_back(node.id);
  return ids;
}

class Layout {
 public:
  Layout(const Graph& graph, const ScriptLookup& scripts, const catalog::Limits& limits, std::vector<Problem>& problems)
      : nodes_(graph.nodes), ids_(idsOf(graph.nodes)), limits_(limits), problems_(problems) {
    checkIds();
    checkNodes(scripts);
    for (const GraphEdge& edge : graph.edges) readEdge(edge);
    dropRepeatedEdges();
  }

  Layers run() {
    const std::vector<Indices> cycles = findCycles(nodes_.size(), edges_);
    for (const Indices& cycle : cycles) reportCycle(cycle);
    if (!triggers_.empty()) reportOrphans();
    if (!cycles.empty() || triggers_.size() != 1) return {};

    const LongestPaths paths = findLongestPaths(nodes_.size(), edges_, triggers_[0]);
    checkDepth(paths);
    return layersOf(paths);
  }

 private:
  using Nodes = std::span<const std::size_t>;

  Problem& report(const char* kind, Nodes nodes) {
    Problem& problem = problems_.emplace_back(Problem{kind, {}, {}});
    for (const std::size_t node : nodes) problem.nodes.push_back(nodes_[node].id);
    return problem;
  }
  void report(const char* kind, std::initializer_list<std::size_t> nodes, std::string_view pattern,
              std::initializer_list<Part> parts) {
    report(kind, Nodes(nodes.begin(), nodes.size())).message = say(pattern, parts);
  }

  bool isTrigger(std::size_t node) const { return !nodes_[node].trigger.empty(); }

  void checkIds() {
    std::size_t told = kNone;
    for (std::size_t i = 1; i < nodes_.size(); ++i) {
      const std::size_t node = ids_.sorted()[i];
      const std::size_t first = ids_.sorted()[i - 1];
      if (nodes_[node].id != nodes_[first].id || (told != kNone && nodes_[told].id == nodes_[node].id)) continue;
      told = node;
      report("duplicate_node", {node}, "Several nodes have the id $.", {nodes_[node].id});
    }
  }

  void checkNodes(const ScriptLookup& scripts) {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (isTrigger(i)) {
        triggers_.push_back(i);
      } else if (!scripts.isKnown(nodes_[i].scriptId)) {
        report("unknown_script", {i}, "Node $ names the script $, which does not exist.",
               {nodes_[i].id, nodes_[i].scriptId});
      }
    }
    if (triggers_.empty()) report("no_trigger", {}, "The graph has no trigger node.", {});
    if (triggers_.size() > 1) {
      Problem& problem = report("several_triggers", triggers_);
      problem.message = say("The graph has several trigger nodes, but must have one: $.", {Part::list(problem.nodes)});
    }
    if (triggers_.size() == nodes_.size()) report("no_scripts", {}, "The pipeline has no scripts.", {});
  }

  void readEdge(const GraphEdge& edge) {
    const std::size_t from = ids_.find(edge.from);
    const std::size_t to = ids_.find(edge.to);
    if (from == kNone) reportUnknownEnd(edge, edge.from, to);
    if (to == kNone) reportUnknownEnd(edge, edge.to, from);
    if (from == kNone || to == kNone) return;
    if (isTrigger(to)) {
      report("edge_into_trigger", {from, to},
             "An edge leads from $ into the trigger $, but nothing runs before the trigger.", {edge.from, edge.to});
    } else {
      edges_.push_back({from, to});
    }
  }

  void reportUnknownEnd(const GraphEdge& edge, const std::string& missing, std::size_t otherEnd) {
    const Nodes known(&otherEnd, otherEnd == kNone ? 0 : 1);
    report("unknown_node", known).message =
        say("An edge goes from $ to $, but there is no node $.", {edge.from, edge.to, missing});
  }

  void dropRepeatedEdges() {
    const Neighbours successors(nodes_.size(), edges_, Neighbours::Of::Successors);
    Indices seenFrom(nodes_.size(), kNone);
    Indices toldFrom(nodes_.size(), kNone);
    edges_.clear();
    for (std::size_t from = 0; from < nodes_.size(); ++from) {
      for (const std::size_t to : successors.at(from)) {
        if (seenFrom[to] != from) {
          seenFrom[to] = from;
          edges_.push_back({from, to});
        } else if (toldFrom[to] != from) {
          toldFrom[to] = from;
          report("duplicate_edge", {from, to}, "There are several edges from $ to $.",
                 {nodes_[from].id, nodes_[to].id});
        }
      }
    }
  }

  void reportCycle(const Indices& cycle) {
    Problem& problem = report("cycle", cycle);
    std::vector<std::string> round = problem.nodes;
    round.push_back(round.front());
    problem.message = say("The nodes $ form a cycle; remove one of these edges.", {Part::chain(round)});
  }

  void reportOrphans() {
    const Indices reached = findReachable(nodes_.size(), edges_, triggers_);
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (reached[i] != 0) continue;
      report("orphan", {i}, "Node $ cannot be reached from the trigger; connect it or remove it.", {nodes_[i].id});
    }
  }

  void checkDepth(const LongestPaths& paths) {
    std::size_t deepest = triggers_[0];
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (paths.length[i] != kNone && paths.length[i] > paths.length[deepest]) deepest = i;
    }
    if (paths.length[deepest] <= limits_.layers) return;
    Indices path = paths.pathTo(deepest);
    path.erase(path.begin());  // the trigger
    Problem& problem = report("too_deep", path);
    problem.message = tooDeep(limits_.layers, path.size());
    problem.message += say(": the longest chain is $.", {Part::chain(problem.nodes)});
  }

  Layers layersOf(const LongestPaths& paths) {
    std::vector<Indices> members;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (isTrigger(i) || paths.length[i] == kNone) continue;
      const std::size_t layer = paths.length[i] - 1;
      if (members.size() <= layer) members.resize(layer + 1);
      members[layer].push_back(i);
    }
    Layers layers(members.size());
    for (std::size_t i = 0; i < members.size(); ++i) {
      checkWidth(i, members[i]);
      for (const std::size_t node : members[i]) layers[i].push_back(nodes_[node].scriptId);
    }
    return layers;
  }

  void checkWidth(std::size_t layer, const Indices& members) {
    if (members.size() <= limits_.scriptsPerLayer) return;
    Problem& problem = report("too_wide", members);
    problem.message = tooWide(layer, limits_.scriptsPerLayer, members.size());
    problem.message += say(": $.", {Part::list(problem.nodes)});
  }

  const std::vector<GraphNode>& nodes_;
  NameIndex ids_;
  const catalog::Limits& limits_;
  std::vector<Problem>& problems_;
  Indices triggers_;
  std::vector<Edge> edges_;  // between known nodes, each once, none into a trigger
};

}  // namespace

Layers layOut(const Graph& graph, const ScriptLookup& scripts, const catalog::Limits& limits,
              std::vector<Problem>& problems) {
  return Layout(graph, scripts, limits, problems).run();
}

}  // namespace sluice::plan
