#include "language/syntax/left_side.h"
#include "language/types/checker.h"

namespace sluice::language {

namespace {

// Conditions longer than this tell less than they could.
constexpr int kMostAssumptions = 24;

// The types whose values type() calls by a name.
std::vector<TypeId> typesCalled(std::string_view name) {
  if (name == "nil") return {types::kNil};
  if (name == "boolean") return {types::kBoolean};
  if (name == "number") return {types::kNumber};
  if (name == "string") return {types::kString};
  if (name == "table") return {types::kTable};
  if (name == "function") return {types::kFunction};
  if (name == "thread") return {types::kThread};
  return {};
}

}  // namespace

// From here on, the condition is known to hold, or not to. Its parts have been looked at.
void Checker::assume(const Expr& condition, bool holds) {
  if (assumptions_ == kMostAssumptions) return;
  ++assumptions_;
  const Expr& expr = withoutParens(condition);
  if (const auto* unary = as<UnaryExpr>(&expr)) {
    if (unary->op == TokenKind::Not) assume(*unary->operand, !holds);
  } else if (const auto* binary = as<BinaryExpr>(&expr)) {
    const bool isAnd = binary->op == TokenKind::And;
    if (isAnd || binary->op == TokenKind::Or) {
      if (isAnd == holds) {
        assume(*binary->left, holds);
        assume(*binary->right, holds);
      } else {
        assumeEither(*binary->left, holds, *binary->right, holds);
      }
    } else if (binary->op == TokenKind::Equal || binary->op == TokenKind::NotEqual) {
      const bool equal = (binary->op == TokenKind::Equal) == holds;
      assumeEqual(*binary->left, *binary->right, equal);
      assumeEqual(*binary->right, *binary->left, equal);
    }
  } else if (pathOf(expr) != kNoPath) {
    const TypeId type = exprs_[expr.id];
    narrow(expr, holds ? store_.truthy(type) : store_.falsy(type));
  }
  --assumptions_;
}

// One of two things is so; the second is only asked when the first is not.
void Checker::assumeEither(const Expr& first, bool firstHolds, const Expr& second, bool secondHolds) {
  const Flow::Mark start = flow_.mark();
  assume(first, firstHolds);
  const Flow::Way one = flow_.waySince(start);
  flow_.undo(start);
  assume(first, !firstHolds);
  assume(second, secondHolds);
  const Flow::Way other = flow_.waySince(start);
  flow_.undo(start);
  flow_.join({one, other}, store_);
}

// `side` is compared with `other`, of which the value tells something about it.
void Checker::assumeEqual(const Expr& side, const Expr& other, bool equal) {
  const Expr& inner = withoutParens(side);
  const TypeId value = exprs_[other.id];
  if (const auto* call = as<CallExpr>(&inner)) {
    const auto* name = as<NameExpr>(call->callee);
    const bool isTypeCall = name != nullptr && name->name == "type" && call->arguments.items.size == 1;
    if (isTypeCall && store_.kind(value) == TypeKind::StringLiteral) {
      assumeTypeName(*call->arguments.items[0], std::string(store_.text(value)), equal);
    }
    return;
  }
  if (pathOf(inner) == kNoPath) return;
  switch (store_.kind(value)) {
    case TypeKind::Nil:
    case TypeKind::True:
    case TypeKind::False:
    case TypeKind::StringLiteral:
    case TypeKind::IntegerLiteral: {
      const TypeId type = exprs_[inner.id];
      if (equal)
        narrow(inner, store_.meet(type, value));
      else if (type != types::kUnknown)
        narrow(inner, store_.without(type, value));
      return;
    }
    default: return;
  }
}

void Checker::assumeTypeName(const Expr& side, std::string_view name, bool equal) {
  const std::vector<TypeId> named = typesCalled(name);
  if (named.empty() || pathOf(side) == kNoPath) return;
  const TypeId type = exprs_[side.id];
  if (equal)
    narrow(side, store_.meet(type, named[0]));
  else if (type != types::kUnknown)
    narrow(side, store_.without(type, named[0]));
}

void Checker::narrow(const Expr& expr, TypeId type) {
  const PathId path = pathOf(expr);
  const TypeId known = flow_.known(path);
  // Of a type that an earlier part of the condition has narrowed, what both leave.
  flow_.set(path, known == Flow::kNothing || known == types::kUnknown ? type : store_.meet(known, type));
}

}  // namespace sluice::language
