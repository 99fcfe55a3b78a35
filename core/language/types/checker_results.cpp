#include <algorithm>

#include "base/concat.h"
#include "language/types/checker.h"

namespace sluice::language {

namespace {

constexpr std::string_view kResultFields[] = {"allowed", "error", "code", "data"};

}  // namespace

// The rules of sandbox/script_result.h: nothing, or a table {allowed?, error?, code?, data?}.
void Checker::checkResult(const ReturnStat& stat, TypeId type) {
  if (stat.values.empty() || type == types::kUnknown) return;
  const Expr& value = *stat.values[0];
  const auto* table = as<TableExpr>(&value);
  std::unordered_map<std::string_view, const TableItem*> items;  // by name
  if (table != nullptr) {
    for (const TableItem& item : table->items) items[item.name.text] = &item;
  }
  for (const TypeId each : store_.members(type)) {
    if (each == types::kNil || each == types::kUnknown || each == types::kTable) continue;
    if (store_.kind(each) != TypeKind::Table) {
      fail(DiagnosticCode::InvalidResult, value.span,
           concat({"a script returns nothing or a table {allowed?, error?, code?, data?}, not a ",
                   store_.print(store_.widen(each), 1)}));
      continue;
    }
    const std::vector<Field> fields = store_.shape(each).fields;
    for (const Field& field : fields) {
      const auto item = items.find(field.name);
      const bool isHere = item != items.end();
      const Span place = isHere ? joined(item->second->name.span, item->second->value->span) : value.span;
      checkResultField(table != nullptr, each, field, place);
    }
  }
}

// `isLiteral`: the result is made where it is returned.
void Checker::checkResultField(bool isLiteral, TypeId result, const Field& field, Span place) {
  const bool known =
      std::find(std::begin(kResultFields), std::end(kResultFields), field.name) != std::end(kResultFields);
  if (!known) {
    if (store_.shape(result).name.empty() && isLiteral) {
      fail(DiagnosticCode::UnknownResultField, place,
           concat({"the engine ignores '", field.name, "'; what later scripts shall see goes into data"}));
    }
    return;
  }
  const TypeId wanted = field.name == "allowed" ? types::kBoolean
                        : field.name == "data"  ? types::kTable
                                                : types::kString;
  for (const TypeId each : store_.members(field.type)) {
    if (each == types::kNil || store_.fits(each, wanted)) continue;
    fail(DiagnosticCode::InvalidResult, place,
         concat(
             {"'", field.name, "' must be a ", store_.print(wanted), ", not a ", store_.print(store_.widen(each), 1)}));
    return;
  }
}

}  // namespace sluice::language
