#include "plan/digraph.h"

#include <algorithm>

namespace sluice::plan {
namespace {

constexpr std::size_t kNone = LongestPaths::kNone;

// Removes nodes that nothing points at any more until only cycles and what hangs on them is left. Then walks against
// the edges: every node left has a predecessor left, so the walk must come back to itself, and that is a cycle. With
// its nodes removed the walk goes on from where it was, so that each node is entered and each edge seen once.
class CycleFinder {
 public:
  CycleFinder(std::size_t nodes, std::span<const Edge> edges)
      : successors_(nodes, edges, Neighbours::Of::Successors),
        predecessors_(nodes, edges, Neighbours::Of::Predecessors),
        waitingFor_(nodes, 0),
        nextPredecessor_(nodes, 0),
        placeOnPath_(nodes, kNone),
        removed_(nodes, 0) {
    for (const Edge& edge : edges) ++waitingFor_[edge.to];
  }

  std::vector<Indices> run() {
    for (std::size_t node = 0; node < removed_.size(); ++node) {
      if (waitingFor_[node] == 0) remove(node);
    }
    for (std::size_t node = 0; node < removed_.size(); ++node) walkFrom(node);
    return std::move(cycles_);
  }

 private:
  // Removes a node and all that then have no predecessor left.
  void remove(std::size_t node) {
    if (removed_[node]) return;
    removed_[node] = 1;
    Indices open{node};
    while (!open.empty()) {
      const std::size_t last = open.back();
      open.pop_back();
      for (const std::size_t next : successors_.at(last)) {
        if (--waitingFor_[next] > 0 || removed_[next]) continue;
        removed_[next] = 1;
        open.push_back(next);
      }
    }
  }

  void walkFrom(std::size_t start) {
    enter(start);
    while (!path_.empty()) {
      const std::size_t node = path_.back();
      if (removed_[node]) {
        placeOnPath_[node] = kNone;
        path_.pop_back();
        continue;
      }
      const std::size_t before = predecessorLeft(node);
      if (placeOnPath_[before] == kNone) {
        enter(before);
      } else {
        takeCycle(placeOnPath_[before]);
      }
    }
  }

  void enter(std::size_t node) {
    placeOnPath_[node] = path_.size();
    path_.push_back(node);
  }

  std::size_t predecessorLeft(std::size_t node) {
    const std::span<const std::size_t> all = predecessors_.at(node);
    while (removed_[all[nextPredecessor_[node]]]) ++nextPredecessor_[node];
    return all[nextPredecessor_[node]];
  }

  // The path from `place` on is a cycle, backwards.
  void takeCycle(std::size_t place) {
    Indices cycle(path_.rbegin(), path_.rend() - static_cast<std::ptrdiff_t>(place));
    std::rotate(cycle.begin(), std::min_element(cycle.begin(), cycle.end()), cycle.end());
    for (const std::size_t node : cycle) remove(node);
    cycles_.push_back(std::move(cycle));
  }

  Neighbours successors_;
  Neighbours predecessors_;
  Indices waitingFor_;  // predecessors not removed by remove()
  Indices nextPredecessor_;
  Indices placeOnPath_;
  Indices removed_;  // 1 when it was
  Indices path_;
  std::vector<Indices> cycles_;
};

}  // namespace

Neighbours::Neighbours(std::size_t nodes, std::span<const Edge> edges, Of kind)
    : starts_(nodes + 1, 0), targets_(edges.size()) {
  const bool forward = kind == Of::Successors;
  for (const Edge& edge : edges) ++starts_[(forward ? edge.from : edge.to) + 1];
  for (std::size_t node = 0; node < nodes; ++node) starts_[node + 1] += starts_[node];
  Indices next(starts_.begin(), starts_.end() - 1);
  for (const Edge& edge : edges) {
    const std::size_t node = forward ? edge.from : edge.to;
    targets_[next[node]++] = forward ? edge.to : edge.from;
  }
}

std::span<const std::size_t> Neighbours::at(std::size_t node) const {
  return std::span(targets_).subspan(starts_[node], starts_[node + 1] - starts_[node]);
}

std::vector<Indices> findCycles(std::size_t nodes, std::span<const Edge> edges) {
  return CycleFinder(nodes, edges).run();
}

Indices findReachable(std::size_t nodes, std::span<const Edge> edges, std::span<const std::size_t> sources) {
  const Neighbours successors(nodes, edges, Neighbours::Of::Successors);
  Indices reached(nodes, 0);
  Indices open(sources.begin(), sources.end());
  for (const std::size_t source : sources) reached[source] = 1;
  while (!open.empty()) {
    const std::size_t node = open.back();
    open.pop_back();
    for (const std::size_t next : successors.at(node)) {
      if (reached[next]) continue;
      reached[next] = 1;
      open.push_back(next);
    }
  }
  return reached;
}

Indices LongestPaths::pathTo(std::size_t node) const {
  Indices path;
  for (; node != kNone; node = previous[node]) path.push_back(node);
  std::reverse(path.begin(), path.end());
  return path;
}

LongestPaths findLongestPaths(std::size_t nodes, std::span<const Edge> edges, std::size_t source) {
  const Neighbours successors(nodes, edges, Neighbours::Of::Successors);
  Indices waitingFor(nodes, 0);
  for (const Edge& edge : edges) ++waitingFor[edge.to];

  LongestPaths paths{Indices(nodes, kNone), Indices(nodes, kNone)};
  paths.length[source] = 0;
  Indices ready;
  for (std::size_t node = 0; node < nodes; ++node) {
    if (waitingFor[node] == 0) ready.push_back(node);
  }
  while (!ready.empty()) {
    const std::size_t node = ready.back();
    ready.pop_back();
    const std::size_t length = paths.length[node];
    for (const std::size_t next : successors.at(node)) {
      if (length != kNone && (paths.length[next] == kNone || paths.length[next] <= length)) {
        paths.length[next] = length + 1;
        paths.previous[next] = node;
      }
      if (--waitingFor[next] == 0) ready.push_back(next);
    }
  }
  return paths;
}

}  // namespace sluice::plan
