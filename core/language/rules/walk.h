// A walk over a tree that each group of rules derives from: every statement and every expression once, in O(nodes).
#pragma once

#include "language/syntax/left_side.h"
#include "language/syntax/locate.h"

namespace sluice::language {

// `Rules` hides those of the calls below that it wants.
template <typename Rules>
class Walk {
 public:
  void walk(const Block& block) {
    for (const Stat* stat : block.stats) statement(*stat);
  }

  void enter(const Stat&) {}
  void leave(const Stat&) {}
  void visit(const Expr&) {}  // before what is in it
  void enterFunction(const FunctionExpr&) {}
  void leaveFunction(const FunctionExpr&) {}
  // Around what each round of a loop runs: the bounds of a for are no part of it.
  void enterLoop(const Stat&) {}
  void leaveLoop(const Stat&) {}

 private:
  Rules& rules() { return static_cast<Rules&>(*this); }

  void statement(const Stat& stat) {
    rules().enter(stat);
    const bool isFor = stat.kind == StatKind::NumericFor || stat.kind == StatKind::GenericFor;
    const bool isLoop = isFor || stat.kind == StatKind::While || stat.kind == StatKind::Repeat;
    if (isLoop && !isFor) rules().enterLoop(stat);
    eachPart(
        stat, [&](const Expr& expr) { expression(expr); },
        [&](const Block& block) {
          if (isFor) rules().enterLoop(stat);
          walk(block);
          if (isFor) rules().leaveLoop(stat);
        });
    if (isLoop && !isFor) rules().leaveLoop(stat);
    rules().leave(stat);
  }

  void expression(const Expr& expr) {
    for (const Expr* at = &expr; at != nullptr;) {
      const Expr* left = leftOf(*at);
      rules().visit(*at);
      const auto* function = as<FunctionExpr>(at);
      if (function != nullptr) rules().enterFunction(*function);
      eachPart(
          *at,
          [&](const Expr& part) {
            if (&part != left) expression(part);
          },
          [&](const Block& block) { walk(block); });
      if (function != nullptr) rules().leaveFunction(*function);
      at = left;
    }
  }
};

}  // namespace sluice::language
