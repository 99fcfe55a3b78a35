#include <algorithm>

#include "base/concat.h"
#include "language/rules/callee.h"
#include "language/rules/constants.h"
#include "language/rules/rules.h"
#include "language/rules/walk.h"

namespace sluice::language {

namespace {

// Functions of the library that do something besides giving values back, or are called for the errors they raise.
constexpr std::string_view kWithEffect[] = {
    "assert",          "coroutine.close", "coroutine.resume", "coroutine.wrap",  "coroutine.yield",
    "error",           "math.randomseed", "next",             "pcall",           "print",
    "select",          "setmetatable",    "table.insert",     "table.move",      "table.remove",
    "table.sort",      "xpcall",          "math.random",      "helpers.fetch",   "helpers.fetchAll",
    "helpers.ip.inCidr", "helpers.json.array", "helpers.json.decode", "helpers.base64.decode", "helpers.log",
    "helpers.matches", "helpers.metrics.count", "helpers.metrics.gauge", "helpers.rateLimit", "helpers.secret",
    "helpers.trace",   "await",           "utf8.codes",       "string.gsub"};

// What type() calls a value, with nil and the unknown left out.
enum class Sort : std::uint8_t { None, Boolean, Number, String, Table, Function, Thread };

Sort sortOf(TypeKind kind) {
  switch (kind) {
    case TypeKind::True:
    case TypeKind::False: return Sort::Boolean;
    case TypeKind::Integer:
    case TypeKind::Number:
    case TypeKind::IntegerLiteral: return Sort::Number;
    case TypeKind::String:
    case TypeKind::StringLiteral: return Sort::String;
    case TypeKind::AnyTable:
    case TypeKind::Table: return Sort::Table;
    case TypeKind::AnyFunction:
    case TypeKind::Function: return Sort::Function;
    case TypeKind::Thread: return Sort::Thread;
    default: return Sort::None;
  }
}

class ValueRules : public Walk<ValueRules> {
 public:
  ValueRules(const Scene& scene, Mistakes& out)
      : scene_(scene), store_(scene.inference.store), exprs_(scene.inference.exprs), out_(out) {}

  void enter(const Stat& stat) {
    switch (stat.kind) {
      case StatKind::Call: return unused(*to<const CallStat>(stat).call);
      case StatKind::Local: return unset(to<const LocalStat>(stat));
      case StatKind::If:
        for (const IfClause& clause : to<const IfStat>(stat).clauses) {
          if (clause.condition != nullptr) condition(*clause.condition);
        }
        return;
      // `while true` and `until false` are how loops without a condition are written.
      case StatKind::While:
        if (!isLiteral(*to<const WhileStat>(stat).condition)) condition(*to<const WhileStat>(stat).condition);
        return;
      case StatKind::Repeat:
        if (!isLiteral(*to<const RepeatStat>(stat).condition)) condition(*to<const RepeatStat>(stat).condition);
        return;
      default: return;
    }
  }

  void visit(const Expr& expr) {
    if (const auto* unary = as<UnaryExpr>(&expr)) {
      if (unary->op == TokenKind::Hash) length(*unary);
    } else if (const auto* binary = as<BinaryExpr>(&expr)) {
      switch (binary->op) {
        case TokenKind::Equal:
        case TokenKind::NotEqual: return equality(*binary);
        case TokenKind::Less:
        case TokenKind::LessEqual:
        case TokenKind::Greater:
        case TokenKind::GreaterEqual: return order(*binary);
        default: return;
      }
    }
  }

 private:
  void report(DiagnosticCode code, Span span, std::string message) { out_.push_back({code, span, std::move(message)}); }
  std::string_view shown(const Expr& expr) const { return scene_.tree.textOf(expr.span).substr(0, 60); }

  static bool isLiteral(const Expr& expr) {
    const ExprKind kind = withoutParens(expr).kind;
    return kind == ExprKind::True || kind == ExprKind::False || kind == ExprKind::Nil || kind == ExprKind::Number;
  }

  void unused(const Expr& call) {
    const Called called = calledBy(scene_, call);
    const std::string_view name = called.libraryName();
    if (name.empty() || std::find(std::begin(kWithEffect), std::end(kWithEffect), name) != std::end(kWithEffect)) return;
    report(DiagnosticCode::UnusedValue, call.span,
           concat({name, " does nothing but give a value back, and nothing takes it"}));
  }

  void unset(const LocalStat& stat) {
    if (!stat.values.empty()) return;
    for (const LocalName& each : stat.names) {
      const SymbolId id = scene_.binding.declaredAt(each.name.span);
      if (id == kNoSymbol || each.hasAttribute) continue;
      const Symbol& symbol = scene_.binding.symbols[id];
      if (symbol.writes > 0 || symbol.reads == 0) continue;
      report(DiagnosticCode::UnsetLocal, each.name.span, concat({"'", symbol.name, "' never gets a value: it is nil"}));
    }
  }

  bool isKnown(TypeId type) const { return type != types::kNever && !store_.isUnknown(type); }

  // Whether a value of this type is always true (1), always false (0), or either (-1).
  int truth(TypeId type) const {
    if (!isKnown(type)) return -1;
    int known = -1;
    for (const TypeId each : store_.members(type)) {
      const int one = each == types::kNil || each == types::kFalse || each == types::kAbsent ? 0 : 1;
      if (known >= 0 && known != one) return -1;
      known = one;
    }
    return known;
  }

  int truth(const Expr& given) const {
    const Expr& expr = withoutParens(given);
    if (const auto* unary = as<UnaryExpr>(&expr)) {
      if (unary->op == TokenKind::Not) {
        const int inner = truth(*unary->operand);
        return inner < 0 ? inner : 1 - inner;
      }
    }
    return truth(exprs_[expr.id]);
  }

  // Comparisons have rules of their own.
  void condition(const Expr& given) {
    const Expr& expr = withoutParens(given);
    const int known = truth(expr);
    if (known < 0 || expr.kind == ExprKind::Missing) return;
    report(DiagnosticCode::ConstantCondition, expr.span,
           concat({"'", shown(expr), known == 1 ? "' is always true" : "' is always false"}));
  }

  void equality(const BinaryExpr& expr) {
    const bool hasNil = expr.left->kind == ExprKind::Nil || expr.right->kind == ExprKind::Nil;
    const TypeId left = exprs_[expr.left->id];
    const TypeId right = exprs_[expr.right->id];
    const std::string_view outcome = expr.op == TokenKind::Equal ? "always false" : "always true";
    if (hasNil) {
      const Expr& other = expr.left->kind == ExprKind::Nil ? *expr.right : *expr.left;
      if (other.kind == ExprKind::Nil || !store_.isNeverNil(exprs_[other.id])) return;
      return report(DiagnosticCode::NeverNil, expr.span, concat({"'", shown(other), "' is never nil: this is ", outcome}));
    }
    if (!isKnown(left) || !isKnown(right) || overlap(left, right)) return;
    report(DiagnosticCode::UnrelatedComparison, expr.span,
           concat({store_.print(left, 1), " and ", store_.print(right, 1), " are never equal: this is ", outcome}));
  }

  bool overlap(TypeId left, TypeId right) const {
    const auto others = store_.members(right);
    for (const TypeId a : store_.members(left)) {
      for (const TypeId b : others) {
        if (canEqual(a, b)) return true;
      }
    }
    return false;
  }

  bool canEqual(TypeId a, TypeId b) const {
    const auto isNil = [](TypeId type) { return type == types::kNil || type == types::kAbsent; };
    if (a == b || (isNil(a) && isNil(b))) return true;
    const TypeKind first = store_.kind(a);
    const TypeKind second = store_.kind(b);
    if (first == TypeKind::Generic || second == TypeKind::Generic) return true;
    const Sort sort = sortOf(first);
    if (sort == Sort::None || sort != sortOf(second)) return false;
    const bool literals = (first == TypeKind::StringLiteral && second == TypeKind::StringLiteral) ||
                          (first == TypeKind::IntegerLiteral && second == TypeKind::IntegerLiteral);
    return !literals && sort != Sort::Boolean;
  }

  // What < can compare: two numbers, two texts, or tables with metatables.
  void order(const BinaryExpr& expr) {
    const TypeId left = exprs_[expr.left->id];
    const TypeId right = exprs_[expr.right->id];
    if (refuses(*expr.left, left, expr.opSpan) || refuses(*expr.right, right, expr.opSpan)) return;
    const Sort first = onlySort(left);
    const Sort second = onlySort(right);
    const bool comparable = first == Sort::None || second == Sort::None || first == second || first == Sort::Table ||
                            second == Sort::Table;
    if (comparable) return;
    report(DiagnosticCode::OperandType, expr.span,
           concat({"'", scene_.tree.textOf(expr.opSpan), "' cannot compare ", store_.print(left, 1), " with ",
                   store_.print(right, 1)}));
  }

  bool refuses(const Expr& operand, TypeId type, Span op) {
    if (!isKnown(type) || operand.kind == ExprKind::Missing) return false;
    if (store_.mayBeNil(type)) {
      report(DiagnosticCode::NilAccess, operand.span,
             concat({"'", shown(operand), type == types::kNil ? "' is nil here" : "' can be nil here", ", which '",
                     scene_.tree.textOf(op), "' cannot compare"}));
      return true;
    }
    const Sort sort = onlySort(type);
    if (sort != Sort::Boolean && sort != Sort::Function && sort != Sort::Thread) return false;
    report(DiagnosticCode::OperandType, operand.span,
           concat({"'", scene_.tree.textOf(op), "' cannot compare a ", store_.print(type, 0)}));
    return true;
  }

  // What all values of a type are; None when they are several things or unknown.
  Sort onlySort(TypeId type) const {
    if (!isKnown(type)) return Sort::None;
    Sort only = Sort::None;
    for (const TypeId each : store_.members(type)) {
      const Sort sort = sortOf(store_.kind(each));
      if (sort == Sort::None || (only != Sort::None && only != sort)) return Sort::None;
      only = sort;
    }
    return only;
  }

  void length(const UnaryExpr& expr) {
    const TypeId type = exprs_[expr.operand->id];
    if (type == types::kNever || store_.kind(type) != TypeKind::Table) return;
    const Shape& shape = store_.shape(type);
    const bool isOwn = shape.name.empty() && !shape.open && shape.index == types::kNever;
    if (!isOwn || shape.value != types::kNever || shape.fields.empty()) return;
    const auto isNumbered = [](const Field& field) { return field.name[0] >= '0' && field.name[0] <= '9'; };
    if (std::any_of(shape.fields.begin(), shape.fields.end(), isNumbered)) return;
    report(DiagnosticCode::LengthOfMap, expr.span,
           concat({"'", shown(*expr.operand), "' has named fields only: this is always 0"}));
  }

  const Scene& scene_;
  const TypeStore& store_;
  const std::vector<TypeId>& exprs_;
  Mistakes& out_;
};

}  // namespace

void lintValues(const Scene& scene, Mistakes& out) { ValueRules(scene, out).walk(*scene.tree.chunk); }

}  // namespace sluice::language
