// The graph of a pipeline as it is drawn, and what can be wrong with it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"
#include "json/value.h"

namespace sluice::plan {

struct GraphNode {
  std::string id;
  std::string trigger;  // exactly one of trigger and scriptId is set
  std::string scriptId;
};
struct GraphEdge {
  std::string from;
  std::string to;
};
struct Graph {
  std::vector<GraphNode> nodes;
  std::vector<GraphEdge> edges;
};

// {nodes: [{id, trigger} | {id, scriptId}], edges: [{from, to}]}; other members, such as an editor's positions, are
// ignored. Ids have 1 to 128 bytes. Errors: invalid_plan with the field, as in "graph.nodes[3].id".
Result<Graph> readGraph(const json::Value& json);

// One fault of a graph or of the scripts it names. `nodes` are the ids to mark in an editor.
struct Problem {
  const char* kind;     // cycle | unknown_script | orphan | too_deep | too_wide | duplicate_node | unknown_node |
                        // no_trigger | several_triggers | trigger_mismatch | edge_into_trigger |
                        // duplicate_edge | syntax_error | limit_size | no_scripts
  std::string message;  // a sentence that names the nodes
  std::vector<std::string> nodes;
};

// Script ids per layer: a node's layer is its longest path from the trigger, its place within the layer is its order
// in `nodes`.
using Layers = std::vector<std::vector<std::string>>;

// Tells whether a script exists.
struct ScriptLookup {
  virtual bool isKnown(std::string_view scriptId) const = 0;

 protected:
  ~ScriptLookup() = default;
};

// Lays out `graph`. Every fault found is appended to `problems`; the layers are meaningful only when none was. Of
// cycles that share nodes one is reported. Time: that of sorting nodes and edges; nothing recurses.
Layers layOut(const Graph& graph, const ScriptLookup& scripts, const catalog::Limits& limits,
              std::vector<Problem>& problems);

}  // namespace sluice::plan
