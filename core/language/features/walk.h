// Visits every node of a tree.
#pragma once

#include "base/function_ref.h"
#include "language/syntax/tree.h"

namespace sluice::language {

using VisitStat = FunctionRef<void(const Stat&)>;
using VisitExpr = FunctionRef<void(const Expr&)>;

// Visits each node once, outer ones before those within them, in no other order. It does not recurse: expressions are
// as deep as they are long.
void eachNode(const SyntaxTree& tree, VisitStat onStat, VisitExpr onExpr);

}  // namespace sluice::language
