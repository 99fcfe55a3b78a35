#include "language/types/flow.h"

#include <algorithm>

namespace sluice::language {

namespace {

constexpr std::uint32_t kLongestPath = 5;

template <typename T>
void sortOnce(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

}  // namespace

PathId Flow::add(const Path& path) {
  paths_.push_back(path);
  return static_cast<PathId>(paths_.size() - 1);
}

PathId Flow::root(SymbolId symbol) {
  PathId& root = rootOf_[symbol];
  if (root == kNoPath) root = add({kNoPath, symbol, 0, 1});
  return root;
}

PathId Flow::below(PathId path, std::string_view field) {
  if (path == kNoPath || paths_[path].depth == kLongestPath) return kNoPath;
  const auto [name, isNewName] = names_.try_emplace(field, static_cast<NameId>(forgottenField_.size()));
  if (isNewName) forgottenField_.push_back(0);
  const auto [known, isNew] = fields_.try_emplace(std::uint64_t{path} << 32 | name->second, kNoPath);
  if (isNew) {
    known->second = add({path, paths_[path].symbol, name->second, paths_[path].depth + 1});
    paths_[path].hasFields = true;
  }
  return known->second;
}

TypeId Flow::known(PathId path) const {
  if (path == kNoPath || paths_[path].type == kNothing) return kNothing;
  const Path& own = paths_[path];
  if (own.learnt < forgottenWritten_ && symbols_[own.symbol].writes > 0) return kNothing;
  if (own.learnt < forgottenShared_ && isShared_[own.symbol]) return kNothing;
  if (own.parent == kNoPath) return own.type;
  const bool isFrozen = own.symbol == frozen_;
  if (!isFrozen && own.learnt < forgottenFields_) return kNothing;
  for (const Path* at = &own; at->parent != kNoPath; at = &paths_[at->parent]) {
    if (!isFrozen && own.learnt < forgottenField_[at->name]) return kNothing;
    if (own.learnt < paths_[at->parent].forgottenBelow) return kNothing;
  }
  return own.type;
}

void Flow::set(PathId path, TypeId type) {
  if (path == kNoPath || known(path) == type) return;
  Path& own = paths_[path];
  log_.push_back({What::Path, path, own.type, own.learnt});
  own.type = type;
  own.learnt = now_;
}

void Flow::forget(What what, std::uint32_t id, Time& time) {
  log_.push_back({what, id, kNothing, time});
  time = ++now_;
}

void Flow::forgetBelow(PathId path) {
  if (paths_[path].hasFields) forget(What::Below, path, paths_[path].forgottenBelow);
}

void Flow::assign(PathId path, TypeId type) {
  if (path == kNoPath) return;
  set(path, type);
  forgetBelow(path);
}

void Flow::forgetName(NameId name) { forget(What::Field, name, forgottenField_[name]); }

void Flow::forgetField(std::string_view field) {
  if (const auto name = names_.find(field); name != names_.end()) forgetName(name->second);
}

void Flow::forgetAllFields() { forget(What::AllFields, 0, forgottenFields_); }

void Flow::forgetWritten() { forget(What::Written, 0, forgottenWritten_); }

void Flow::forgetShared() {
  forget(What::Shared, 0, forgottenShared_);
  forgetAllFields();
}

void Flow::forgetSymbol(SymbolId symbol) {
  if (rootOf_[symbol] != kNoPath) assign(rootOf_[symbol], kNothing);
}

Flow::Way Flow::waySince(Mark mark) const {
  Way way;
  std::vector<PathId> paths;
  for (std::size_t i = mark; i < log_.size(); ++i) {
    switch (log_[i].what) {
      case What::Path: paths.push_back(log_[i].id); break;
      case What::Below: way.below.push_back(log_[i].id); break;
      case What::Field: way.fields.push_back(log_[i].id); break;
      case What::AllFields: way.allFields = true; break;
      case What::Written: way.written = true; break;
      case What::Shared: way.shared = true; break;
    }
  }
  sortOnce(paths);
  sortOnce(way.below);
  sortOnce(way.fields);
  for (const PathId path : paths) way.changes.push_back({path, known(path)});
  return way;
}

void Flow::undo(Mark mark) {
  for (; log_.size() > mark; log_.pop_back()) {
    const Former& former = log_.back();
    switch (former.what) {
      case What::Path:
        paths_[former.id].type = former.type;
        paths_[former.id].learnt = former.time;
        break;
      case What::Below: paths_[former.id].forgottenBelow = former.time; break;
      case What::Field: forgottenField_[former.id] = former.time; break;
      case What::AllFields: forgottenFields_ = former.time; break;
      case What::Written: forgottenWritten_ = former.time; break;
      case What::Shared: forgottenShared_ = former.time; break;
    }
  }
}

// Whether a way that has not set `path` has forgotten what was known of it where the ways parted.
bool Flow::forgets(const Way& way, PathId path) const {
  const Path& own = paths_[path];
  if (way.written && symbols_[own.symbol].writes > 0) return true;
  if (way.shared && isShared_[own.symbol]) return true;
  if (own.parent == kNoPath) return false;
  const bool isFrozen = own.symbol == frozen_;
  if (way.allFields && !isFrozen) return true;
  for (const Path* at = &own; at->parent != kNoPath; at = &paths_[at->parent]) {
    if (!isFrozen && std::binary_search(way.fields.begin(), way.fields.end(), at->name)) return true;
    if (std::binary_search(way.below.begin(), way.below.end(), at->parent)) return true;
  }
  return false;
}

void Flow::join(const std::vector<Way>& ways, TypeStore& store) {
  std::vector<PathId> changed;
  Way all;
  for (const Way& way : ways) {
    if (!way.reached) continue;
    for (const Change& change : way.changes) changed.push_back(change.path);
    all.below.insert(all.below.end(), way.below.begin(), way.below.end());
    all.fields.insert(all.fields.end(), way.fields.begin(), way.fields.end());
    all.allFields = all.allFields || way.allFields;
    all.written = all.written || way.written;
    all.shared = all.shared || way.shared;
  }
  sortOnce(changed);
  for (const PathId path : changed) {
    TypeId type = types::kNever;
    for (const Way& way : ways) {
      if (!way.reached) continue;
      const auto found = std::lower_bound(way.changes.begin(), way.changes.end(), path,
                                          [](const Change& change, PathId at) { return change.path < at; });
      const bool here = found != way.changes.end() && found->path == path;
      const TypeId one = here ? found->type : forgets(way, path) ? kNothing : known(path);
      type = type == kNothing || one == kNothing ? kNothing : store.unite(type, one);
    }
    all.changes.push_back({path, type});
  }
  sortOnce(all.below);
  sortOnce(all.fields);
  for (const PathId path : all.below) forgetBelow(path);
  for (const NameId name : all.fields) forgetName(name);
  if (all.allFields) forgetAllFields();
  if (all.written) forgetWritten();
  if (all.shared) forgetShared();
  for (const Change& change : all.changes) set(change.path, change.type);
}

}  // namespace sluice::language
