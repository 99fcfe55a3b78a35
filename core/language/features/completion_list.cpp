#include "language/features/completion_list.h"

#include <algorithm>

#include "base/concat.h"
#include "base/sorted_order.h"

namespace sluice::language {

namespace {

std::string sortTextOf(CompletionRank rank, std::size_t position) {
  constexpr std::size_t kDigits = 5;
  std::string digits = concat({position});
  digits.insert(0, kDigits - std::min(digits.size(), kDigits), '0');
  return static_cast<char>('a' + static_cast<int>(rank)) + digits;
}

}  // namespace

Completion* CompletionList::add(CompletionRank rank, std::string label, CompletionKind kind) {
  if (!labels_.insert(label).second) return nullptr;
  Completion& item = items_.emplace_back(Ranked{rank, {}}).item;
  item.insertText = label;
  item.label = std::move(label);
  item.kind = kind;
  item.replaced = site_.word;
  return &item;
}

void CompletionList::describe(Completion& item, TypeId type, std::size_t skipped, bool asCall) {
  if (type == types::kNever) return;
  const Signature* signature = functionIn(store(), type);
  if (signature == nullptr) {
    item.detail = store().print(type, 1);
    return;
  }
  if (item.kind == CompletionKind::Field) item.kind = CompletionKind::Function;
  item.parameters = parameterList(*signature, skipped);
  item.deprecated = signature->deprecated;
  if (signature->returnsKnown && !signature->returns.empty()) item.detail = store().print(signature->returns[0], 1);
  if (asCall) insert(item, callOf(item.insertText, *signature, skipped));
}

void CompletionList::insert(Completion& item, Snippet snippet) {
  item.isSnippet = options_.snippets;
  item.insertText = snippet.take(options_.snippets);
}

void CompletionList::add(CompletionRank rank, CompletionKind kind, Template from) {
  Completion* item = add(rank, std::move(from.label), kind);
  if (item == nullptr) return;
  item->doc = std::move(from.doc);
  insert(*item, std::move(from.snippet));
}

bool CompletionList::wantsCall() const {
  if (isCalled(analysis_, site_)) return false;
  return std::none_of(site_.expected.types.begin(), site_.expected.types.end(), [this](TypeId each) {
    return store().kind(each) == TypeKind::Function || store().kind(each) == TypeKind::AnyFunction;
  });
}

Completions CompletionList::take(bool bestOnly) {
  sortStably(items_, [](const Ranked& a, const Ranked& b) { return a.rank < b.rank; });
  Completions out;
  out.replaced = site_.word;
  for (Ranked& each : items_) {
    if (bestOnly && each.rank != CompletionRank::Best) break;
    each.item.sortText = sortTextOf(each.rank, out.items.size());
    const bool isWanted = each.rank <= CompletionRank::WantedLocal || each.rank == CompletionRank::WantedGlobal;
    each.item.preselect = out.items.empty() && isWanted;
    out.items.push_back(std::move(each.item));
  }
  return out;
}

}  // namespace sluice::language
