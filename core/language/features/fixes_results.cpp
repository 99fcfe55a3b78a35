// Mends of what scripts return.
#include <algorithm>

#include "base/concat.h"
#include "language/features/fixes.h"
#include "language/text/distance.h"

namespace sluice::language {

namespace {

// The item of a table literal that the diagnostic is at.
const TableItem* itemAt(const FixSite& site, const TableExpr*& owner) {
  for (const Expr* expr : locate(site.tree(), site.span().begin).exprs) {
    const auto* table = as<TableExpr>(expr);
    if (table == nullptr) continue;
    for (const TableItem& item : table->items) {
      owner = table;
      if (!item.name.missing() && joined(item.name.span, item.value->span) == site.span()) return &item;
    }
  }
  return nullptr;
}

void wrapResult(FixSite& site) {
  const auto placed = exprWith(site.tree(), site.span());
  if (!placed || placed->expr().kind == ExprKind::Table) return;
  const auto& returns = site.analysis().inference.returns;
  const bool isReturned = std::any_of(returns.begin(), returns.end(),
                                      [&](const ReturnedValue& each) { return each.span == site.span(); });
  if (!isReturned) return;
  const TypeId type = site.analysis().inference.exprs[placed->expr().id];
  const TypeStore& store = site.store();
  const std::string text(site.text());
  const auto put = [&](std::string_view key) {
    site.replace(FixWorth::Possible, concat({"Return it as '", key, "'"}), site.span(),
                 concat({"{ ", key, " = ", text, " }"}));
  };
  if (store.fits(type, types::kBoolean)) put("allowed");
  if (store.fits(type, types::kString)) put("error");
  if (!store.has(type, TypeKind::Table))
    site.replace(FixWorth::Possible, "Return it in 'data'", site.span(), concat({"{ data = { value = ", text, " } }"}));
}

void fixField(FixSite& site, const TableItem& item) {
  const TypeId type = site.analysis().inference.exprs[item.value->id];
  const std::string text(site.textOf(item.value->span));
  const Span place = item.value->span;
  if (item.name.text == "allowed") {
    const std::string_view word =
        item.value->kind == ExprKind::String ? std::string_view(text).substr(1, text.size() - 2) : text;
    const bool denies = word == "no" || word == "false" || word == "deny" || word == "0" || word == "denied";
    site.replace(FixWorth::Preferred, denies ? "Write 'false'" : "Write 'true'", place, denies ? "false" : "true");
    site.replace(FixWorth::Possible, denies ? "Write 'true'" : "Write 'false'", place, denies ? "true" : "false");
  } else if (item.name.text == "data") {
    site.replace(FixWorth::Preferred, "Put it into a table", place, concat({"{ value = ", text, " }"}));
  } else if (site.store().has(type, TypeKind::Table)) {
    site.replace(FixWorth::Preferred, "Encode it as JSON", place, concat({"helpers.json.encode(", text, ")"}));
  } else {
    site.replace(FixWorth::Preferred, "Write 'tostring(…)'", place, concat({"tostring(", text, ")"}));
  }
}

// An item with the comma that follows it, or else the one before it.
Span removalOf(const TableItem& item, const TableExpr& table) {
  Span removed = joined(item.name.span, item.value->span);
  const auto* next = &item + 1;
  if (next != table.items.end()) {
    removed.end = next->name.missing() ? (next->key != nullptr ? next->key->span.begin - 1 : next->value->span.begin)
                                       : next->name.span.begin;
  } else if (&item != table.items.begin()) {
    removed.begin = (&item - 1)->value->span.end;
  }
  return removed;
}

void moveToData(FixSite& site, const TableItem& item, const TableExpr& table) {
  for (const std::string_view near : nearestOf(item.name.text, {"allowed", "error", "code", "data"}, 1)) {
    const bool isThere = std::any_of(table.items.begin(), table.items.end(),
                                     [&](const TableItem& each) { return each.name.text == near; });
    if (!isThere)
      site.replace(FixWorth::Possible, concat({"Change to '", near, "'"}), item.name.span, std::string(near));
  }
  const auto data = std::find_if(table.items.begin(), table.items.end(),
                                 [](const TableItem& each) { return each.name.text == "data"; });
  const std::string text(site.text());
  if (data == table.items.end())
    return site.replace(FixWorth::Possible, "Move it into 'data'", site.span(), concat({"data = { ", text, " }"}));
  const auto* inner = as<TableExpr>(data->value);
  if (inner == nullptr || !inner->closed) return;
  const std::uint32_t at = inner->items.empty() ? inner->span.begin + 1 : inner->items.back().value->span.end;
  site.add(FixWorth::Possible, "Move it into 'data'",
           {{removalOf(item, table), ""},
            {{at, at}, concat({inner->items.empty() ? " " : ", ", text, inner->items.empty() ? " " : ""})}});
}

// What the engine does not read: a member of a result, or values behind the first.
void removeIgnored(FixSite& site) {
  const auto worthOf = [&](const Expr& value) {
    return isPure(site.analysis(), value) ? FixWorth::Safe : FixWorth::Possible;
  };
  for (const Expr* expr : locate(site.tree(), site.span().begin).exprs) {
    const auto* table = as<TableExpr>(expr);
    if (table == nullptr) continue;
    for (const TableItem& item : table->items) {
      if (item.name.span == site.span())
        return site.replace(worthOf(*item.value), concat({"Remove '", item.name.text, "'"}), removalOf(item, *table),
                            "");
    }
  }
  const auto* returned = as<ReturnStat>(statAt(site.tree(), site.span().begin).stat);
  if (returned == nullptr || returned->values.size < 2 || returned->values[1]->span.begin != site.span().begin) return;
  FixWorth worth = FixWorth::Safe;
  for (std::uint32_t i = 1; i < returned->values.size; ++i) worth = std::min(worth, worthOf(*returned->values[i]));
  site.replace(worth, "Remove the other values", {returned->values[0]->span.end, returned->values.back()->span.end},
               "");
}

}  // namespace

void fixResults(FixSite& site) {
  const DiagnosticCode code = site.mistake().code;
  if (code == DiagnosticCode::ValueIgnored) return removeIgnored(site);
  if (code != DiagnosticCode::InvalidResult && code != DiagnosticCode::UnknownResultField) return;
  const TableExpr* table = nullptr;
  const TableItem* item = itemAt(site, table);
  if (code == DiagnosticCode::InvalidResult) return item != nullptr ? fixField(site, *item) : wrapResult(site);
  if (item != nullptr) moveToData(site, *item, *table);
}

}  // namespace sluice::language
