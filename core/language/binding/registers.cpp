#include "language/binding/registers.h"

#include <utility>

#include "language/syntax/left_side.h"
#include "language/syntax/literals.h"

namespace sluice::language {

namespace {

constexpr int kMostRegisters = 254;    // MAXREGS of lcode.c is what a function must stay below
constexpr int kItemsPerFlush = 50;     // LFIELDS_PER_FLUSH of lopcodes.h
constexpr int kStateOfNumericFor = 3;  // registers that a loop has for itself
constexpr int kStateOfGenericFor = 4;
constexpr int kCallOfGenericFor = 3;

// Where a value is before it is needed: the kinds of expdesc, as far as registers differ.
enum class Where : std::uint8_t {
  Falsy,     // nil or false
  Truthy,    // true or a text
  Number,    // a numeral or what numerals come to, which needs no register as an operand
  Large,     // a numeral beyond the range of operands that stand in an instruction
  Local,     // the register of a variable
  Upvalue,   // outside of the function
  Indexed,   // to be taken from a table
  Pending,   // computed by the last instruction, into any register
  Negated,   // the same, by `not`
  Register,  // a register of its own, the last one that is taken
  Call,      // the same, of which there may be several
  Ellipsis,  // may be several too
  Jump       // a comparison
};

struct Value {
  Where where = Where::Pending;
  int held = 0;            // registers that it has taken
  bool jumpsTrue = false;  // whether another way leads to its end, with a true value, or with a false one
  bool jumpsFalse = false;

  bool jumps() const { return jumpsTrue || jumpsFalse; }
  bool isConstant() const { return where <= Where::Large && !jumps(); }
  bool isNumber() const { return (where == Where::Number || where == Where::Large) && !jumps(); }
  bool isSmall() const { return where == Where::Number && !jumps(); }
  bool isMany() const { return where == Where::Call || where == Where::Ellipsis; }
};

class Registers {
 public:
  Registers(const SyntaxTree& tree, Binding& binding) : tree_(tree), binding_(binding) {}

  void run() { block(*tree_.chunk); }

 private:
  // Registers.
  void reserve(int count) {
    free_ += count;
    if (free_ <= kMostRegisters || full_) return;
    full_ = true;
    std::string message = "this needs more registers than the 254 that a function can have";
    binding_.mistakes.push_back({DiagnosticCode::TooManyRegisters, place_, std::move(message)});
  }
  void release(Value& value) {
    free_ -= value.held;
    value.held = 0;
  }

  // What lcode.c calls luaK_dischargevars, luaK_exp2nextreg, luaK_exp2anyreg, exp2RK and luaK_exp2anyregup.
  void discharge(Value& value) {
    switch (value.where) {
      case Where::Indexed: release(value); [[fallthrough]];
      case Where::Upvalue:
      case Where::Ellipsis: value.where = Where::Pending; return;
      case Where::Call: value.where = Where::Register; return;
      default: return;
    }
  }
  void toNext(Value& value) {
    discharge(value);
    release(value);
    reserve(1);
    value = {Where::Register, 1};
  }
  void toAny(Value& value) {
    discharge(value);
    if (value.where == Where::Local && !value.jumps()) return;
    if (value.where == Where::Register) {
      value.jumpsTrue = value.jumpsFalse = false;
    } else {
      toNext(value);
    }
  }
  void toOperand(Value& value) {
    if (!value.isConstant()) toAny(value);
  }
  void toTable(Value& value) {
    if (value.where != Where::Upvalue || value.jumps()) toAny(value);
  }
  // For a test: any register, which is free again.
  void test(Value& value) {
    if (value.where == Where::Local) return;
    if (value.where != Where::Register) reserve(value.held = 1);
    release(value);
  }
  // What is evaluated next comes only where this is true, or only where it is false.
  void onlyIfTrue(Value& value) {
    discharge(value);
    const bool isConstant = value.where > Where::Falsy && value.where <= Where::Large;
    if (!isConstant && value.where != Where::Jump && value.where != Where::Negated) test(value);
    value.jumpsFalse = value.jumpsFalse || !isConstant;
    value.jumpsTrue = false;
  }
  void onlyIfFalse(Value& value) {
    discharge(value);
    const bool isConstant = value.where == Where::Falsy;
    if (!isConstant && value.where != Where::Jump && value.where != Where::Negated) test(value);
    value.jumpsTrue = value.jumpsTrue || !isConstant;
    value.jumpsFalse = false;
  }

  // Expressions.
  Value expression(const Expr& expr) {
    const std::size_t depth = spine_.size();
    const Expr* at = &expr;
    for (const Expr* left = leftOf(*at); left != nullptr; left = leftOf(*at)) {
      spine_.push_back(at);
      at = left;
    }
    Value value = innermost(*at);
    while (spine_.size() > depth) {
      const Expr& outer = *spine_.back();
      spine_.pop_back();
      value = around(outer, value);
    }
    return value;
  }

  Value innermost(const Expr& expr) {
    place_ = expr.span;
    switch (expr.kind) {
      case ExprKind::Nil:
      case ExprKind::False: return {Where::Falsy};
      case ExprKind::True:
      case ExprKind::String: return {Where::Truthy};
      case ExprKind::Number: return {isSmall(expr) ? Where::Number : Where::Large};
      case ExprKind::Ellipsis: return {Where::Ellipsis};
      case ExprKind::Function: return function(*to<const FunctionExpr>(expr).body);
      case ExprKind::Name: return name(to<const NameExpr>(expr));
      case ExprKind::Unary: return unary(to<const UnaryExpr>(expr));
      case ExprKind::Table: return table(to<const TableExpr>(expr));
      case ExprKind::Paren: {
        Value value = expression(*to<const ParenExpr>(expr).inner);
        discharge(value);
        return value;
      }
      default: return {};
    }
  }

  // Whether it fits the 8 bits that instructions have for an operand (OFFSET_sC of lopcodes.h).
  bool isSmall(const Expr& expr) const {
    const NumeralValue value = numeralValue(tree_.textOf(expr.span));
    return value.isInteger ? value.integer >= -127 && value.integer <= 128
                           : value.number >= -127 && value.number <= 128 &&
                                 value.number == static_cast<double>(static_cast<int>(value.number));
  }

  Value name(const NameExpr& expr) const {
    const SymbolId id = binding_.byExpr[expr.id];
    if (id == kNoSymbol || !binding_.symbols[id].isLocal()) return {Where::Indexed};
    const Symbol& symbol = binding_.symbols[id];
    switch (symbol.constant) {
      case Constant::Falsy: return {Where::Falsy};
      case Constant::Truthy: return {Where::Truthy};
      case Constant::Number: return {Where::Number};
      case Constant::None: break;
    }
    return {symbol.visible.begin >= function_ ? Where::Local : Where::Upvalue};
  }

  // An expression with what stands to its left.
  Value around(const Expr& expr, Value left) {
    switch (expr.kind) {
      case ExprKind::Member: return index(left, {Where::Truthy});
      case ExprKind::Index: {
        toTable(left);
        Value key = expression(*to<const IndexExpr>(expr).key);
        if (key.where == Where::Jump || key.jumps()) toAny(key);
        discharge(key);
        if (key.where != Where::Truthy) toAny(left);
        return index(left, key);
      }
      case ExprKind::Call: toNext(left); return call(to<const CallExpr>(expr).arguments, 1);
      case ExprKind::Method:
        toAny(left);
        release(left);
        reserve(2);
        return call(to<const MethodExpr>(expr).arguments, 2);
      case ExprKind::Binary: return binary(to<const BinaryExpr>(expr), left);
      default: return left;
    }
  }

  // The key is in its place.
  Value index(Value left, Value key) {
    toTable(left);
    if (key.where != Where::Truthy && !key.isNumber()) toAny(key);
    return {Where::Indexed, left.held + key.held};
  }

  // `taken`: by the function, and the object of a method. The results take the place of the function.
  Value call(const Arguments& arguments, int taken) {
    const int base = free_ - taken;
    many(arguments.items);
    free_ = base + 1;
    return {Where::Call, 1};
  }

  // Values in a row, and all that the last one has.
  void many(List<Expr*> list) {
    for (std::uint32_t i = 0; i < list.size; ++i) {
      Value value = expression(*list[i]);
      if (i + 1 < list.size || !value.isMany())
        toNext(value);
      else if (value.where == Where::Ellipsis)
        reserve(1);
    }
  }

  Value unary(const UnaryExpr& expr) {
    Value value = expression(*expr.operand);
    discharge(value);
    if (expr.op == TokenKind::Not) return negated(value);
    if (expr.op != TokenKind::Hash && value.isNumber()) return {Where::Number};
    toAny(value);
    release(value);
    return {};
  }

  Value negated(Value value) {
    if (value.where == Where::Falsy)
      value.where = Where::Truthy;
    else if (value.where <= Where::Large)
      value.where = Where::Falsy;
    else if (value.where != Where::Jump) {
      test(value);
      value.where = Where::Negated;
    }
    std::swap(value.jumpsTrue, value.jumpsFalse);
    return value;
  }

  Value binary(const BinaryExpr& expr, Value left) {
    discharge(left);
    switch (expr.op) {
      case TokenKind::And:
      case TokenKind::Or: return logic(expr, left);
      case TokenKind::Concat: {
        toNext(left);
        Value right = expression(*expr.right);
        toNext(right);
        release(right);
        return left;
      }
      case TokenKind::Equal:
      case TokenKind::NotEqual: return equality(expr, left);
      case TokenKind::Less:
      case TokenKind::LessEqual:
      case TokenKind::Greater:
      case TokenKind::GreaterEqual: return order(expr, left);
      default: return arithmetic(expr, left);
    }
  }

  Value logic(const BinaryExpr& expr, Value left) {
    if (expr.op == TokenKind::And)
      onlyIfTrue(left);
    else
      onlyIfFalse(left);
    Value right = expression(*expr.right);
    discharge(right);
    right.jumpsTrue = right.jumpsTrue || left.jumpsTrue;
    right.jumpsFalse = right.jumpsFalse || left.jumpsFalse;
    return right;
  }

  Value equality(const BinaryExpr& expr, Value left) {
    toOperand(left);
    Value right = expression(*expr.right);
    discharge(right);
    if (left.isConstant()) std::swap(left, right);
    toAny(left);
    toOperand(right);
    release(right);
    release(left);
    return {Where::Jump};
  }

  Value order(const BinaryExpr& expr, Value left) {
    if (!left.isSmall()) toAny(left);
    Value right = expression(*expr.right);
    discharge(right);
    if (!right.isSmall() && left.isSmall()) std::swap(left, right);
    toAny(left);
    if (!right.isSmall()) toAny(right);
    release(right);
    release(left);
    return {Where::Jump};
  }

  Value arithmetic(const BinaryExpr& expr, Value left) {
    if (!left.isNumber()) toAny(left);
    Value right = expression(*expr.right);
    discharge(right);
    if (left.isNumber() && right.isNumber()) return {Where::Number};
    const bool commutes = expr.op == TokenKind::Plus || expr.op == TokenKind::Star || expr.op == TokenKind::Ampersand ||
                          expr.op == TokenKind::Pipe || expr.op == TokenKind::Tilde || expr.op == TokenKind::ShiftLeft;
    if (left.isNumber() && commutes) std::swap(left, right);
    if (!right.isNumber()) toAny(right);
    toAny(left);
    release(left);
    release(right);
    return {};
  }

  Value table(const TableExpr& expr) {
    reserve(1);
    const int base = free_;
    int waiting = 0;     // items that are not in the table yet
    Value last;          // the item before, which waits for its register
    bool waits = false;  // whether there is one
    for (const TableItem& item : expr.items) {
      if (waits) toNext(last);
      if (waits && waiting == kItemsPerFlush) {
        free_ = base;
        waiting = 0;
      }
      waits = item.positional();
      if (waits) {
        last = expression(*item.value);
        ++waiting;
      } else {
        field(item);
      }
    }
    if (waits && last.where == Where::Ellipsis)
      reserve(1);
    else if (waits && last.where != Where::Call)
      toNext(last);
    free_ = base;
    return {Where::Register, 1};
  }

  void field(const TableItem& item) {
    const int base = free_;
    if (item.key != nullptr) {
      Value key = expression(*item.key);
      if (key.where == Where::Jump || key.jumps()) toAny(key);
      discharge(key);
      if (key.where != Where::Truthy && !key.isNumber()) toAny(key);
    }
    Value value = expression(*item.value);
    toOperand(value);
    free_ = base;
  }

  Value function(const FunctionBody& body) {
    const int outerFree = free_;
    const std::uint32_t outer = function_;
    function_ = body.block->span.begin;
    free_ = 0;
    reserve(static_cast<int>(body.parameters.size) + (body.isMethod ? 1 : 0));
    block(*body.block);
    function_ = outer;
    free_ = outerFree;
    place_ = body.keyword;
    reserve(1);
    return {Where::Register, 1};
  }

  // Statements. Whatever takes a register has a character of its own.
  bool fits(Span span) const { return full_ || free_ + static_cast<int>(span.size()) <= kMostRegisters; }

  void block(const Block& block) {
    const int base = free_;
    statements(block);
    free_ = base;
  }

  void statements(const Block& block) {
    for (const Stat* stat : block.stats) {
      if (stat->kind == StatKind::Local) {
        local(to<const LocalStat>(*stat));
        continue;
      }
      const int before = free_;
      if (!fits(stat->span)) statement(*stat);
      free_ = before + (stat->kind == StatKind::LocalFunction ? 1 : 0);
    }
  }

  void statement(const Stat& stat) {
    place_ = stat.span;
    switch (stat.kind) {
      case StatKind::LocalFunction: function(*to<const LocalFunctionStat>(stat).function->body); return;
      case StatKind::Function:
        expression(*to<const FunctionStat>(stat).target);
        function(*to<const FunctionStat>(stat).function->body);
        return;
      case StatKind::Assign: return assign(to<const AssignStat>(stat));
      case StatKind::Call: expression(*to<const CallStat>(stat).call); return;
      case StatKind::Do: return block(*to<const DoStat>(stat).block);
      case StatKind::While:
        condition(*to<const WhileStat>(stat).condition, false);
        return block(*to<const WhileStat>(stat).block);
      case StatKind::Repeat: return repeat(to<const RepeatStat>(stat));
      case StatKind::If:
        for (const IfClause& clause : to<const IfStat>(stat).clauses) {
          const auto& stats = clause.block->stats;
          if (clause.condition != nullptr)
            condition(*clause.condition, !stats.empty() && stats[0]->kind == StatKind::Break);
          block(*clause.block);
        }
        return;
      case StatKind::NumericFor: return loop(to<const NumericForStat>(stat));
      case StatKind::GenericFor: return loop(to<const GenericForStat>(stat));
      case StatKind::Return: return returned(to<const ReturnStat>(stat).values);
      default: return;
    }
  }

  void condition(const Expr& expr, bool leaves) {
    const int base = free_;
    Value value = expression(expr);
    if (leaves)
      onlyIfFalse(value);
    else
      onlyIfTrue(value);
    free_ = base;
  }

  void local(const LocalStat& stat) {
    const int base = free_;
    const LocalName& name = stat.names.back();
    const SymbolId id = name.hasAttribute ? binding_.declaredAt(name.name.span) : kNoSymbol;
    const bool isConstant = id != kNoSymbol && binding_.symbols[id].constant != Constant::None;
    const auto count = static_cast<int>(stat.names.size);
    if (!fits(stat.span)) {
      const Value last = values(stat.values);
      if (!isConstant) adjust(stat.values, last, count);
    }
    free_ = base + count - (isConstant ? 1 : 0);
  }

  // All but the last in registers.
  Value values(List<Expr*> list) {
    Value last;
    for (std::uint32_t i = 0; i < list.size; ++i) {
      if (i > 0) toNext(last);
      last = expression(*list[i]);
    }
    return last;
  }

  // As many values as are wanted: adjust_assign of lparser.c.
  void adjust(List<Expr*> list, Value last, int wanted) {
    const int needed = wanted - static_cast<int>(list.size);
    if (!list.empty() && last.where == Where::Ellipsis)
      reserve(1);
    else if (!list.empty() && last.where != Where::Call)
      toNext(last);
    if (needed > 0) reserve(needed);
  }

  void assign(const AssignStat& stat) {
    Where target = Where::Local;
    for (const Expr* each : stat.targets) target = expression(*each).where;
    Value last = values(stat.values);
    if (stat.targets.size != stat.values.size) return adjust(stat.values, last, static_cast<int>(stat.targets.size));
    if (target == Where::Upvalue)
      toAny(last);
    else if (target == Where::Indexed)
      toOperand(last);
  }

  // The condition sees the variables of the block.
  void repeat(const RepeatStat& stat) {
    statements(*stat.block);
    condition(*stat.condition, false);
  }

  void loop(const NumericForStat& stat) {
    const int base = free_;
    for (const Expr* each : {stat.first, stat.last, stat.step}) {
      Value value = each == nullptr ? Value{Where::Number} : expression(*each);
      toNext(value);
    }
    free_ = base + kStateOfNumericFor;
    reserve(1);
    block(*stat.block);
  }

  void loop(const GenericForStat& stat) {
    const int base = free_;
    adjust(stat.values, values(stat.values), kStateOfGenericFor);
    free_ = base + kStateOfGenericFor;
    reserve(kCallOfGenericFor);
    free_ = base + kStateOfGenericFor;
    reserve(static_cast<int>(stat.variables.size));
    block(*stat.block);
  }

  void returned(List<Expr*> list) {
    if (list.size > 1) return many(list);
    if (list.empty()) return;
    Value value = expression(*list[0]);
    if (value.where == Where::Ellipsis)
      reserve(1);
    else if (!value.isMany())
      toAny(value);
  }

  const SyntaxTree& tree_;
  Binding& binding_;
  std::vector<const Expr*> spine_;  // the left sides that expression() is in
  Span place_ = {};
  int free_ = 0;                // the first register that is not taken
  std::uint32_t function_ = 0;  // where the block of the function begins
  bool full_ = false;           // a function was reported
};

}  // namespace

void checkRegisters(const SyntaxTree& tree, Binding& binding) { Registers(tree, binding).run(); }

}  // namespace sluice::language
