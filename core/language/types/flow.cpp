#include "language/types/flow.h"

#include <algorithm>

namespace sluice::language {

namespace {

constexpr std::uint32_t kLongestPath = 5;

}  // namespace

PathId Flow::add(Path path) {
  paths_.push_back(path);
  current_.push_back(kNothing);
  return static_cast<PathId>(paths_.size() - 1);
}

PathId Flow::root(SymbolId symbol) {
  PathId& root = rootOf_[symbol];
  if (root == kNoPath) root = add({kNoPath, symbol, {}, 1});
  return root;
}

PathId Flow::below(PathId path, std::string_view field) {
  if (path == kNoPath || paths_[path].depth == kLongestPath) return kNoPath;
  for (PathId child = paths_[path].firstChild; child != kNoPath; child = paths_[child].nextSibling) {
    if (paths_[child].field == field) return child;
  }
  const Path& parent = paths_[path];
  const PathId made = add({path, parent.symbol, field, parent.depth + 1, kNoPath, parent.firstChild});
  paths_[path].firstChild = made;
  return made;
}

void Flow::set(PathId path, TypeId type) {
  if (path == kNoPath || current_[path] == type) return;
  log_.push_back({path, current_[path]});
  put(path, type);
}

void Flow::put(PathId path, TypeId type) {
  current_[path] = type;
  if (type == kNothing) return;
  const Path& changed = paths_[path];
  if (changed.parent == kNoPath && isShared_[changed.symbol]) sharedRoots_.push_back(path);
  if (changed.parent != kNoPath && changed.symbol != frozen_) fields_.push_back(path);
}

void Flow::forgetBelow(PathId path) {
  for (PathId child = paths_[path].firstChild; child != kNoPath; child = paths_[child].nextSibling) {
    set(child, kNothing);
    forgetBelow(child);
  }
}

void Flow::assign(PathId path, TypeId type) {
  if (path == kNoPath) return;
  set(path, type);
  forgetBelow(path);
}

void Flow::forgetField(std::string_view field) {
  for (PathId path = 0; path < paths_.size(); ++path) {
    if (paths_[path].field != field || paths_[path].symbol == frozen_ || current_[path] == kNothing) continue;
    set(path, kNothing);
    forgetBelow(path);
  }
}

void Flow::forgetAllFields() {
  for (const PathId path : fields_) set(path, kNothing);
  fields_.clear();
}

void Flow::forgetShared() {
  for (const PathId path : sharedRoots_) assign(path, kNothing);
  sharedRoots_.clear();
  forgetAllFields();
}

void Flow::forgetSymbol(SymbolId symbol) {
  if (rootOf_[symbol] != kNoPath) assign(rootOf_[symbol], kNothing);
}

Flow::Way Flow::waySince(Mark mark) const {
  Way way;
  for (std::size_t i = mark; i < log_.size(); ++i) way.changes.push_back({log_[i].path, current_[log_[i].path]});
  std::sort(way.changes.begin(), way.changes.end(), [](const Change& a, const Change& b) { return a.path < b.path; });
  const auto same = [](const Change& a, const Change& b) { return a.path == b.path; };
  way.changes.erase(std::unique(way.changes.begin(), way.changes.end(), same), way.changes.end());
  return way;
}

void Flow::undo(Mark mark) {
  while (log_.size() > mark) {
    put(log_.back().path, log_.back().type);
    log_.pop_back();
  }
}

void Flow::join(const std::vector<Way>& ways, TypeStore& store) {
  std::vector<PathId> changed;
  for (const Way& way : ways) {
    if (!way.reached) continue;
    for (const Change& change : way.changes) changed.push_back(change.path);
  }
  std::sort(changed.begin(), changed.end());
  changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
  std::vector<Change> joined;
  for (const PathId path : changed) {
    TypeId type = types::kNever;
    for (const Way& way : ways) {
      if (!way.reached) continue;
      const auto found = std::lower_bound(way.changes.begin(), way.changes.end(), path,
                                          [](const Change& change, PathId at) { return change.path < at; });
      const bool here = found != way.changes.end() && found->path == path;
      const TypeId one = here ? found->type : current_[path];
      type = type == kNothing || one == kNothing ? kNothing : store.unite(type, one);
    }
    joined.push_back({path, type});
  }
  for (const Change& change : joined) set(change.path, change.type);
}

}  // namespace sluice::language
