#include "language/rules/constants.h"

#include <cmath>

#include "language/rules/walk.h"
#include "language/syntax/literals.h"

namespace sluice::language {

namespace {

constexpr int kDeepest = 32;

// The value of each `local name = value`.
class Declarations : public Walk<Declarations> {
 public:
  Declarations(const Binding& binding, std::vector<const Expr*>& values) : binding_(binding), values_(values) {}

  void enter(const Stat& stat) {
    const auto* local = as<LocalStat>(&stat);
    if (local == nullptr) return;
    for (std::uint32_t i = 0; i < local->names.size && i < local->values.size; ++i) {
      const SymbolId symbol = binding_.declaredAt(local->names[i].name.span);
      if (symbol != kNoSymbol && binding_.symbols[symbol].writes == 0) values_[symbol] = local->values[i];
    }
  }

 private:
  const Binding& binding_;
  std::vector<const Expr*>& values_;
};

}  // namespace

Constants::Constants(const SyntaxTree& tree, const Binding& binding)
    : tree_(tree), binding_(binding), values_(binding.symbols.size(), nullptr) {
  Declarations(binding, values_).walk(*tree.chunk);
  // A value names variables that were declared before, and these are resolved already.
  for (const Expr*& value : values_) {
    if (value != nullptr) value = &resolve(*value);
  }
}

const Expr& Constants::resolve(const Expr& expr) const {
  const Expr& inner = withoutParens(expr);
  const auto* name = as<NameExpr>(&inner);
  const SymbolId symbol = name == nullptr ? kNoSymbol : binding_.byExpr[name->id];
  return symbol == kNoSymbol || values_[symbol] == nullptr ? inner : *values_[symbol];
}

std::optional<std::string> Constants::text(const Expr& given, int depth) const {
  const Expr& expr = resolve(given);
  if (depth == kDeepest) return {};
  if (const auto* string = as<StringExpr>(&expr)) return stringValue(tree_.textOf(expr.span), string->broken);
  const auto* binary = as<BinaryExpr>(&expr);
  if (binary == nullptr || binary->op != TokenKind::Concat) return {};
  std::optional<std::string> left = text(*binary->left, depth + 1);
  if (!left) return {};
  const std::optional<std::string> right = text(*binary->right, depth + 1);
  if (!right) return {};
  return *left + *right;
}

std::string Constants::prefix(const Expr& given, bool& whole) const {
  std::string known;
  const Expr* at = &resolve(given);
  // Concatenation binds to the right: a .. (b .. c).
  for (int i = 0; i < kDeepest; ++i) {
    if (const auto all = text(*at)) {
      whole = true;
      return known + *all;
    }
    const auto* binary = as<BinaryExpr>(at);
    if (binary == nullptr || binary->op != TokenKind::Concat) break;
    const auto left = text(*binary->left);
    if (!left) break;
    known += *left;
    at = &resolve(*binary->right);
  }
  whole = false;
  return known;
}

std::optional<double> Constants::number(const Expr& given, int depth) const {
  const Expr& expr = resolve(given);
  if (depth == kDeepest) return {};
  if (expr.kind == ExprKind::Number) {
    const std::string_view text = tree_.textOf(expr.span);
    if (!isNumeral(text)) return {};
    const NumeralValue value = numeralValue(text);
    return value.isInteger ? static_cast<double>(value.integer) : value.number;
  }
  if (const auto* unary = as<UnaryExpr>(&expr)) {
    if (unary->op != TokenKind::Minus) return {};
    const auto value = number(*unary->operand, depth + 1);
    return value ? std::optional(-*value) : std::nullopt;
  }
  return {};
}

}  // namespace sluice::language
