// The graph algorithms under the layout: nodes are the numbers 0 … n-1, everything is linear in nodes and edges, and
// nothing recurses, because a drawn graph may be one chain of any length.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace sluice::plan {

using Indices = std::vector<std::size_t>;

struct Edge {
  std::size_t from;
  std::size_t to;
};

// The neighbours of every node, in one array.
class Neighbours {
 public:
  enum class Of : bool { Successors, Predecessors };

  Neighbours(std::size_t nodes, std::span<const Edge> edges, Of kind);
  std::span<const std::size_t> at(std::size_t node) const;

 private:
  Indices starts_;  // nodes + 1 entries
  Indices targets_;
};

// Cycles that share no node, each in the direction of its edges and beginning with its lowest node, such that the
// graph without them has none. (All cycles of a graph can be exponentially many.)
std::vector<Indices> findCycles(std::size_t nodes, std::span<const Edge> edges);

// For each node 1 when a path leads to it from one of `sources`, which reach themselves, else 0.
Indices findReachable(std::size_t nodes, std::span<const Edge> edges, std::span<const std::size_t> sources);

// Longest paths from one node.
struct LongestPaths {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  Indices length;    // in edges; kNone where no path leads
  Indices previous;  // the node before on such a path; kNone at the source

  // The path that ends at `node`, from the source on.
  Indices pathTo(std::size_t node) const;
};

// Precondition: no cycles.
LongestPaths findLongestPaths(std::size_t nodes, std::span<const Edge> edges, std::size_t source);

}  // namespace sluice::plan
