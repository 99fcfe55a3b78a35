#include "language/server/field_rename.h"

#include <algorithm>

#include "base/concat.h"
#include "language/features/member_types.h"
#include "language/features/walk.h"

namespace sluice::language::server {

namespace {

// The key that a caret touches: a name, or what stands between quotes.
Span keyAt(const SyntaxTree& tree, std::uint32_t offset) {
  for (const Token& token : tree.lexed.tokens) {
    if (!token.span.touches(offset)) continue;
    if (token.kind == TokenKind::Name) return token.span;
    if (token.kind == TokenKind::String && token.span.size() > 2) return {token.span.begin + 1, token.span.end - 1};
  }
  return {};
}

class KeyRename {
 public:
  KeyRename(Workspace& workspace, Script& script) : workspace_(workspace) {
    const Workspace::Place place = workspace.placeOf(script);
    if (place.pipeline == nullptr) scripts_.push_back({&script, 0});
    for (std::size_t layer = 0; place.pipeline != nullptr && layer < place.pipeline->layers.size(); ++layer) {
      for (const PipelineScript& each : place.pipeline->layers[layer]) {
        Script* known = workspace.find(each.uri);
        // One that stands in several places runs where its own place is.
        if (known != nullptr && workspace.placeOf(*known).script == &each) scripts_.push_back({known, layer});
      }
    }
    for (const Known& each : scripts_) workspace.analysisOf(*each.script);
  }

  // The keys that the place can be about: one that its script returns, or those that it reads.
  std::vector<ScriptPlace> keysAt(const Script& script, std::uint32_t offset) const {
    for (const Span place : script.summary.places) {
      if (place.touches(offset)) return {{&script, place}};
    }
    const auto read = fieldReadAt(*script.analysis, offset);
    return read ? keysOf(script, read->object, read->name) : std::vector<ScriptPlace>();
  }

  Renamed run(Script& script, std::uint32_t offset, std::string_view newName) {
    if (!isName(newName)) return noName(newName);
    const SyntaxTree& tree = *script.analysis->tree;
    name_ = tree.textOf(keyAt(tree, offset));
    if (name_ == newName) return std::vector<ScriptPlace>();
    add(keysAt(script, offset));
    std::vector<ScriptPlace> places = followed();
    if (taken(newName)) return RenameRefusal{concat({"'", newName, "' is already a key of what these scripts return"})};
    for (const auto& [each, layer] : scripts_) {
      if (!readsAnyKey(*each)) continue;
      return RenameRefusal{
          concat({"'", name_, "' may be read by a key that is only known when '", idOf(*each), "' runs"})};
    }
    return places;
  }

 private:
  struct Known {
    Script* script;
    std::size_t layer;
  };

  std::string_view idOf(const Script& script) const {
    const Workspace::Place place = workspace_.placeOf(script);
    return place.script == nullptr ? std::string_view(script.uri) : std::string_view(place.script->id);
  }

  bool has(const ScriptPlace& key) const {
    return std::any_of(keys_.begin(), keys_.end(),
                       [&](const ScriptPlace& each) { return each.script == key.script && each.span == key.span; });
  }

  // Takes up keys, and what the same script returns in their place otherwise. True when there are new ones.
  bool add(const std::vector<ScriptPlace>& keys) {
    const std::size_t before = keys_.size();
    for (const ScriptPlace& key : keys) {
      if (has(key)) continue;
      keys_.push_back(key);
      Beside beside{*key.script, key.span, {}, {}, std::vector<bool>(key.script->summary.data.store.size())};
      if (find(beside, {key.script->summary.data.data})) tables_.push_back({key.script, std::move(beside.tables)});
      for (const Span span : beside.places) {
        if (!has({key.script, span})) keys_.push_back({key.script, span});
      }
    }
    return keys_.size() > before;
  }

  struct Beside {
    const Script& script;
    Span key;
    std::vector<Span> places;         // of the same key, in all ways that the script ends
    std::vector<TypeId> tables = {};  // of the script's summary: those that have it
    std::vector<bool> looked;         // by type
  };

  // Looks for the key below tables that stand in one place.
  static bool find(Beside& out, const std::vector<TypeId>& types) {
    const TypeStore& store = out.script.summary.data.store;
    std::vector<TypeId> tables;
    for (const TypeId type : types) {
      for (const TypeId each : store.members(type)) {
        // One can stand in many places.
        if (store.kind(each) != TypeKind::Table || out.looked[each]) continue;
        out.looked[each] = true;
        tables.push_back(each);
      }
    }
    const auto placeIn = [&](const Field& field) {
      return field.origin.empty() ? Span{} : out.script.summary.places[field.origin.begin];
    };
    std::vector<std::string_view> names;
    for (const TypeId table : tables) {
      for (const Field& field : store.shape(table).fields) {
        if (std::find(names.begin(), names.end(), field.name) == names.end()) names.push_back(field.name);
      }
    }
    for (const std::string_view name : names) {
      std::vector<Span> places;
      std::vector<TypeId> below;
      for (const TypeId table : tables) {
        const Field* field = store.field(table, name);
        if (field == nullptr) continue;
        if (const Span place = placeIn(*field); !place.empty()) places.push_back(place);
        below.push_back(field->type);
      }
      if (std::find(places.begin(), places.end(), out.key) != places.end()) {
        out.places = std::move(places);
        out.tables = std::move(tables);
        return true;
      }
      if (find(out, below)) return true;
    }
    return false;
  }

  // The keys that the field of an object can be: context.prev has those of all scripts of the layer before.
  std::vector<ScriptPlace> keysOf(const Script& script, TypeId object, std::string_view name) const {
    std::vector<ScriptPlace> keys;
    const TypeStore& store = script.analysis->inference.store;
    for (const TypeId each : store.members(object)) {
      const Field* field = store.field(each, name);
      if (field == nullptr) continue;
      if (store.shape(each).name == "context.prev") {
        addReturned(workspace_.placeOf(script).layer, name, keys);
      } else if (!field->origin.empty()) {
        const auto key = placeOf(workspace_, script, field->from, field->origin);
        if (!key) continue;
        const auto& returned = key->script->summary.places;
        if (std::find(returned.begin(), returned.end(), key->span) != returned.end()) keys.push_back(*key);
      }
    }
    return keys;
  }

  // Keys of the data that the layer before returns.
  void addReturned(std::size_t layer, std::string_view name, std::vector<ScriptPlace>& keys) const {
    for (const Known& each : scripts_) {
      if (each.layer + 1 != layer) continue;
      const Summary& summary = each.script->summary;
      for (const TypeId table : summary.data.store.members(summary.data.data)) {
        const Field* field = summary.data.store.field(table, name);
        if (field != nullptr && !field->origin.empty())
          keys.push_back({each.script, summary.places[field->origin.begin]});
      }
    }
  }

  // All places of the keys. A place that can be one of them and another one makes that one of them too.
  std::vector<ScriptPlace> followed() {
    struct Place {
      ScriptPlace at;
      std::vector<ScriptPlace> keys;
      bool taken = false;
    };
    std::vector<Place> all;
    for (const Known& each : scripts_) {
      const SyntaxTree& tree = *each.script->analysis->tree;
      for (const Span span : candidates(tree, name_)) {
        Place place{{each.script, span}, keysAt(*each.script, span.begin)};
        if (!place.keys.empty()) all.push_back(std::move(place));
      }
    }
    for (bool grows = true; grows;) {
      grows = false;
      for (Place& each : all) {
        if (each.taken || std::none_of(each.keys.begin(), each.keys.end(), [&](const auto& key) { return has(key); }))
          continue;
        each.taken = grows = true;
        add(each.keys);
      }
    }
    std::vector<ScriptPlace> places;
    for (const Place& each : all) {
      if (each.taken) places.push_back(each.at);
    }
    return places;
  }

  // Whether one of the tables has such a key already, or would get it where a layer's data is merged.
  bool taken(std::string_view newName) const {
    const auto hasNew = [&](const Script& script, TypeId type) {
      const TypeStore& store = script.summary.data.store;
      for (const TypeId table : store.members(type)) {
        if (store.field(table, newName) != nullptr) return true;
      }
      return false;
    };
    for (const auto& [script, tables] : tables_) {
      for (const TypeId table : tables) {
        if (hasNew(*script, table)) return true;
      }
      // The outermost tables of a layer become one.
      const TypeId data = script->summary.data.data;
      const auto top = script->summary.data.store.members(data);
      if (std::find(top.begin(), top.end(), tables[0]) == top.end()) continue;
      const std::size_t layer = workspace_.placeOf(*script).layer;
      for (const Known& each : scripts_) {
        if (each.layer == layer && hasNew(*each.script, each.script->summary.data.data)) return true;
      }
    }
    return false;
  }

  // Whether a script looks into one of the tables with a key that it makes.
  bool readsAnyKey(const Script& script) const {
    bool found = false;
    const Analysis& analysis = *script.analysis;
    eachNode(
        *analysis.tree, [](const Stat&) {},
        [&](const Expr& expr) {
          const auto* index = as<IndexExpr>(&expr);
          if (found || index == nullptr) return;
          const auto* key = as<StringExpr>(index->key);
          const bool isPlain =
              key != nullptr && analysis.tree->textOf(key->contents).find('\\') == std::string_view::npos;
          if (isPlain || index->key->kind == ExprKind::Number) return;
          const auto keys = keysOf(script, analysis.inference.exprs[index->object->id], name_);
          found = std::any_of(keys.begin(), keys.end(), [&](const ScriptPlace& each) { return has(each); });
        });
    return found;
  }

  Workspace& workspace_;
  std::vector<Known> scripts_;  // of the pipeline, in plan order
  std::string name_;
  std::vector<ScriptPlace> keys_;                                      // where they are returned
  std::vector<std::pair<const Script*, std::vector<TypeId>>> tables_;  // which they stand in
};

}  // namespace

std::optional<Span> renamableKeyAt(Workspace& workspace, Script& script, std::uint32_t offset) {
  const Span key = keyAt(*workspace.analysisOf(script).tree, offset);
  if (key.empty() || KeyRename(workspace, script).keysAt(script, offset).empty()) return std::nullopt;
  return key;
}

Renamed renameKey(Workspace& workspace, Script& script, std::uint32_t offset, std::string_view newName) {
  return KeyRename(workspace, script).run(script, offset, newName);
}

}  // namespace sluice::language::server
