#include "language/syntax/pass.h"

namespace sluice::language {

Block* Pass::chunk() {
  std::vector<Stat*> stats;
  statements(nullptr, stats);
  return arena_.make(Block{{0, static_cast<std::uint32_t>(text_.size())}, arena_.list(stats)});
}

// The statements up to what closes the block that `opener` opens.
Block* Pass::block(const Token* opener) {
  const std::uint32_t begin = previousEnd();
  std::vector<Stat*> stats;
  statements(opener, stats);
  return arena_.make(Block{{begin, token().span.begin}, arena_.list(stats)});
}

void Pass::statements(const Token* opener, std::vector<Stat*>& out) {
  bool returned = false;
  std::uint32_t labels = 0;
  while (!endsBlock(opener)) {
    if (returned)
      fail(DiagnosticCode::ReturnNotLast, out.back()->span, "'return' must be the last statement of its block");
    Stat* stat = statement(labels);
    returned = stat->kind == StatKind::Return;
    if (stat->kind == StatKind::Label)
      ++labels;
    else if (stat->kind != StatKind::Empty)
      labels = 0;
    out.push_back(stat);
  }
}

// `labels` stand directly before it: Lua parses the labels and semicolons behind a label by recursion.
Stat* Pass::statement(std::uint32_t labels) {
  const Token& begin = token();
  const std::uint32_t depth = depth_;
  if (at(TokenKind::Semicolon) || at(TokenKind::DoubleColon)) depth_ += labels;
  Stat* stat = enter() ? statementAt(begin) : finish(begin, ErrorStat{});
  depth_ = depth;
  return stat;
}

Stat* Pass::statementAt(const Token& begin) {
  switch (begin.kind) {
    case TokenKind::Semicolon: {
      advance();
      Stat stat{StatKind::Empty, begin.span};
      return arena_.make(stat);
    }
    case TokenKind::If: return ifStatement();
    case TokenKind::While: return whileStatement();
    case TokenKind::Do: return doStatement();
    case TokenKind::For: return forStatement();
    case TokenKind::Repeat: return repeatStatement();
    case TokenKind::Function:
      if (peek().kind == TokenKind::LeftParen) break;
      return functionStatement();
    case TokenKind::Local: return localStatement();
    case TokenKind::DoubleColon: return labelStatement();
    case TokenKind::Return: return returnStatement();
    case TokenKind::Goto: return gotoStatement();
    case TokenKind::Break: {
      advance();
      Stat stat{StatKind::Break, begin.span};
      return arena_.make(stat);
    }
    default: break;
  }
  return expressionStatement();
}

Stat* Pass::localStatement() {
  const Token& begin = token();
  advance();
  if (accept(TokenKind::Function)) return localFunction(begin);
  std::vector<LocalName> names;
  do {
    if (!names.empty() && byIndentation() && (atAssignment() || atStatementStart())) {
      failExpected("a name");
      break;
    }
    names.push_back(localName(begin));
  } while (accept(TokenKind::Comma));
  LocalStat stat{};
  stat.names = arena_.list(names);
  if (accept(TokenKind::Assign)) stat.values = expressions();
  return finish(begin, stat);
}

LocalName Pass::localName(const Token& statement) {
  LocalName local{declaredName(statement, "a name")};
  if (local.name.missing() || !at(TokenKind::Less)) return local;
  advance();
  local.hasAttribute = true;
  local.attribute = byIndentation() && token().first ? Name{{}, here()} : expectName("const or close");
  if (!accept(TokenKind::Greater)) failExpected("'>'");
  return local;
}

Stat* Pass::localFunction(const Token& begin) {
  const Token& keyword = previous();
  LocalFunctionStat stat{};
  stat.name = declaredName(begin, "the function's name");
  stat.function = function(keyword, false);
  return finish(begin, stat);
}

Stat* Pass::functionStatement() {
  const Token& begin = token();
  advance();
  FunctionStat stat{};
  const Name first = declaredName(begin, "the function's name");
  stat.target = makeExpr(first.span.begin, NameExpr{{}, first.text});
  bool isMethod = false;
  while (!isMethod && (at(TokenKind::Dot) || at(TokenKind::Colon))) {
    isMethod = at(TokenKind::Colon);
    const std::uint32_t dot = token().span.begin;
    advance();
    const Name name = expectName("a name");
    stat.target = makeExpr(first.span.begin, MemberExpr{{}, stat.target, dot, name});
  }
  stat.function = function(begin, isMethod);
  return finish(begin, stat);
}

// `end`, unless it stands where it can only close an outer block.
void Pass::closeBlock(const Token& opener) {
  if (at(TokenKind::End) && !isLeftOf(opener)) return advance();
  fail(DiagnosticCode::MissingEnd, opener.span, "'end' is missing to close this '" + std::string(textOf(opener)) + "'");
  relate(token().span, "it would stand before this");
}

Stat* Pass::ifStatement() {
  const Token& begin = token();
  std::vector<IfClause> clauses;
  bool sawElse = false;
  do {
    const Token& keyword = token();
    advance();
    if (sawElse) fail(DiagnosticCode::Syntax, keyword.span, "nothing but 'end' can follow the 'else' of an 'if'");
    IfClause clause{keyword.span, nullptr, nullptr};
    if (keyword.kind != TokenKind::Else) {
      clause.condition = expression();
      expect(TokenKind::Then);
    }
    sawElse = sawElse || keyword.kind == TokenKind::Else;
    clause.block = block(&keyword);
    clauses.push_back(clause);
  } while ((at(TokenKind::Else) || at(TokenKind::Elseif)) && !isLeftOf(begin));
  closeBlock(begin);
  IfStat stat{};
  stat.clauses = arena_.list(clauses);
  return finish(begin, stat);
}

Stat* Pass::whileStatement() {
  const Token& begin = token();
  advance();
  WhileStat stat{};
  stat.condition = expression();
  expect(TokenKind::Do);
  stat.block = block(&begin);
  closeBlock(begin);
  return finish(begin, stat);
}

Stat* Pass::doStatement() {
  const Token& begin = token();
  advance();
  DoStat stat{};
  stat.block = block(&begin);
  closeBlock(begin);
  return finish(begin, stat);
}

Stat* Pass::repeatStatement() {
  const Token& begin = token();
  advance();
  RepeatStat stat{};
  stat.block = block(&begin);
  if (at(TokenKind::Until) && !isLeftOf(begin)) {
    advance();
    stat.condition = expression();
  } else {
    fail(DiagnosticCode::MissingEnd, begin.span, "'until' is missing to close this 'repeat'");
    relate(token().span, "it would stand before this");
    stat.condition = nothing();
  }
  return finish(begin, stat);
}

Stat* Pass::forStatement() {
  const Token& begin = token();
  advance();
  const Name variable = declaredName(begin, "a name");
  if (at(TokenKind::Comma) || at(TokenKind::In)) return genericFor(begin, variable);
  return numericFor(begin, variable);
}

Stat* Pass::numericFor(const Token& begin, Name variable) {
  NumericForStat stat{};
  stat.variable = variable;
  if (accept(TokenKind::Assign)) {
    stat.first = expression();
    stat.last = accept(TokenKind::Comma) ? expression() : missing("',' and the last value");
    stat.step = accept(TokenKind::Comma) ? expression() : nullptr;
  } else {
    stat.first = missing("'=' or 'in'");
    stat.last = nothing();
  }
  expect(TokenKind::Do);
  stat.block = block(&begin);
  closeBlock(begin);
  return finish(begin, stat);
}

Stat* Pass::genericFor(const Token& begin, Name variable) {
  GenericForStat stat{};
  std::vector<Name> variables{variable};
  while (accept(TokenKind::Comma)) variables.push_back(declaredName(begin, "a name"));
  stat.variables = arena_.list(variables);
  if (expect(TokenKind::In)) stat.values = expressions();
  expect(TokenKind::Do);
  stat.block = block(&begin);
  closeBlock(begin);
  return finish(begin, stat);
}

Stat* Pass::returnStatement() {
  const Token& begin = token();
  advance();
  ReturnStat stat{};
  if (!atStatementStart() && !at(TokenKind::Semicolon)) stat.values = expressions();
  accept(TokenKind::Semicolon);
  return finish(begin, stat);
}

Stat* Pass::gotoStatement() {
  const Token& begin = token();
  advance();
  GotoStat stat{};
  stat.label = expectName("a label's name");
  return finish(begin, stat);
}

Stat* Pass::labelStatement() {
  const Token& begin = token();
  advance();
  LabelStat stat{};
  stat.label = expectName("a label's name");
  expect(TokenKind::DoubleColon);
  return finish(begin, stat);
}

Stat* Pass::expressionStatement() {
  if (!atExpression()) return skippedToken();
  const Token& begin = token();
  const bool isSuffixed = at(TokenKind::Name) || at(TokenKind::LeftParen);
  Expr* first = isSuffixed ? suffixed(true) : expression();
  if (isSuffixed && (at(TokenKind::Assign) || at(TokenKind::Comma))) return assignment(begin, first);
  if (isSuffixed && (first->kind == ExprKind::Call || first->kind == ExprKind::Method)) {
    CallStat stat{};
    stat.call = first;
    return finish(begin, stat);
  }
  return errorStatement(begin, {first});
}

Stat* Pass::errorStatement(const Token& begin, std::vector<Expr*> expressions) {
  // The place of a missing expression has its mistake already.
  if (expressions[0]->kind != ExprKind::Missing) {
    fail(DiagnosticCode::Syntax, expressions[0]->span,
         "an expression is no statement: assign it, call it or return it");
  }
  ErrorStat stat{};
  stat.expressions = arena_.list(expressions);
  return finish(begin, stat);
}

Stat* Pass::skippedToken() {
  const Token& begin = token();
  fail(DiagnosticCode::Syntax, begin.span, "this '" + std::string(textOf(begin)) + "' is not expected here");
  advance();
  return finish(begin, ErrorStat{});
}

void Pass::checkTarget(const Expr* target) {
  switch (target->kind) {
    case ExprKind::Name:
    case ExprKind::Member:
    case ExprKind::Index:
    case ExprKind::Missing: return;
    default: fail(DiagnosticCode::Syntax, target->span, "this cannot be assigned to: only variables and fields can");
  }
}

Stat* Pass::assignment(const Token& begin, Expr* first) {
  std::vector<Expr*> targets{first};
  checkTarget(first);
  const std::uint32_t depth = depth_;
  while (accept(TokenKind::Comma)) {
    targets.push_back(suffixed(false));
    checkTarget(targets.back());
    if (!enter()) break;  // Lua parses further targets by recursion, and the values within it
  }
  AssignStat stat{};
  stat.targets = arena_.list(targets);
  if (expect(TokenKind::Assign)) stat.values = expressions();
  depth_ = depth;
  return finish(begin, stat);
}

}  // namespace sluice::language
