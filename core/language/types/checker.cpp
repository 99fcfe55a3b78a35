#include "language/types/checker.h"

#include <algorithm>

#include "base/concat.h"
#include "catalog/catalog.h"
#include "language/text/distance.h"

namespace sluice::language {

namespace {

// What a round learns about loops and functions, the next one uses. Most scripts are settled after two; in one that is
// not after so many, variables that change may hold anything.
constexpr int kMostRounds = 5;
constexpr int kDeepestImport = 8;
constexpr int kDeepestContext = 6;
// When names were compared with so many others, no more guesses are made at what was meant: each looks at a whole
// table.
constexpr std::size_t kMostCompared = 20'000;

}  // namespace

Checker::Checker(const SyntaxTree& tree, const Binding& binding, const Setting& setting)
    : tree_(tree),
      binding_(binding),
      setting_(setting),
      store_(library().store),
      classes_(library().classes),
      casts_(castsIn(tree)),
      flow_(binding.symbols) {
  declareClasses(tree, store_, classes_);
  for (SymbolId id = 0; id < binding.symbols.size(); ++id) {
    const Symbol& symbol = binding.symbols[id];
    if (symbol.kind == SymbolKind::Global && symbol.name == "context") contextSymbol_ = id;
    if (symbol.kind == SymbolKind::Self) selves_[symbol.function] = id;
  }
  for (const Occurrence& each : binding.occurrences) {
    const bool isShared =
        each.use == Use::Write && each.symbol != kNoSymbol && each.function != binding.symbols[each.symbol].function;
    if (isShared) flow_.share(each.symbol);
  }
  for (FunctionId id = 1; id < binding.functions.size(); ++id) functionIds_[binding.functions[id].body] = id;
  flow_.keepFieldsOf(contextSymbol_);
  context_ = contextType();
  before_.symbols.assign(binding.symbols.size(), types::kNever);
}

Inference Checker::run() {
  round(false);
  for (int i = 2; i <= kMostRounds && !settled_; ++i) round(false);
  for (SymbolId id = 0; id < binding_.symbols.size() && !settled_; ++id) {
    if (binding_.symbols[id].writes > 0) before_.symbols[id] = types::kUnknown;
  }
  round(true);
  Inference inference;
  inference.symbols = std::move(now_.symbols);
  inference.exprs = std::move(exprs_);
  inference.returns = std::move(returns_);
  inference.findings = std::move(findings_);
  inference.context = context_;
  inference.store = std::move(store_);
  return inference;
}

void Checker::round(bool isLast) {
  now_ = {};
  now_.symbols.assign(binding_.symbols.size(), types::kNever);
  exprs_.assign(tree_.exprCount, types::kNever);
  returns_.clear();
  functions_.assign(1, {kChunk, {}, {}});
  reached_ = true;
  reports_ = isLast;
  const Flow::Mark start = flow_.mark();
  block(*tree_.chunk);
  if (reached_) returns_.push_back({});
  flow_.undo(start);
  if (isLast) return;
  settled_ = isSettled();
  before_ = std::move(now_);
}

// Whether the round has learnt nothing new about variables.
bool Checker::isSettled() const {
  for (SymbolId id = 0; id < now_.symbols.size(); ++id) {
    const TypeId before = before_.symbols[id];
    const TypeId now = now_.symbols[id];
    // Types that calls make are new ones each time.
    if (before != now && store_.print(before) != store_.print(now)) return false;
  }
  return true;
}

void Checker::fail(DiagnosticCode code, Span span, std::string message, std::vector<Related> related) {
  if (reports_ && quiet_ == 0) findings_.push_back({code, span, std::move(message), std::move(related)});
}

// The name of a field that was most likely meant; empty when none is near.
std::string Checker::nearest(std::string_view name, TypeId table) {
  if (!reports_ || compared_ > kMostCompared) return {};
  compared_ += store_.shape(table).fields.size();
  const std::size_t most = likelyMistakes(name);
  std::string best;
  std::size_t bestDistance = most + 1;
  for (const Field& field : store_.shape(table).fields) {
    const std::size_t d = distanceOf(name, field.name, most);
    if (d >= bestDistance) continue;
    best = field.name;
    bestDistance = d;
  }
  return best;
}

TypeId Checker::contextType() {
  Shape shape;
  shape.name = "context";
  shape.readOnly = true;
  const auto known = classes_.find("context." + setting_.hook);
  if (known != classes_.end()) {
    shape = store_.shape(known->second);
    for (const Field& field : shape.fields) freeze(field.type, kDeepestContext);
  }
  shape.open = known == classes_.end();
  shape.readOnly = true;
  shape.fields.push_back({"trigger", types::kString, false, "The name of the hook."});
  Shape outputs;
  outputs.name = "context.outputs";
  outputs.readOnly = true;
  outputs.open = !setting_.isPipeline;
  for (const std::vector<ScriptData>& layer : setting_.earlier) {
    for (const ScriptData& script : layer) {
      const TypeId data = import(script);
      std::erase_if(outputs.fields, [&](const Field& field) { return field.name == script.id; });
      outputs.fields.push_back(
          {script.id, store_.withoutNil(data), store_.mayBeNil(data), "What this script returned as data."});
    }
  }
  const TypeId outputsType = store_.table(std::move(outputs));
  shape.fields.push_back({"outputs", outputsType, false, "What earlier scripts returned as data, by script id."});
  if (!setting_.isPipeline) {
    shape.fields.push_back(
        {"prev", types::kTable, true, "What the scripts of the previous layer returned as data, merged."});
  } else if (!setting_.earlier.empty()) {
    shape.fields.push_back({"prev", dataField(setting_.earlier.back()), false,
                            "What the scripts of the previous layer returned as data, merged."});
  }
  return store_.table(std::move(shape));
}

// The data of a layer's scripts, merged as plan/merge.h says: by key, the later script wins. A field that a script does
// not always return leaves that of those before it.
TypeId Checker::dataField(const std::vector<ScriptData>& layer) {
  Shape merged;
  merged.name = "context.prev";
  merged.readOnly = true;
  for (const ScriptData& script : layer) {
    const TypeId data = import(script);
    const bool always = !store_.mayBeNil(data);
    for (const TypeId each : store_.members(data)) {
      if (store_.kind(each) != TypeKind::Table) continue;
      const Shape given = store_.shape(each);
      merged.open = merged.open || given.open || given.value != types::kNever;
      for (const Field& field : given.fields) {
        const auto same = std::find_if(merged.fields.begin(), merged.fields.end(),
                                       [&](const Field& one) { return one.name == field.name; });
        const bool certain = always && !field.optional;
        if (same == merged.fields.end()) {
          merged.fields.push_back(field);
          merged.fields.back().optional = !certain;
        } else if (certain) {
          *same = field;
        } else {
          same->type = store_.unite(same->type, field.type);
        }
      }
    }
    if (store_.isUnknown(data) || store_.has(data, TypeKind::AnyTable)) merged.open = true;
  }
  return store_.table(std::move(merged));
}

// A type of another script's store, as one of this script's; tables are read-only from here on.
TypeId Checker::import(const ScriptData& script) {
  Imported known;
  return import(script.store, script.data, script.id, known, 0);
}

TypeId Checker::import(const TypeStore& from, TypeId type, std::string_view script, Imported& known, int depth) {
  switch (from.kind(type)) {
    case TypeKind::StringLiteral: return store_.stringLiteral(from.text(type));
    case TypeKind::IntegerLiteral: return store_.integerLiteral(from.integer(type));
    case TypeKind::Union: {
      std::vector<TypeId> parts;
      for (const TypeId each : from.members(type)) parts.push_back(import(from, each, script, known, depth));
      return store_.unite(parts);
    }
    case TypeKind::Table: {
      if (depth == kDeepestImport) return types::kTable;
      if (const auto done = known.find({type, depth}); done != known.end()) return done->second;
      Shape shape = from.shape(type);
      shape.readOnly = true;
      for (Field& field : shape.fields) {
        field.type = import(from, field.type, script, known, depth + 1);
        field.from = script;
      }
      if (shape.value != types::kNever) {
        shape.key = import(from, shape.key, script, known, depth + 1);
        shape.value = import(from, shape.value, script, known, depth + 1);
      }
      // Of a class: the fields of its parent are not taken over.
      if (shape.index != types::kNever && !shape.name.empty()) shape.open = true;
      shape.index = types::kNever;
      return known[{type, depth}] = store_.table(std::move(shape));
    }
    case TypeKind::Function:
    case TypeKind::Generic: return types::kUnknown;
    default: return type;
  }
}

void Checker::freeze(TypeId type, int depth) {
  for (const TypeId each : store_.members(type)) {
    if (store_.kind(each) != TypeKind::Table || depth == 0) continue;
    Shape& shape = store_.shape(each);
    if (shape.readOnly) continue;
    shape.readOnly = true;
    const std::vector<Field> fields = shape.fields;
    const TypeId value = shape.value;
    for (const Field& field : fields) freeze(field.type, depth - 1);
    freeze(value, depth - 1);
  }
}

Inference infer(const SyntaxTree& tree, const Binding& binding, const Setting& setting) {
  return Checker(tree, binding, setting).run();
}

ScriptData dataOf(std::string id, const Inference& inference) {
  ScriptData data;
  data.id = std::move(id);
  data.store = inference.store;
  TypeId united = types::kNever;
  for (const ReturnedValue& returned : inference.returns) {
    for (const TypeId each : data.store.members(returned.type)) {
      if (each == types::kNil || each == types::kAbsent) {
        united = data.store.unite(united, types::kNil);
        continue;
      }
      const Field* allowed = data.store.field(each, "allowed");
      const bool denies = allowed != nullptr && !allowed->optional && allowed->type == types::kFalse;
      if (denies) continue;  // no later script runs
      const Field* found = data.store.field(each, "data");
      if (found != nullptr) {
        united = data.store.unite(united, found->optional ? data.store.unite(found->type, types::kNil) : found->type);
      } else {
        united = data.store.unite(united, data.store.kind(each) == TypeKind::Table ? types::kNil : types::kUnknown);
      }
    }
  }
  data.data = united == types::kNever ? types::kNil : united;
  return data;
}

}  // namespace sluice::language
