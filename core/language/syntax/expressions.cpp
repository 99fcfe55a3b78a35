#include "language/syntax/pass.h"

namespace sluice::language {

namespace {

// How strongly an operator binds on either side (Lua's reference manual, 3.4.8); 0 for what is none.
struct Binding {
  int left = 0;
  int right = 0;
};
constexpr int kUnaryBinding = 12;

Binding bindingOf(TokenKind kind) {
  switch (kind) {
    case TokenKind::Or: return {1, 1};
    case TokenKind::And: return {2, 2};
    case TokenKind::Less:
    case TokenKind::Greater:
    case TokenKind::LessEqual:
    case TokenKind::GreaterEqual:
    case TokenKind::NotEqual:
    case TokenKind::Equal: return {3, 3};
    case TokenKind::Pipe: return {4, 4};
    case TokenKind::Tilde: return {5, 5};
    case TokenKind::Ampersand: return {6, 6};
    case TokenKind::ShiftLeft:
    case TokenKind::ShiftRight: return {7, 7};
    case TokenKind::Concat: return {9, 8};
    case TokenKind::Plus:
    case TokenKind::Minus: return {10, 10};
    case TokenKind::Star:
    case TokenKind::Slash:
    case TokenKind::DoubleSlash:
    case TokenKind::Percent: return {11, 11};
    case TokenKind::Caret: return {14, 13};
    default: return {};
  }
}

bool isUnary(TokenKind kind) {
  return kind == TokenKind::Not || kind == TokenKind::Minus || kind == TokenKind::Hash || kind == TokenKind::Tilde;
}

}  // namespace

bool Pass::atExpression() const {
  switch (token().kind) {
    case TokenKind::Name:
    case TokenKind::Number:
    case TokenKind::String:
    case TokenKind::Nil:
    case TokenKind::True:
    case TokenKind::False:
    case TokenKind::Ellipsis:
    case TokenKind::Function:
    case TokenKind::LeftParen:
    case TokenKind::LeftBrace: return true;
    default: return isUnary(token().kind);
  }
}

List<Expr*> Pass::expressions() {
  std::vector<Expr*> list;
  do list.push_back(expression());
  while (accept(TokenKind::Comma));
  return arena_.list(list);
}

// An expression of operators that bind more strongly than `limit`.
Expr* Pass::binary(int limit) {
  if (!enter()) {
    leave();
    return nothing();
  }
  Expr* left = operand();
  while (true) {
    const Token& op = token();
    const Binding binding = bindingOf(op.kind);
    if (binding.left <= limit) break;
    advance();
    Expr* right = binary(binding.right);
    left = makeExpr(left->span.begin, BinaryExpr{{}, op.kind, op.span, left, right});
  }
  leave();
  return left;
}

Expr* Pass::operand() {
  if (byIndentation() && atAssignment()) return missing("an expression");
  const Token& op = token();
  if (!isUnary(op.kind)) return simple();
  advance();
  Expr* inner = binary(kUnaryBinding);
  return makeExpr(op.span.begin, UnaryExpr{{}, op.kind, inner});
}

Expr* Pass::simple() {
  const Token& begin = token();
  switch (begin.kind) {
    case TokenKind::Nil: return literal(ExprKind::Nil);
    case TokenKind::True: return literal(ExprKind::True);
    case TokenKind::False: return literal(ExprKind::False);
    case TokenKind::Ellipsis: return literal(ExprKind::Ellipsis);
    case TokenKind::Number: advance(); return makeExpr(begin.span.begin, NumberExpr{});
    case TokenKind::String: {
      advance();
      const std::string_view text = textOf(begin);
      const bool isLong = text[0] == '[';
      const auto quote = static_cast<std::uint32_t>(isLong ? text.find('[', 1) + 1 : 1);
      const std::uint32_t closing = begin.broken ? 0 : quote;
      return makeExpr(begin.span.begin,
                      StringExpr{{}, begin.broken, {begin.span.begin + quote, begin.span.end - closing}});
    }
    case TokenKind::LeftBrace: return table();
    case TokenKind::Function:
      if (peek().kind == TokenKind::Name) break;
      advance();
      return function(begin, false);
    default: break;
  }
  return suffixed(false);
}

Expr* Pass::literal(ExprKind kind) {
  const Token& begin = token();
  advance();
  return arena_.make(Expr{kind, nextId_++, begin.span});
}

Expr* Pass::missing(std::string_view what) {
  failExpected(what);
  return nothing();
}

Expr* Pass::nothing() { return arena_.make(Expr{ExprKind::Missing, nextId_++, here()}); }

Expr* Pass::primary() {
  const Token& begin = token();
  if (at(TokenKind::Name)) {
    advance();
    return makeExpr(begin.span.begin, NameExpr{{}, textOf(begin)});
  }
  if (!accept(TokenKind::LeftParen)) return missing("an expression");
  Expr* inner = expression();
  expectClosing(TokenKind::RightParen, begin);
  return makeExpr(begin.span.begin, ParenExpr{{}, inner});
}

// `atHead`: the expression begins a statement.
Expr* Pass::suffixed(bool atHead) {
  Expr* expr = primary();
  if (expr->kind == ExprKind::Missing) return expr;
  while (true) {
    // What follows an unfinished `a.` on a later line begins something new.
    const bool unfinished = !expr->span.empty() && previous().span.end == expr->span.end &&
                            (previous().kind == TokenKind::Dot || previous().kind == TokenKind::Colon);
    if (unfinished && token().first) return expr;
    if (at(TokenKind::Dot)) {
      expr = member(expr, atHead);
    } else if (at(TokenKind::LeftBracket)) {
      expr = index(expr);
    } else if (at(TokenKind::Colon)) {
      expr = method(expr, atHead);
    } else if (atArguments()) {
      expr = call(expr);
    } else {
      return expr;
    }
  }
}

Expr* Pass::member(Expr* object, bool atHead) {
  const std::uint32_t dot = token().span.begin;
  advance();
  const Name name = field(false, atHead);
  return makeExpr(object->span.begin, MemberExpr{{}, object, dot, name});
}

Expr* Pass::method(Expr* object, bool atHead) {
  const std::uint32_t colon = token().span.begin;
  advance();
  const Name name = field(true, atHead);
  Arguments given{};
  if (atArguments() && !(name.missing() && token().first)) {
    given = arguments();
  } else {
    given.span = here();
    if (!name.missing()) failExpected("the method's arguments");
  }
  return makeExpr(object->span.begin, MethodExpr{{}, object, colon, name, given});
}

// The name behind a dot or colon.
Name Pass::field(bool isMethod, bool atHead) {
  if (at(TokenKind::Name) && (!token().first || !byIndentation() || isLaterField(isMethod, atHead)))
    return acceptName();
  const TokenKind kind = token().kind;
  const bool isWord =
      isKeyword(kind) && !token().first && kind != TokenKind::Then && kind != TokenKind::Do && !atCloser();
  if (!isWord) {
    failExpected("a field's name");
    return {{}, here()};
  }
  fail(DiagnosticCode::Syntax, token().span,
       "'" + std::string(textOf(token())) + "' is a keyword: write [\"" + std::string(textOf(token())) + "\"]");
  const Name name{textOf(token()), token().span};
  advance();
  return name;
}

// Whether a name on a line after the dot or colon is the field, in text that has a mistake somewhere.
bool Pass::isLaterField(bool isMethod, bool atHead) const {
  if (!isMethod) return atHead;
  const TokenKind next = peek().kind;
  return next == TokenKind::LeftParen || next == TokenKind::LeftBrace || next == TokenKind::String;
}

Expr* Pass::index(Expr* object) {
  const Token& bracket = token();
  advance();
  Expr* key = expression();
  expectClosing(TokenKind::RightBracket, bracket);
  return makeExpr(object->span.begin, IndexExpr{{}, object, key});
}

Expr* Pass::call(Expr* callee) {
  const Arguments given = arguments();
  return makeExpr(callee->span.begin, CallExpr{{}, callee, given});
}

bool Pass::atArguments() const { return at(TokenKind::LeftParen) || at(TokenKind::String) || at(TokenKind::LeftBrace); }

// Precondition: atArguments().
Arguments Pass::arguments() {
  if (at(TokenKind::LeftParen)) return parenthesized();
  Arguments given{};
  given.style = at(TokenKind::String) ? CallStyle::String : CallStyle::Table;
  given.closed = true;
  const std::uint32_t begin = token().span.begin;
  given.items = arena_.list(std::vector<Expr*>{simple()});
  given.span = since(begin);
  return given;
}

Arguments Pass::parenthesized() {
  const Token& opener = token();
  advance();
  std::vector<Expr*> items;
  if (!at(TokenKind::RightParen)) {
    do {
      if (endsArguments(opener)) break;
      items.push_back(expression());
    } while (accept(TokenKind::Comma));
  }
  Arguments given{};
  given.style = CallStyle::Parens;
  given.closed = expectClosing(TokenKind::RightParen, opener);
  given.items = arena_.list(items);
  given.span = since(opener.span.begin);
  return given;
}

bool Pass::endsArguments(const Token& opener) const {
  return atStatementStart() || (byIndentation() && token().line > opener.line && atAssignment());
}

Expr* Pass::table() {
  const Token& opener = token();
  advance();
  std::vector<TableItem> items;
  bool separated = true;
  while (!at(TokenKind::RightBrace) && !endsTable(separated)) {
    if (!separated) failExpected("',' or '}'");
    const std::size_t before = at_;
    items.push_back(tableItem());
    separated = accept(TokenKind::Comma) || accept(TokenKind::Semicolon);
    if (at_ == before) break;
  }
  TableExpr node{};
  node.closed = expectClosing(TokenKind::RightBrace, opener);
  node.items = arena_.list(items);
  return makeExpr(opener.span.begin, node);
}

// Whether what stands here is no item. `separated`: a comma, or the opening brace, stands before it.
bool Pass::endsTable(bool separated) const {
  if (atStatementStart()) return true;
  if (separated) return false;
  if (!byIndentation()) return true;
  return token().first && at(TokenKind::Name) && peek().kind != TokenKind::Assign;
}

TableItem Pass::tableItem() {
  TableItem item{};
  if (at(TokenKind::Name) && peek().kind == TokenKind::Assign) {
    item.name = acceptName();
    advance();
    item.value = namedValue();
  } else if (at(TokenKind::LeftBracket)) {
    const Token& bracket = token();
    advance();
    item.key = expression();
    expectClosing(TokenKind::RightBracket, bracket);
    expect(TokenKind::Assign);
    item.value = expression();
  } else {
    item.value = expression();
  }
  return item;
}

// The value of `name =`, which is missing when another field follows.
Expr* Pass::namedValue() {
  const bool another = at(TokenKind::Name) && peek().kind == TokenKind::Assign;
  return another ? missing("a value") : expression();
}

// `keyword`: the token `function`, which has been read, and the name behind it too.
FunctionExpr* Pass::function(const Token& keyword, bool isMethod) {
  FunctionBody body{};
  body.keyword = keyword.span;
  body.isMethod = isMethod;
  parameters(body);
  body.block = block(&keyword);
  closeBlock(keyword);
  body.span = since(keyword.span.begin);
  return make(keyword.span.begin, FunctionExpr{{}, arena_.make(body)});
}

void Pass::parameters(FunctionBody& body) {
  const Token& opener = token();
  if (!expect(TokenKind::LeftParen)) {
    body.parens = here();
    return;
  }
  std::vector<Name> names;
  const auto startsLine = [this] {
    const TokenKind next = peek().kind;
    return byIndentation() && token().first && at(TokenKind::Name) &&
           (next == TokenKind::Assign || next == TokenKind::Dot || next == TokenKind::LeftParen);
  };
  if (!at(TokenKind::RightParen)) {
    do {
      if (at(TokenKind::Ellipsis)) {
        body.ellipsis = token().span;
        advance();
        break;
      }
      if (!at(TokenKind::Name) || startsLine()) {
        failExpected("a parameter's name");
        break;
      }
      names.push_back(acceptName());
    } while (accept(TokenKind::Comma));
  }
  expectClosing(TokenKind::RightParen, opener);
  body.parameters = arena_.list(names);
  body.parens = since(opener.span.begin);
}

}  // namespace sluice::language
