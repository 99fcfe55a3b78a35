#include "language/rules/callee.h"

#include <algorithm>

#include "language/types/library.h"

namespace sluice::language {

namespace {

// Nil aside, which cannot be called.
const Signature* onlyFunction(const TypeStore& store, TypeId type) {
  const Signature* only = nullptr;
  for (const TypeId each : store.members(type)) {
    if (each == types::kNil || each == types::kAbsent) continue;
    if (only != nullptr || store.kind(each) != TypeKind::Function) return nullptr;
    only = &store.signature(each);
  }
  return only;
}

bool isText(const TypeStore& store, TypeId type) {
  if (store.kind(type) == TypeKind::String || store.kind(type) == TypeKind::StringLiteral) return true;
  const auto members = store.members(type);
  return !members.empty() && std::all_of(members.begin(), members.end(), [&](TypeId each) {
    return store.kind(each) == TypeKind::String || store.kind(each) == TypeKind::StringLiteral;
  });
}

TypeId methodOf(const TypeStore& store, TypeId object, std::string_view name) {
  if (object == types::kNever) return types::kNever;
  const TypeId table = isText(store, object) ? library().global("string") : object;
  if (store.kind(table) != TypeKind::Table) return types::kNever;
  const Field* field = store.field(table, name);
  return field == nullptr ? types::kNever : field->type;
}

}  // namespace

Called calledBy(const Scene& scene, const Expr& expr) {
  const TypeStore& store = scene.inference.store;
  Called called;
  if (const auto* call = as<CallExpr>(&expr)) {
    called.arguments = &call->arguments;
    called.name = call->callee->span;
    called.signature = onlyFunction(store, scene.inference.exprs[call->callee->id]);
  } else if (const auto* method = as<MethodExpr>(&expr)) {
    called.arguments = &method->arguments;
    called.name = method->name.span;
    called.signature = onlyFunction(store, methodOf(store, scene.inference.exprs[method->object->id], method->name.text));
    if (called.signature != nullptr && !called.signature->isMethod) called.receiver = method->object;
  }
  return called;
}

}  // namespace sluice::language
