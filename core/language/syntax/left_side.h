// The left sides of expressions, which are as deep as an expression is long: walked in loops, not by recursion.
#pragma once

#include <cstddef>

#include "language/syntax/tree.h"

namespace sluice::language {

// What stands to the left in an expression, or null.
inline const Expr* leftOf(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Member: return to<const MemberExpr>(expr).object;
    case ExprKind::Index: return to<const IndexExpr>(expr).object;
    case ExprKind::Call: return to<const CallExpr>(expr).callee;
    case ExprKind::Method: return to<const MethodExpr>(expr).object;
    case ExprKind::Binary: return to<const BinaryExpr>(expr).left;
    default: return nullptr;
  }
}

// How many left sides an expression has, counted up to `most`.
inline std::size_t leftDepth(const Expr& expr, std::size_t most = 8) {
  std::size_t depth = 0;
  for (const Expr* left = leftOf(expr); left != nullptr && depth < most; left = leftOf(*left)) ++depth;
  return depth;
}

inline const Expr& withoutParens(const Expr& expr) {
  const Expr* inner = &expr;
  while (const auto* paren = as<ParenExpr>(inner)) inner = paren->inner;
  return *inner;
}

}  // namespace sluice::language
