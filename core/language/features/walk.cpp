#include "language/features/walk.h"

#include <vector>

#include "language/syntax/locate.h"

namespace sluice::language {

void eachNode(const SyntaxTree& tree, VisitStat onStat, VisitExpr onExpr) {
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
