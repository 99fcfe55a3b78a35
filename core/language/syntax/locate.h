// What stands at one place of a script.
#pragma once

#include <cstdint>
#include <vector>

#include "language/syntax/tree.h"

namespace sluice::language {

// The nodes around a place, the outermost first.
struct Located {
  std::vector<const Stat*> stats;
  std::vector<const Block*> blocks;  // that they stand in
  std::vector<const Expr*> exprs;    // of the innermost statement only
  std::vector<Span> spans;           // of all of them, each within the one before
  const Block* block = nullptr;      // the innermost one

  const Expr* innermost() const { return exprs.empty() ? nullptr : exprs.back(); }
};

// The nodes that a caret at `offset` touches; between two neighbours, those to the right.
Located locate(const SyntaxTree& tree, std::uint32_t offset);

// Calls `visit(const Expr&)` for the expressions directly in a statement, `visitBlock(const Block&)` for its blocks.
template <typename Visit, typename VisitBlock>
void eachPart(const Stat& stat, Visit visit, VisitBlock visitBlock) {
  const auto all = [&](List<Expr*> list) {
    for (const Expr* each : list) visit(*each);
  };
  switch (stat.kind) {
    case StatKind::Local: return all(to<const LocalStat>(stat).values);
    case StatKind::LocalFunction: return visit(static_cast<const Expr&>(*to<const LocalFunctionStat>(stat).function));
    case StatKind::Function:
      visit(*to<const FunctionStat>(stat).target);
      return visit(static_cast<const Expr&>(*to<const FunctionStat>(stat).function));
    case StatKind::Assign: all(to<const AssignStat>(stat).targets); return all(to<const AssignStat>(stat).values);
    case StatKind::Call: return visit(*to<const CallStat>(stat).call);
    case StatKind::Do: return visitBlock(*to<const DoStat>(stat).block);
    case StatKind::While:
      visit(*to<const WhileStat>(stat).condition);
      return visitBlock(*to<const WhileStat>(stat).block);
    case StatKind::Repeat:
      visitBlock(*to<const RepeatStat>(stat).block);
      return visit(*to<const RepeatStat>(stat).condition);
    case StatKind::If:
      for (const IfClause& clause : to<const IfStat>(stat).clauses) {
        if (clause.condition != nullptr) visit(*clause.condition);
        visitBlock(*clause.block);
      }
      return;
    case StatKind::NumericFor: {
      const auto& loop = to<const NumericForStat>(stat);
      visit(*loop.first);
      visit(*loop.last);
      if (loop.step != nullptr) visit(*loop.step);
      return visitBlock(*loop.block);
    }
    case StatKind::GenericFor:
      all(to<const GenericForStat>(stat).values);
      return visitBlock(*to<const GenericForStat>(stat).block);
    case StatKind::Return: return all(to<const ReturnStat>(stat).values);
    case StatKind::Error: return all(to<const ErrorStat>(stat).expressions);
    default: return;
  }
}

// Calls `visit(const Expr&)` for the expressions directly in an expression; a function's block goes to `visitBlock`.
template <typename Visit, typename VisitBlock>
void eachPart(const Expr& expr, Visit visit, VisitBlock visitBlock) {
  const auto all = [&](List<Expr*> list) {
    for (const Expr* each : list) visit(*each);
  };
  switch (expr.kind) {
    case ExprKind::Member: return visit(*to<const MemberExpr>(expr).object);
    case ExprKind::Index: visit(*to<const IndexExpr>(expr).object); return visit(*to<const IndexExpr>(expr).key);
    case ExprKind::Call: visit(*to<const CallExpr>(expr).callee); return all(to<const CallExpr>(expr).arguments.items);
    case ExprKind::Method:
      visit(*to<const MethodExpr>(expr).object);
      return all(to<const MethodExpr>(expr).arguments.items);
    case ExprKind::Binary: visit(*to<const BinaryExpr>(expr).left); return visit(*to<const BinaryExpr>(expr).right);
    case ExprKind::Unary: return visit(*to<const UnaryExpr>(expr).operand);
    case ExprKind::Paren: return visit(*to<const ParenExpr>(expr).inner);
    case ExprKind::Table:
      for (const TableItem& item : to<const TableExpr>(expr).items) {
        if (item.key != nullptr) visit(*item.key);
        visit(*item.value);
      }
      return;
    case ExprKind::Function: return visitBlock(*to<const FunctionExpr>(expr).body->block);
    default: return;
  }
}

}  // namespace sluice::language
