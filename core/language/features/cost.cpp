#include "language/features/cost.h"

#include <algorithm>

#include "language/features/functions.h"
#include "language/features/work.h"
#include "language/syntax/left_side.h"

namespace sluice::language {

namespace {

constexpr std::uint32_t kNoWay = UINT32_MAX / 4;  // sums of several stay below the largest number
constexpr std::uint32_t kCallInC = 2;             // what docs/sandbox.md says of it

// The cheapest ways out of a piece of code: to what follows it, to behind the loop, and out of the function or to a
// label.
struct Ways {
  std::uint32_t on = 0;
  std::uint32_t broken = kNoWay;
  std::uint32_t left = kNoWay;
};

std::uint32_t sum(std::uint32_t a, std::uint32_t b) { return std::min(a + b, kNoWay); }

Ways then(const Ways& first, const Ways& second) {
  return {sum(first.on, second.on), std::min(first.broken, sum(first.on, second.broken)),
          std::min(first.left, sum(first.on, second.left))};
}
Ways either(const Ways& a, const Ways& b) {
  return {std::min(a.on, b.on), std::min(a.broken, b.broken), std::min(a.left, b.left)};
}
Ways costing(std::uint32_t instructions) { return {instructions, kNoWay, kNoWay}; }

class Counter {
 public:
  explicit Counter(const Analysis& analysis) : analysis_(analysis) {}

  FunctionCost run(FunctionId function) {
    const Function& info = analysis_.binding.functions[function];
    const Block& body = info.body == nullptr ? *analysis_.tree->chunk : *info.body->block;
    const Ways ways = block(body);
    // VARARGPREP at the begin; RETURN at the end.
    out_.least = (info.isVariadic ? 1 : 0) + std::min(sum(ways.on, 1), ways.left);
    return std::move(out_);
  }

 private:
  Ways block(const Block& block) {
    Ways ways;
    for (const Stat* stat : block.stats) ways = then(ways, statement(*stat));
    return ways;
  }

  Ways statement(const Stat& stat) {
    switch (stat.kind) {
      case StatKind::Local: return costing(local(to<const LocalStat>(stat)));
      case StatKind::LocalFunction: return costing(1);
      case StatKind::Function: return costing(1 + store(*to<const FunctionStat>(stat).target));
      case StatKind::Assign: return costing(assign(to<const AssignStat>(stat)));
      case StatKind::Call: return costing(operand(*to<const CallStat>(stat).call));
      case StatKind::Do: return block(*to<const DoStat>(stat).block);
      case StatKind::While: return whileLoop(to<const WhileStat>(stat));
      case StatKind::Repeat: return repeatLoop(to<const RepeatStat>(stat));
      case StatKind::If: return branches(to<const IfStat>(stat));
      case StatKind::NumericFor: return numericFor(to<const NumericForStat>(stat));
      case StatKind::GenericFor: return genericFor(to<const GenericForStat>(stat));
      case StatKind::Return: return {kNoWay, kNoWay, returned(to<const ReturnStat>(stat))};
      // Jumps to jumps go at once to where those lead, so that none counts for sure.
      case StatKind::Break: return {kNoWay, 0, kNoWay};
      case StatKind::Goto: return {kNoWay, kNoWay, 0};
      default: return {};
    }
  }

  std::uint32_t local(const LocalStat& stat) {
    std::uint32_t count = 0;
    for (std::uint32_t i = 0; i < stat.values.size; ++i) {
      const bool isSurplus = i >= stat.names.size;
      // The compiler puts a constant where its name stands.
      const bool isConstant = !isSurplus && stat.names[i].hasAttribute && isPlain(*stat.values[i]);
      if (!isConstant) count += isSurplus ? operand(*stat.values[i]) : inRegister(*stat.values[i]);
    }
    return count;
  }

  std::uint32_t assign(const AssignStat& stat) {
    std::uint32_t count = 0;
    const bool isOne = stat.targets.size == 1 && stat.values.size == 1;
    for (const Expr* target : stat.targets) count += store(*target);
    for (const Expr* value : stat.values) {
      count += isOne && isLocal(*stat.targets[0]) ? inRegister(*value) : operand(*value);
    }
    return count;
  }

  // Puts a value, which counts by itself, into a variable or field.
  std::uint32_t store(const Expr& target) {
    if (target.kind == ExprKind::Name) return isLocal(target) ? 0 : 1;
    return operand(target);
  }

  std::uint32_t returned(const ReturnStat& stat) {
    std::uint32_t count = 0;
    for (const Expr* value : stat.values) count += operand(*value);
    // A call at the end goes on in place of the function.
    const bool isTailCall =
        stat.values.size == 1 && (stat.values[0]->kind == ExprKind::Call || stat.values[0]->kind == ExprKind::Method);
    return count + (isTailCall ? 0 : 1);
  }

  Ways branches(const IfStat& stat) {
    Ways ways{kNoWay, kNoWay, kNoWay};
    std::uint32_t asked = 0;
    bool hasElse = false;
    for (const IfClause& clause : stat.clauses) {
      if (clause.condition != nullptr) asked += condition(*clause.condition);
      hasElse = hasElse || clause.condition == nullptr;
      ways = either(ways, then(costing(asked), block(*clause.block)));
    }
    return hasElse ? ways : either(ways, costing(asked));
  }

  // Loops. What leaves the function from within one is behind everything that was counted before it.

  template <typename Body>
  Ways loop(const Stat& stat, std::uint32_t before, std::uint32_t around, Body body) {
    ++depth_;
    const Ways ways = body();
    --depth_;
    const std::uint32_t round = std::min(ways.on, ways.left);
    if (depth_ == 0 && round < kNoWay) out_.loops.push_back({stat.span, round + around});
    return {before, kNoWay, sum(before, ways.left)};
  }

  Ways whileLoop(const WhileStat& stat) {
    const std::uint32_t asked = condition(*stat.condition);
    return loop(stat, asked, asked, [&] { return block(*stat.block); });
  }

  Ways repeatLoop(const RepeatStat& stat) {
    const std::uint32_t asked = condition(*stat.condition);
    Ways body;
    loop(stat, 0, asked, [&] { return body = block(*stat.block); });
    // It goes round once at any rate.
    return {std::min(sum(body.on, asked), body.broken), kNoWay, body.left};
  }

  Ways numericFor(const NumericForStat& stat) {
    std::uint32_t before = 1 + inRegister(*stat.first) + inRegister(*stat.last);
    if (stat.step != nullptr) before += inRegister(*stat.step);
    return loop(stat, before, 1, [&] { return block(*stat.block); });
  }

  Ways genericFor(const GenericForStat& stat) {
    std::uint32_t before = 3;  // TFORPREP, TFORCALL, TFORLOOP
    for (const Expr* value : stat.values) before += operand(*value);
    return loop(stat, before, 2, [&] { return block(*stat.block); });
  }

  // Expressions.

  bool isLocal(const Expr& expr) const {
    const auto* name = as<NameExpr>(&expr);
    if (name == nullptr) return false;
    const SymbolId symbol = analysis_.binding.byExpr[name->id];
    if (symbol == kNoSymbol || !analysis_.binding.symbols[symbol].isLocal()) return false;
    const Occurrence* occurrence = analysis_.binding.at(expr.span.begin);
    return occurrence != nullptr && occurrence->function == analysis_.binding.symbols[symbol].function;
  }

  bool isOuter(const Expr& expr) const {
    const auto* name = as<NameExpr>(&expr);
    if (name == nullptr) return false;
    const SymbolId symbol = analysis_.binding.byExpr[name->id];
    return symbol != kNoSymbol && analysis_.binding.symbols[symbol].isLocal() && !isLocal(expr);
  }
  bool isConstantName(const Expr& expr) const {
    const auto* name = as<NameExpr>(&expr);
    const SymbolId symbol = name == nullptr ? kNoSymbol : analysis_.binding.byExpr[name->id];
    return symbol != kNoSymbol && analysis_.binding.symbols[symbol].attribute == Attribute::Const;
  }

  // What the compiler may fold away.
  bool isPlain(const Expr& expr) const {
    const Expr* at = &expr;
    while (at->kind == ExprKind::Binary) {
      if (!isPlain(*to<const BinaryExpr>(*at).right)) return false;
      at = to<const BinaryExpr>(*at).left;
    }
    switch (at->kind) {
      case ExprKind::Nil:
      case ExprKind::True:
      case ExprKind::False:
      case ExprKind::Number:
      case ExprKind::String: return true;
      case ExprKind::Name: return isConstantName(*at);
      case ExprKind::Paren: return isPlain(*to<const ParenExpr>(*at).inner);
      case ExprKind::Unary: return isPlain(*to<const UnaryExpr>(*at).operand);
      default: return false;
    }
  }

  // What it takes at least until the next instruction can use the value. Of `and` and `or` the right side may go
  // unasked.
  std::uint32_t operand(const Expr& expr) {
    std::vector<const Expr*> spine;
    const Expr* at = &expr;
    for (const Expr* left = leftOf(*at); left != nullptr; left = leftOf(*at)) {
      spine.push_back(at);
      at = left;
    }
    std::uint32_t count = single(*at);
    bool plain = isPlain(*at);  // what is to the left
    for (; !spine.empty(); spine.pop_back()) {
      const Expr& outer = *spine.back();
      const auto* binary = as<BinaryExpr>(&outer);
      if (binary == nullptr) {
        // A field of an outer variable is read in one instruction with it.
        if ((outer.kind == ExprKind::Member || outer.kind == ExprKind::Index) && isOuter(*at)) count = 0;
        count = sum(count, access(outer, *at));
        plain = false;
      } else if (binary->op == TokenKind::And || binary->op == TokenKind::Or) {
        plain = false;
      } else {
        plain = plain && isPlain(*binary->right);
        if (!plain) count = sum(count, joined(*binary, *at));
      }
      at = &outer;
    }
    return count;
  }

  // Without what stands to the left.
  std::uint32_t access(const Expr& expr, const Expr& left) {
    switch (expr.kind) {
      case ExprKind::Member: return 1;
      case ExprKind::Index: return 1 + operand(*to<const IndexExpr>(expr).key);
      default: break;
    }
    // CALL or SELF and CALL; the callee is moved behind what is on the stack.
    std::uint32_t count = 1 + charged(expr);
    count += expr.kind == ExprKind::Method || isLocal(left) ? 1 : 0;
    for (const Expr* item : argumentsOf(expr)->items) count += inRegister(*item);
    return count;
  }

  // What a function of the library is charged for.
  std::uint32_t charged(const Expr& call) const {
    const TypeStore& store = analysis_.inference.store;
    const TypeId callee = calleeType(analysis_, call);
    if (callee == types::kNever || store.kind(callee) != TypeKind::Function) return 0;
    const Signature& signature = store.signature(callee);
    if (!signature.origin.empty() || signature.name.empty()) return 0;
    const WorkInfo* work = workOf(signature.name);
    return kCallInC + (work == nullptr ? 0 : work->least);
  }

  std::uint32_t joined(const BinaryExpr& expr, const Expr& left) {
    if (expr.op != TokenKind::Concat) return 1 + operand(*expr.right);
    // One instruction joins all texts of a chain.
    const auto* right = as<BinaryExpr>(expr.right);
    const bool goesOn = right != nullptr && right->op == TokenKind::Concat;
    return (isLocal(left) ? 1 : 0) + (goesOn ? operand(*expr.right) : 1 + inRegister(*expr.right));
  }

  // An expression that has nothing to its left.
  std::uint32_t single(const Expr& expr) {
    switch (expr.kind) {
      case ExprKind::Ellipsis:
      case ExprKind::Function: return 1;
      case ExprKind::Name: return isLocal(expr) || isConstantName(expr) ? 0 : 1;
      case ExprKind::Paren: return operand(*to<const ParenExpr>(expr).inner);
      case ExprKind::Unary: {
        const auto& unary = to<const UnaryExpr>(expr);
        const bool isFree = unary.op == TokenKind::Not || isPlain(*unary.operand);
        return operand(*unary.operand) + (isFree ? 0 : 1);
      }
      case ExprKind::Table: return table(to<const TableExpr>(expr));
      default: return 0;
    }
  }

  std::uint32_t table(const TableExpr& expr) {
    std::uint32_t count = 1;
    bool hasList = false;
    for (const TableItem& item : expr.items) {
      if (item.positional()) {
        hasList = true;
        count += inRegister(*item.value);
      } else {
        count += 1 + operand(*item.value) + (item.key == nullptr ? 0 : operand(*item.key));
      }
    }
    return count + (hasList ? 1 : 0);
  }

  // Neighbouring nils are put into their registers by one instruction, which may be counted already.
  std::uint32_t inRegister(const Expr& expr) {
    if (expr.kind == ExprKind::Nil || expr.kind == ExprKind::Missing) return 0;
    const bool isOperand = isPlain(expr) || isLocal(expr);
    return isOperand ? 1 : operand(expr);
  }

  std::uint32_t condition(const Expr& expr) {
    if (isPlain(expr)) return 0;
    if (const auto* paren = as<ParenExpr>(&expr)) return condition(*paren->inner);
    if (const auto* unary = as<UnaryExpr>(&expr); unary != nullptr && unary->op == TokenKind::Not)
      return condition(*unary->operand);
    if (expr.kind == ExprKind::Binary) return operand(expr);
    return operand(expr) + 1;
  }

  const Analysis& analysis_;
  FunctionCost out_;
  int depth_ = 0;  // of loops
};

}  // namespace

FunctionCost costOf(const Analysis& analysis, FunctionId function) { return Counter(analysis).run(function); }

}  // namespace sluice::language
