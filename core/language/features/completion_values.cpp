// Literals that a place wants, fields of tables that are being written, and results.
#include <algorithm>

#include "base/concat.h"
#include "json/writer.h"
#include "language/features/completion_list.h"

namespace sluice::language {

namespace {

bool hasItem(const TableExpr& table, std::string_view name, Span word) {
  return std::any_of(table.items.begin(), table.items.end(),
                     [&](const TableItem& item) { return item.name.text == name && !(item.name.span == word); });
}

// What stands behind `name = `.
void addValue(const CompletionList& list, TypeId type, Snippet& out) {
  const TypeStore& store = list.store();
  const bool isText = store.kind(type) == TypeKind::String || store.has(type, TypeKind::StringLiteral);
  if (isText) {
    out.text("\"").stop().text("\"");
  } else if (type == types::kTable || store.kind(type) == TypeKind::Table) {
    out.text("{ ").stop().text(" }");
  } else if (type == types::kFunction) {
    out.text("function(").stop().text(") ").stop().text(" end");
  } else {
    out.stop();
  }
  out.end();
}

void addKeys(CompletionList& list, const IndexExpr& index) {
  const TypeId object = list.analysis().inference.exprs[index.object->id];
  for (const TypeId each : list.store().members(object)) {
    if (list.store().kind(each) != TypeKind::Table) continue;
    for (const Field& field : list.store().shape(each).fields) {
      Completion* item = list.add(CompletionRank::Best, json::quoted(field.name), CompletionKind::Value);
      if (item == nullptr) continue;
      item->doc = field.doc;
      list.describe(*item, field.type, 0, false);
    }
  }
}

}  // namespace

void addWantedValues(CompletionList& list) {
  const Site& site = list.site();
  for (const TypeId each : site.expected.types) {
    const TypeKind kind = list.store().kind(each);
    if (kind == TypeKind::StringLiteral || kind == TypeKind::IntegerLiteral)
      list.add(CompletionRank::Best, list.store().print(each), CompletionKind::Value);
    if (kind == TypeKind::True || kind == TypeKind::False)
      list.add(CompletionRank::WantedLocal, list.store().print(each), CompletionKind::Keyword);
    if (kind == TypeKind::Function || kind == TypeKind::AnyFunction) {
      const Signature* signature = kind == TypeKind::Function ? &list.store().signature(each) : nullptr;
      list.add(CompletionRank::WantedLocal, CompletionKind::Snippet, functionTemplate(signature));
    }
  }
  const auto& exprs = site.located.exprs;
  const bool isKey = !exprs.empty() && site.before != nullptr && site.before->kind == TokenKind::LeftBracket;
  for (std::size_t i = exprs.size(); isKey && i-- > 0;) {
    if (const auto* index = as<IndexExpr>(exprs[i])) return addKeys(list, *index);
  }
}

void addTableFields(CompletionList& list) {
  const Site& site = list.site();
  if (site.table == nullptr) return;
  const std::string& text = list.analysis().tree->text;
  std::size_t next = site.word.end;
  while (next < text.size() && text[next] == ' ') ++next;
  const bool hasValue = next < text.size() && text[next] == '=' && text.compare(next, 2, "==") != 0;
  for (const ExpectedField& field : fieldsOf(list.analysis(), site.tableExpected)) {
    if (!isName(field.name) || hasItem(*site.table, field.name, site.word)) continue;
    Completion* item = list.add(CompletionRank::Best, std::string(field.name), CompletionKind::Field);
    if (item == nullptr) continue;
    item->doc = field.doc;
    item->detail = list.store().print(field.type, 1) + (field.optional ? "?" : "");
    if (hasValue) continue;
    Snippet snippet;
    snippet.text(field.name).text(" = ");
    addValue(list, field.type, snippet);
    list.insert(*item, std::move(snippet));
  }
}

void addResults(CompletionList& list) {
  const Site& site = list.site();
  const bool returns = site.expected.isResult && site.before != nullptr && site.before->kind == TokenKind::Return;
  if (!returns) return;
  for (Template& each : resultTemplates(list.options().mode))
    list.add(CompletionRank::Best, CompletionKind::Snippet, std::move(each));
}

}  // namespace sluice::language
