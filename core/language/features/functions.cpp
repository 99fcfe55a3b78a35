#include "language/features/functions.h"

#include "language/features/walk.h"
#include "language/types/library.h"

namespace sluice::language {

namespace {

constexpr int kMostIndexed = 8;

const Field* fieldBehind(const TypeStore& store, TypeId object, std::string_view name, int depth) {
  if (depth == kMostIndexed) return nullptr;
  for (const TypeId each : store.members(object)) {
    const bool isText = store.kind(each) == TypeKind::String || store.kind(each) == TypeKind::StringLiteral;
    const TypeId table = isText ? library().global("string") : each;
    if (const Field* field = store.field(table, name)) return field;
    if (store.kind(table) != TypeKind::Table || store.shape(table).index == types::kNever) continue;
    if (const Field* field = fieldBehind(store, store.shape(table).index, name, depth + 1)) return field;
  }
  return nullptr;
}

// Gives a function the name of the variable or field that it is put into.
class Namer {
 public:
  Namer(const Analysis& analysis, std::vector<FunctionPlace>& places) : analysis_(analysis), places_(places) {
    for (FunctionId id = 1; id < places.size(); ++id) byBody_[places[id].body] = id;
  }

  void statement(const Stat& stat) {
    if (const auto* local = as<LocalFunctionStat>(&stat)) {
      name(local->function, local->name.text, local->name.span, &stat);
    } else if (const auto* function = as<FunctionStat>(&stat)) {
      name(function->function, textOf(function->target->span), function->target->span, &stat);
    } else if (const auto* variables = as<LocalStat>(&stat)) {
      for (std::uint32_t i = 0; i < variables->names.size && i < variables->values.size; ++i) {
        const bool only = variables->names.size == 1;
        name(variables->values[i], variables->names[i].name.text, variables->names[i].name.span,
             only ? &stat : nullptr);
      }
    } else if (const auto* assign = as<AssignStat>(&stat)) {
      for (std::uint32_t i = 0; i < assign->targets.size && i < assign->values.size; ++i) {
        const Span span = assign->targets[i]->span;
        name(assign->values[i], textOf(span), span, assign->targets.size == 1 ? &stat : nullptr);
      }
    }
  }

  void expression(const Expr& expr) {
    if (const auto* function = as<FunctionExpr>(&expr)) {
      if (FunctionPlace* place = find(function)) place->type = analysis_.inference.exprs[expr.id];
    } else if (const auto* table = as<TableExpr>(&expr)) {
      for (const TableItem& item : table->items) name(item.value, item.name.text, item.name.span, nullptr);
    }
  }

 private:
  std::string_view textOf(Span span) const { return analysis_.tree->textOf(span); }

  FunctionPlace* find(const Expr* expr) {
    const auto* function = as<FunctionExpr>(expr);
    if (function == nullptr) return nullptr;
    const auto found = byBody_.find(function->body);
    return found == byBody_.end() ? nullptr : &places_[found->second];
  }

  void name(const Expr* value, std::string_view text, Span span, const Stat* stat) {
    FunctionPlace* place = find(value);
    if (place == nullptr) return;
    place->type = analysis_.inference.exprs[value->id];
    if (text.empty()) return;
    place->name = text;
    place->nameSpan = span;
    place->isStatement = stat != nullptr;
    if (stat != nullptr) place->span = stat->span;
    const Occurrence* occurrence = analysis_.binding.at(span.begin);
    if (occurrence != nullptr && occurrence->span == span) place->symbol = occurrence->symbol;
  }

  const Analysis& analysis_;
  std::vector<FunctionPlace>& places_;
  std::unordered_map<const FunctionBody*, FunctionId> byBody_;
};

}  // namespace

FunctionPlaces::FunctionPlaces(const Analysis& analysis) : analysis_(analysis) {
  const Binding& binding = analysis.binding;
  places_.resize(binding.functions.size());
  places_[kChunk].span = {0, static_cast<std::uint32_t>(analysis.tree->text.size())};
  for (FunctionId id = 1; id < places_.size(); ++id) {
    const FunctionBody& body = *binding.functions[id].body;
    places_[id].body = &body;
    places_[id].span = body.span;
    places_[id].nameSpan = body.keyword;
    byOrigin_[body.keyword.begin] = id;
  }
  Namer namer(analysis, places_);
  eachNode(
      *analysis.tree, [&](const Stat& stat) { namer.statement(stat); },
      [&](const Expr& expr) { namer.expression(expr); });
}

std::optional<FunctionId> FunctionPlaces::of(TypeId type) const {
  const TypeStore& store = analysis_.inference.store;
  std::optional<FunctionId> found;
  for (const TypeId each : store.members(type)) {
    if (each == types::kNil) continue;
    if (store.kind(each) != TypeKind::Function || store.signature(each).origin.empty()) return std::nullopt;
    const auto known = byOrigin_.find(store.signature(each).origin.begin);
    if (known == byOrigin_.end() || (found && *found != known->second)) return std::nullopt;
    found = known->second;
  }
  return found;
}

FunctionId FunctionPlaces::around(std::uint32_t offset) const {
  // The script itself covers everything; the inner ones come later.
  FunctionId id = kChunk;
  for (FunctionId each = 1; each < places_.size(); ++each) {
    const Span span = places_[each].body->span;
    if (span.begin <= offset && offset < span.end) id = each;
  }
  return id;
}

const Field* fieldNamed(const TypeStore& store, TypeId object, std::string_view name) {
  return fieldBehind(store, object, name, 0);
}

TypeId calleeType(const Analysis& analysis, const Expr& call) {
  const Inference& inference = analysis.inference;
  if (const auto* plain = as<CallExpr>(&call)) return inference.exprs[plain->callee->id];
  const auto* method = as<MethodExpr>(&call);
  if (method == nullptr) return types::kNever;
  const Field* field = fieldNamed(inference.store, inference.exprs[method->object->id], method->name.text);
  return field == nullptr ? types::kUnknown : field->type;
}

const Arguments* argumentsOf(const Expr& call) {
  if (const auto* plain = as<CallExpr>(&call)) return &plain->arguments;
  if (const auto* method = as<MethodExpr>(&call)) return &method->arguments;
  return nullptr;
}

}  // namespace sluice::language
