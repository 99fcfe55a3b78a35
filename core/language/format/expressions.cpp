#include <algorithm>
#include <vector>

#include "language/format/composer.h"
#include "language/syntax/left_side.h"

namespace sluice::language::format {

namespace {

bool isSuffix(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Member:
    case ExprKind::Index:
    case ExprKind::Call:
    case ExprKind::Method: return true;
    default: return false;
  }
}

const Arguments* argumentsOf(const Expr& expr) {
  if (const auto* call = as<CallExpr>(&expr)) return &call->arguments;
  if (const auto* method = as<MethodExpr>(&expr)) return &method->arguments;
  return nullptr;
}

// Operators that are read as one chain: a + b - c, but not a + b * c.
int levelOf(TokenKind op) {
  switch (op) {
    case TokenKind::Or: return 1;
    case TokenKind::And: return 2;
    case TokenKind::Less:
    case TokenKind::Greater:
    case TokenKind::LessEqual:
    case TokenKind::GreaterEqual:
    case TokenKind::NotEqual:
    case TokenKind::Equal: return 3;
    case TokenKind::Pipe: return 4;
    case TokenKind::Tilde: return 5;
    case TokenKind::Ampersand: return 6;
    case TokenKind::ShiftLeft:
    case TokenKind::ShiftRight: return 7;
    case TokenKind::Concat: return 8;
    case TokenKind::Plus:
    case TokenKind::Minus: return 9;
    case TokenKind::Star:
    case TokenKind::Slash:
    case TokenKind::DoubleSlash:
    case TokenKind::Percent: return 10;
    default: return 11;
  }
}

bool groupsToTheRight(TokenKind op) { return op == TokenKind::Concat || op == TokenKind::Caret; }

std::vector<const Expr*> operandsOf(const BinaryExpr& expr) {
  std::vector<const Expr*> operands;
  const int level = levelOf(expr.op);
  const bool toTheRight = groupsToTheRight(expr.op);
  const BinaryExpr* at = &expr;
  while (true) {
    operands.push_back(toTheRight ? at->left : at->right);
    const Expr* rest = toTheRight ? at->right : at->left;
    const auto* next = as<BinaryExpr>(rest);
    if (next == nullptr || levelOf(next->op) != level) {
      operands.push_back(rest);
      break;
    }
    at = next;
  }
  if (!toTheRight) std::reverse(operands.begin(), operands.end());
  return operands;
}

bool isNumeric(const Expr* expr) {
  const auto* unary = as<UnaryExpr>(expr);
  return (unary != nullptr ? unary->operand : expr)->kind == ExprKind::Number;
}

// Many numbers share their lines.
bool isFilled(const TableExpr& table) {
  return std::all_of(table.items.begin(), table.items.end(),
                     [](const TableItem& item) { return item.positional() && isNumeric(item.value); });
}

}  // namespace

void Composer::expression(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Binary: return chain(expr);
    case ExprKind::Unary: return unary(to<const UnaryExpr>(expr));
    case ExprKind::Paren:
    case ExprKind::Member:
    case ExprKind::Index:
    case ExprKind::Call:
    case ExprKind::Method: return suffixed(expr);
    case ExprKind::Table: return table(to<const TableExpr>(expr));
    case ExprKind::Function: return function(*to<const FunctionExpr>(expr).body);
    case ExprKind::Missing: lost_ = true; return;
    default: return out_.token();
  }
}

// What has no place of its own where it could be broken.
bool Composer::isAtom(const Expr& expr) const {
  const Expr* at = &expr;
  if (const auto* unary = as<UnaryExpr>(at)) at = unary->operand;
  for (; at != nullptr && isSuffix(*at); at = leftOf(*at)) {
    if (const Arguments* given = argumentsOf(*at); given != nullptr && !given->items.empty()) return false;
  }
  switch (at->kind) {
    case ExprKind::Binary:
    case ExprKind::Unary:
    case ExprKind::Paren:
    case ExprKind::Function: return false;
    case ExprKind::Table: return to<const TableExpr>(*at).items.empty();
    default: return true;
  }
}

// The value behind a "=", with the blank before it.
void Composer::assigned(const Expr& value) {
  if (!out_.atComment() && (value.kind == ExprKind::Binary || !isAtom(value))) {
    out_.space();
    return expression(value);
  }
  out_.beginGroup();
  out_.indent();
  out_.line();
  expression(value);
  out_.dedent();
  out_.endGroup();
}

bool Composer::isHuggable(const Expr& expr, bool callsToo) const {
  if (expr.kind == ExprKind::Function) return true;
  if (const auto* table = as<TableExpr>(&expr)) return !table->items.empty();
  const Arguments* given = argumentsOf(expr);
  if (!callsToo || given == nullptr || given->items.empty()) return false;
  return given->style != CallStyle::String;
}

// The item that alone may be broken while the others stay in one line: the last one, or one that only small ones
// follow.
std::uint32_t Composer::hugCandidate(List<Expr*> items, bool callsToo) const {
  for (std::uint32_t i = items.size; i-- > 0;) {
    if (isHuggable(*items[i], callsToo)) return i;
    if (!isAtom(*items[i])) break;
  }
  return items.size;
}

// Items with commas, in a group that may hug one of them.
void Composer::listItems(List<Expr*> items, bool callsToo) {
  const std::uint32_t candidate = hugCandidate(items, callsToo);
  CommandIndex hugged = kNoCommand;
  bool isForced = false;
  bool others = false;  // by something that is not the candidate, or that stands before it
  for (std::uint32_t i = 0; i < items.size; ++i) {
    if (i > 0) {
      out_.token();
      out_.line();
    }
    isForced = isForced || out_.isForced();
    others = others || out_.isForced() || (i == candidate && out_.atComment());
    out_.unforce();
    break_ = kNoCommand;
    expression(*items[i]);
    if (i == candidate) hugged = break_;
    isForced = isForced || out_.isForced();
    others = others || (i != candidate && out_.isForced());
    out_.unforce();
  }
  if (isForced) out_.force();
  if (!others && hugged != kNoCommand) out_.hug(hugged);
}

// Values that no bracket is around: the first one stays where it is, the others are indented when they do not fit.
void Composer::list(List<Expr*> items) {
  if (items.size == 1) return expression(*items[0]);
  out_.beginGroup();
  out_.indent();
  listItems(items, true);
  out_.dedent();
  out_.endGroup();
}

void Composer::chain(const Expr& expr) {
  out_.beginGroup();
  chainParts(expr, true);
  out_.endGroup();
}

// The operands of a chain, each but the first on a line with its operator, where the innermost group is broken.
void Composer::chainParts(const Expr& expr, bool indented) {
  const std::vector<const Expr*> operands = operandsOf(to<const BinaryExpr>(expr));
  const Expr& last = *operands.back();
  const bool mayHug = indented && isHuggable(last, false);
  bool isForced = false;
  bool others = false;
  expression(*operands[0]);
  if (indented) out_.indent();
  for (std::size_t i = 1; i < operands.size(); ++i) {
    out_.line();
    out_.token();
    out_.space();
    if (mayHug && i + 1 == operands.size()) {
      isForced = out_.isForced();
      others = isForced || out_.atComment();
      out_.unforce();
      break_ = kNoCommand;
    }
    expression(*operands[i]);
  }
  if (indented) out_.dedent();
  if (isForced) out_.force();
  if (mayHug && !others) out_.hug(break_);
}

void Composer::unary(const UnaryExpr& expr) {
  out_.token();
  // Two minus signs would be a comment.
  if (expr.op == TokenKind::Not || (expr.op == TokenKind::Minus && out_.aheadToken().kind == TokenKind::Minus))
    out_.space();
  expression(*expr.operand);
}

void Composer::paren(const ParenExpr& expr) {
  if (expr.inner->kind != ExprKind::Binary) {
    out_.token();
    expression(*expr.inner);
    return out_.token();
  }
  out_.beginGroup();
  out_.token();
  out_.indent();
  out_.softLine();
  chainParts(*expr.inner, false);
  out_.dedent();
  out_.softLine();
  out_.token();
  out_.endGroup();
}

void Composer::suffixed(const Expr& expr) {
  std::vector<const Expr*> parts;
  const Expr* at = &expr;
  for (; isSuffix(*at); at = leftOf(*at)) parts.push_back(at);
  if (const auto* inner = as<ParenExpr>(at)) {
    paren(*inner);
  } else {
    expression(*at);
  }
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    if ((*part)->kind == ExprKind::Index) {
      index(to<const IndexExpr>(**part));
      continue;
    }
    if ((*part)->kind != ExprKind::Call) out_.tokens(2);
    if (const Arguments* given = argumentsOf(**part)) arguments(*given);
  }
}

void Composer::index(const IndexExpr& expr) {
  out_.token();
  // "[" and a long string would be the begin of another long string.
  const bool isApart = pieces_.textOf(out_.nextToken())[0] == '[';
  if (isApart) out_.space();
  expression(*expr.key);
  if (isApart) out_.space();
  out_.token();
}

void Composer::arguments(const Arguments& arguments) {
  if (arguments.style != CallStyle::Parens) {
    out_.space();
    break_ = kNoCommand;
    return expression(*arguments.items[0]);
  }
  if (arguments.items.empty()) return out_.tokens(2);
  const Expr& first = *arguments.items[0];
  const bool isAlone = arguments.items.size == 1;
  out_.beginGroup();
  out_.token();
  out_.indent();
  out_.softLine();
  const CommandIndex line = out_.here() - 1;
  if (isAlone && first.kind == ExprKind::Binary &&
      !isHuggable(*operandsOf(to<const BinaryExpr>(first)).back(), false)) {
    chainParts(first, false);
  } else {
    listItems(arguments.items, isAlone);
  }
  const bool wasForced = out_.isForced();
  out_.unforce();
  closingComments(false);
  out_.dedent();
  out_.softLine();
  if (out_.isForced()) out_.hug(kNoCommand);
  if (wasForced) out_.force();
  out_.token();
  out_.endGroup();
  break_ = line;
}

void Composer::table(const TableExpr& expr) {
  const bool isEmpty = expr.items.empty();
  out_.beginGroup();
  out_.token();
  if (isEmpty && !out_.atComment()) {
    out_.token();
    return out_.endGroup();
  }
  bool isBroken = false;  // by the author, behind the brace
  for (PieceIndex i = out_.next(); i <= out_.nextToken(); ++i) isBroken = isBroken || pieces_.all[i].isOwnLine();
  if (isBroken) out_.force();
  out_.indent();
  out_.line();
  const CommandIndex line = out_.here() - 1;
  const bool isNumbers = isFilled(expr);
  for (std::uint32_t i = 0; i < expr.items.size; ++i) {
    const bool isLast = i + 1 == expr.items.size;
    openingComments();
    tableItem(expr.items[i]);
    if (isLast) {
      out_.comma();
      break;
    }
    out_.token();
    out_.trailingComments();
    if (isNumbers && !out_.blankAhead()) {
      out_.fillLine();
    } else {
      out_.line(out_.blankAhead());
    }
  }
  closingComments(isEmpty);
  out_.dedent();
  out_.line();
  out_.token();
  out_.endGroup();
  break_ = line;
}

void Composer::tableItem(const TableItem& item) {
  if (!item.name.missing()) {
    out_.token();
    out_.space();
    out_.token();
    return assigned(*item.value);
  }
  if (item.key == nullptr) return expression(*item.value);
  out_.token();
  const bool isApart = pieces_.textOf(out_.nextToken())[0] == '[';
  if (isApart) out_.space();
  expression(*item.key);
  if (isApart) out_.space();
  out_.token();
  out_.space();
  out_.token();
  assigned(*item.value);
}

void Composer::function(const FunctionBody& body) {
  out_.beginGroup();
  out_.token();
  functionRest(body);
  out_.endGroup();
}

// From the parameters on, in the function's group.
void Composer::functionRest(const FunctionBody& function) {
  parameters(function);
  const CommandIndex line = body(*function.block);
  out_.token();
  break_ = line;
}

void Composer::parameters(const FunctionBody& body) {
  const std::uint32_t count = body.parameters.size + (body.isVariadic() ? 1 : 0);
  if (count == 0) return out_.tokens(2);
  out_.beginGroup();
  out_.token();
  out_.indent();
  out_.softLine();
  for (std::uint32_t i = 0; i < count; ++i) {
    if (i > 0) {
      out_.token();
      out_.line();
    }
    out_.token();
  }
  out_.dedent();
  out_.softLine();
  out_.token();
  out_.endGroup();
}

}  // namespace sluice::language::format
