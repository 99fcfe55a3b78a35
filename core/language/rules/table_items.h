// What table constructors hold that functions read as options or as lists of requests.
#pragma once

#include <string_view>

#include "language/syntax/left_side.h"

namespace sluice::language {

// The item that `expr` has as `name`, the last one where there are several; null where it is no table, or has none.
inline const TableItem* itemOf(const Expr* expr, std::string_view name) {
  const auto* table = expr == nullptr ? nullptr : as<TableExpr>(expr);
  if (table == nullptr) return nullptr;
  const TableItem* found = nullptr;
  for (const TableItem& item : table->items) {
    if (item.name.text == name) found = &item;
  }
  return found;
}

// Calls `visit(url, options)` for each `{url, options}` that stands in the list given to helpers.fetchAll; no options:
// null.
template <typename Visit>
void eachRequest(const Expr* list, Visit visit) {
  const auto* table = list == nullptr ? nullptr : as<TableExpr>(&withoutParens(*list));
  if (table == nullptr) return;
  for (const TableItem& item : table->items) {
    const auto* request = item.positional() ? as<TableExpr>(item.value) : nullptr;
    if (request == nullptr || request->items.empty() || !request->items[0].positional()) continue;
    const bool hasOptions = request->items.size > 1 && request->items[1].positional();
    visit(*request->items[0].value, hasOptions ? request->items[1].value : nullptr);
  }
}

}  // namespace sluice::language
