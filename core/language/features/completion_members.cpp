// What stands behind the dot or colon of an expression.
#include "base/concat.h"
#include "language/features/completion_list.h"
#include "language/types/library.h"

namespace sluice::language {

namespace {

// How a member is to be written: a function that takes its object as the first argument stands behind a colon.
bool wantsColon(const Member& member, const Signature& signature) {
  if (member.ofText || signature.isMethod) return true;
  return !signature.parameters.empty() && signature.parameters[0].name == "self";
}

// Whether the receiver is a library by its own name, as in `helpers.`.
bool isLibrary(const TypeStore& store, const Expr& receiver, TypeId type) {
  const bool isPath = receiver.kind == ExprKind::Name || receiver.kind == ExprKind::Member;
  return isPath && store.kind(type) == TypeKind::Table && library().global(store.shape(type).name) != types::kNever;
}

void addMember(CompletionList& list, const Member& member, CompletionRank rank) {
  const Site& site = list.site();
  const bool behindColon = list.analysis().tree->text[site.mark] == ':';
  const Signature* signature = functionIn(list.store(), member.field->type);
  if (signature == nullptr && (behindColon || member.ofText)) return;
  const bool colon = signature != nullptr && wantsColon(member, *signature);
  Completion* item = list.add(rank, member.field->name, colon ? CompletionKind::Method : CompletionKind::Field);
  if (item == nullptr) return;
  const std::size_t skipped = colon && !signature->isMethod ? 1 : 0;
  list.describe(*item, member.field->type, skipped, signature != nullptr && list.wantsCall());
  if (member.field->optional && !item->detail.ends_with('?')) item->detail += "?";
  item->data = {CompletionData::Source::Member, site.mark, member.field->name};
  if (signature == nullptr || colon == behindColon) return;
  // The other mark is meant.
  item->replaced.begin = site.mark;
  item->filterText = concat({behindColon ? ":" : ".", item->label});
  item->insertText.insert(0, colon ? ":" : ".");
}

}  // namespace

void addMembers(CompletionList& list) {
  const Site& site = list.site();
  const TypeId type = list.analysis().inference.exprs[site.receiver->id];
  const bool isAdjacent = site.mark + 1 == site.word.begin;
  for (const Member& member : membersOf(list.store(), type)) {
    const Signature* signature = functionIn(list.store(), member.field->type);
    const bool otherMark =
        signature != nullptr && wantsColon(member, *signature) != (list.analysis().tree->text[site.mark] == ':');
    if (otherMark && (!isAdjacent || (isLibrary(list.store(), *site.receiver, type) && member.ofText))) continue;
    const bool isWanted =
        list.isWanted(signature != nullptr && !signature->returns.empty() ? signature->returns[0] : member.field->type);
    addMember(list, member, isWanted ? CompletionRank::WantedLocal : CompletionRank::Local);
  }
}

}  // namespace sluice::language
