// Visits every node of a tree.
#pragma once

#include <vector>

#include "language/syntax/locate.h"
#include "language/syntax/tree.h"

namespace sluice::language {

// Calls `onStat(const Stat&)` and `onExpr(const Expr&)` once for each, outer ones before those within them, in no other
// order. It does not recurse: expressions are as deep as they are long.
template <typename OnStat, typename OnExpr>
void eachNode(const SyntaxTree& tree, OnStat onStat, OnExpr onExpr) {
  std::vector<const Block*> blocks{tree.chunk};
  std::vector<const Expr*> exprs;
  const auto visit = [&](const Expr& expr) { exprs.push_back(&expr); };
  const auto visitBlock = [&](const Block& block) { blocks.push_back(&block); };
  while (!blocks.empty() || !exprs.empty()) {
    if (!exprs.empty()) {
      const Expr& expr = *exprs.back();
      exprs.pop_back();
      onExpr(expr);
      eachPart(expr, visit, visitBlock);
      continue;
    }
    const Block& block = *blocks.back();
    blocks.pop_back();
    for (const Stat* stat : block.stats) {
      onStat(*stat);
      eachPart(*stat, visit, visitBlock);
    }
  }
}

}  // namespace sluice::language
