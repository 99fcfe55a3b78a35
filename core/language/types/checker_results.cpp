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
  for (const TypeId each : store_.members(type)) {
    if (each == types::kNil || each == types::kUnknown || each == types::kTable) continue;
    if (store_.kind(each) != TypeKind::Table) {
      fail(DiagnosticCode::InvalidResult, value.span,
           concat({"a script returns nothing or a table {allowed?, error?, code?, data?}, not a ",
                   store_.print(store_.widen(each), 1)}));
      continue;
    }
    const std::vector<Field> fields = store_.shape(each).fields;
    for (const Field& field : fields) checkResultField(table, each, field, value.span);
  }
}

void Checker::checkResultField(const TableExpr* table, TypeId result, const Field& field, Span place) {
  Span span = place;
  if (table != nullptr) {
    for (const TableItem& item : table->items) {
      if (item.name.text == field.name) span = joined(item.name.span, item.value->span);
    }
  }
  const bool known =
      std::find(std::begin(kResultFields), std::end(kResultFields), field.name) != std::end(kResultFields);
  if (!known) {
    if (store_.shape(result).name.empty() && table != nullptr) {
      fail(DiagnosticCode::UnknownResultField, span,
           concat({"the engine ignores '", field.name, "'; what later scripts shall see goes into data"}));
    }
    return;
  }
  const TypeId wanted = field.name == "allowed" ? types::kBoolean
                        : field.name == "data"  ? types::kTable
                                                : types::kString;
  for (const TypeId each : store_.members(field.type)) {
    if (each == types::kNil || store_.fits(each, wanted)) continue;
    fail(DiagnosticCode::InvalidResult, span,
         concat(
             {"'", field.name, "' must be a ", store_.print(wanted), ", not a ", store_.print(store_.widen(each), 1)}));
    return;
  }
}

}  // namespace sluice::language
