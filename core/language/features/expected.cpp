#include "language/features/expected.h"

#include <algorithm>

#include "base/concat.h"
#include "language/features/member_types.h"
#include "language/types/annotations.h"

namespace sluice::language {

namespace {

constexpr ExpectedField kResultFields[] = {
    {"allowed", types::kBoolean, true, "`false` denies what the trigger is about."},
    {"error", types::kString, true, "What the end user is told."},
    {"code", types::kString, true, "A code for localisation: letters, digits and `_.-`."},
    {"data", types::kTable, true, "What later scripts and the application are given."}};

constexpr ExpectedField kMetamethods[] = {
    {"__index", types::kUnknown, true, "What is looked up where a field is missing: a table or a function."},
    {"__newindex", types::kUnknown, true, "Where new fields go."},
    {"__call", types::kFunction, true, "Makes the table callable."},
    {"__tostring", types::kFunction, true, "What tostring gives."},
    {"__name", types::kString, true, "What error messages call it."},
    {"__len", types::kFunction, true, "The operator `#`."},
    {"__eq", types::kFunction, true, "The operator `==`."},
    {"__lt", types::kFunction, true, "The operator `<`."},
    {"__le", types::kFunction, true, "The operator `<=`."},
    {"__concat", types::kFunction, true, "The operator `..`."},
    {"__unm", types::kFunction, true, "The unary operator `-`."},
    {"__add", types::kFunction, true, "The operator `+`."},
    {"__sub", types::kFunction, true, "The operator `-`."},
    {"__mul", types::kFunction, true, "The operator `*`."},
    {"__div", types::kFunction, true, "The operator `/`."},
    {"__idiv", types::kFunction, true, "The operator `//`."},
    {"__mod", types::kFunction, true, "The operator `%`."},
    {"__pow", types::kFunction, true, "The operator `^`."},
    {"__band", types::kFunction, true, "The operator `&`."},
    {"__bor", types::kFunction, true, "The operator `|`."},
    {"__bxor", types::kFunction, true, "The binary operator `~`."},
    {"__bnot", types::kFunction, true, "The unary operator `~`."},
    {"__shl", types::kFunction, true, "The operator `<<`."},
    {"__shr", types::kFunction, true, "The operator `>>`."},
    {"__pairs", types::kFunction, true, "What pairs gives."},
    {"__close", types::kFunction, true, "What is called when a <close> variable ends."},
    {"__metatable", types::kUnknown, true, "What getmetatable gives; protects the metatable."}};

void addMembers(const TypeStore& store, TypeId type, Expected& out) {
  for (const TypeId each : store.members(type)) {
    const TypeKind kind = store.kind(each);
    if (kind == TypeKind::Unknown || kind == TypeKind::Generic || kind == TypeKind::Nil) continue;
    if (std::find(out.types.begin(), out.types.end(), each) == out.types.end()) out.types.push_back(each);
  }
}

Expected only(TypeId type) { return {{type}}; }

Expected inBinary(const Analysis& analysis, const Located& located, std::size_t outer, const Expr& inner) {
  const auto& binary = to<const BinaryExpr>(*located.exprs[outer]);
  const Expr& other = binary.left == &inner ? *binary.right : *binary.left;
  switch (binary.op) {
    case TokenKind::Equal:
    case TokenKind::NotEqual: {
      Expected expected;
      addMembers(analysis.inference.store, analysis.inference.exprs[other.id], expected);
      return expected;
    }
    case TokenKind::Or: return expectedOf(analysis, located, outer);
    case TokenKind::And: return binary.right == &inner ? expectedOf(analysis, located, outer) : Expected{};
    case TokenKind::Concat: return only(types::kString);
    case TokenKind::Less:
    case TokenKind::LessEqual:
    case TokenKind::Greater:
    case TokenKind::GreaterEqual: return {};
    default: return only(types::kNumber);
  }
}

Expected inTable(const Analysis& analysis, const Located& located, std::size_t outer, const Expr& inner) {
  const auto& table = to<const TableExpr>(*located.exprs[outer]);
  const Expected wanted = expectedOf(analysis, located, outer);
  std::size_t position = 0;
  for (const TableItem& item : table.items) {
    if (item.positional()) ++position;
    if (item.value != &inner) continue;
    if (!item.name.missing()) return expectedField(analysis, wanted, item.name.text);
    return item.positional() ? expectedField(analysis, wanted, concat({position})) : Expected{};
  }
  return {};
}

// Of the values of a statement.
Expected inStatement(const Analysis& analysis, const Stat& stat, const Expr& inner) {
  if (const auto* returned = as<ReturnStat>(&stat)) {
    Expected expected;
    expected.isResult =
        !returned->values.empty() && returned->values[0] == &inner && isInChunk(analysis, stat.span.begin);
    return expected;
  }
  const auto* local = as<LocalStat>(&stat);
  if (local == nullptr || local->values.empty() || local->values[0] != &inner) return {};
  if (annotationsBefore(*analysis.tree, stat.span.begin).type.empty()) return {};
  const SymbolId symbol = analysis.binding.declaredAt(local->names[0].name.span);
  Expected expected;
  if (symbol != kNoSymbol) addMembers(analysis.inference.store, analysis.inference.symbols[symbol], expected);
  return expected;
}

const Arguments* argumentsOf(const Expr& call) {
  if (const auto* plain = as<CallExpr>(&call)) return &plain->arguments;
  if (const auto* method = as<MethodExpr>(&call)) return &method->arguments;
  return nullptr;
}

}  // namespace

Expected expectedOf(const Analysis& analysis, const Located& located, std::size_t i) {
  const Expr& inner = *located.exprs[i];
  if (i == 0) return located.stats.empty() ? Expected{} : inStatement(analysis, *located.stats.back(), inner);
  const Expr& outer = *located.exprs[i - 1];
  switch (outer.kind) {
    case ExprKind::Paren: return expectedOf(analysis, located, i - 1);
    case ExprKind::Binary: return inBinary(analysis, located, i - 1, inner);
    case ExprKind::Table: return inTable(analysis, located, i - 1, inner);
    case ExprKind::Unary: {
      const TokenKind op = to<const UnaryExpr>(outer).op;
      return op == TokenKind::Minus || op == TokenKind::Tilde ? only(types::kNumber) : Expected{};
    }
    default: break;
  }
  const Arguments* arguments = argumentsOf(outer);
  if (arguments == nullptr) return {};
  Expr* const* found = std::find(arguments->items.begin(), arguments->items.end(), &inner);
  if (found == arguments->items.end()) return {};
  return expectedArgument(analysis, outer, static_cast<std::size_t>(found - arguments->items.begin()));
}

const Signature* calledSignature(const Analysis& analysis, const Expr& call) {
  const TypeStore& store = analysis.inference.store;
  if (const auto* plain = as<CallExpr>(&call)) return functionIn(store, analysis.inference.exprs[plain->callee->id]);
  const auto* method = as<MethodExpr>(&call);
  if (method == nullptr || method->name.missing()) return nullptr;
  const Field* field = memberNamed(store, analysis.inference.exprs[method->object->id], method->name.text);
  return field == nullptr ? nullptr : functionIn(store, field->type);
}

bool takesSelf(const Expr& call, const Signature& signature) {
  return call.kind == ExprKind::Method && !signature.isMethod;
}

Expected expectedArgument(const Analysis& analysis, const Expr& call, std::size_t position) {
  const Signature* signature = calledSignature(analysis, call);
  if (signature == nullptr) return {};
  if (takesSelf(call, *signature)) ++position;
  Expected expected;
  for (const TypeId each : signature->overloads) {
    const auto& parameters = analysis.inference.store.signature(each).parameters;
    if (position < parameters.size()) addMembers(analysis.inference.store, parameters[position].type, expected);
  }
  if (signature->effect == CallEffect::SetMetatable && position == 1) {
    expected.isMetatable = true;
    return expected;
  }
  const auto& parameters = signature->parameters;
  if (position >= parameters.size()) {
    addMembers(analysis.inference.store, signature->variadic, expected);
    return expected;
  }
  addMembers(analysis.inference.store, parameters[position].type, expected);
  // One that can be left out before another that cannot: either may be meant.
  const bool mayBeNext = parameters[position].optional && position + 1 < parameters.size();
  if (mayBeNext && !parameters[position + 1].optional)
    addMembers(analysis.inference.store, parameters[position + 1].type, expected);
  return expected;
}

Expected expectedField(const Analysis& analysis, const Expected& table, std::string_view name) {
  Expected expected;
  for (const ExpectedField& field : fieldsOf(analysis, table)) {
    if (field.name == name) addMembers(analysis.inference.store, field.type, expected);
  }
  if (!expected.none()) return expected;
  const TypeStore& store = analysis.inference.store;
  for (const TypeId each : table.types) {
    if (store.kind(each) == TypeKind::Table && store.shape(each).value != types::kNever)
      addMembers(store, store.shape(each).value, expected);
  }
  return expected;
}

std::vector<ExpectedField> fieldsOf(const Analysis& analysis, const Expected& expected) {
  const TypeStore& store = analysis.inference.store;
  if (expected.isResult) return {std::begin(kResultFields), std::end(kResultFields)};
  if (expected.isMetatable) return {std::begin(kMetamethods), std::end(kMetamethods)};
  std::vector<ExpectedField> fields;
  for (const TypeId each : expected.types) {
    if (store.kind(each) != TypeKind::Table) continue;
    for (const Field& field : store.shape(each).fields)
      fields.push_back({field.name, field.type, field.optional, field.doc});
  }
  return fields;
}

bool isWanted(const Analysis& analysis, const Expected& expected, TypeId type) {
  const TypeStore& store = analysis.inference.store;
  if (type == types::kNever || store.isUnknown(type)) return false;
  if (expected.isResult && store.has(type, TypeKind::Table)) return true;
  for (const TypeId part : store.members(type)) {
    if (part == types::kNil) continue;
    const bool fits = std::any_of(expected.types.begin(), expected.types.end(), [&](TypeId each) {
      return store.fits(part, each) || (store.kind(each) == TypeKind::StringLiteral && part == types::kString);
    });
    if (!fits) return false;
  }
  return type != types::kNil;
}

bool isInChunk(const Analysis& analysis, std::uint32_t offset) {
  const auto& functions = analysis.binding.functions;
  return std::none_of(functions.begin(), functions.end(), [&](const Function& each) {
    return each.body != nullptr && each.body->block->span.touches(offset);
  });
}

}  // namespace sluice::language
