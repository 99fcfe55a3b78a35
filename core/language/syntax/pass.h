// One pass of the parser over the tokens of a script; parser.h says what the two passes are.
//
// Rules that only hold in the second pass ask byIndentation(). A function that parses something optional leaves the
// token alone when it is not there; one that must make a node makes a Missing one without consuming anything.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "language/syntax/tree.h"

namespace sluice::language {

class Pass {
 public:
  enum class Kind : std::uint8_t { Strict, ByIndentation };

  Pass(Kind kind, std::string_view text, const Tokens& lexed, Arena& arena)
      : kind_(kind), text_(text), tokens_(lexed.tokens), arena_(arena) {}

  Block* chunk();
  // The first ones; failures() is how many there were.
  const Mistakes& mistakes() const { return mistakes_; }
  std::size_t failures() const { return failures_; }
  std::uint32_t exprCount() const { return nextId_; }

 private:
  // Tokens. (pass.cpp)
  const Token& token() const { return tokens_[at_]; }
  const Token& peek() const { return tokens_[at_ + 1 < tokens_.size() ? at_ + 1 : at_]; }
  const Token& previous() const { return tokens_[at_ > 0 ? at_ - 1 : 0]; }
  bool at(TokenKind kind) const { return token().kind == kind; }
  bool byIndentation() const { return kind_ == Kind::ByIndentation; }
  void advance();
  bool accept(TokenKind kind);
  bool expect(TokenKind kind);
  bool expectClosing(TokenKind kind, const Token& opener);
  Name acceptName();
  Name expectName(std::string_view what);
  Name declaredName(const Token& statement, std::string_view what);
  std::string_view textOf(const Token& token) const { return text_.substr(token.span.begin, token.span.size()); }
  Span here() const { return {previousEnd(), previousEnd()}; }
  std::uint32_t previousEnd() const { return at_ > 0 ? previous().span.end : 0; }
  Span since(std::uint32_t begin) const { return {begin, previousEnd() > begin ? previousEnd() : begin}; }
  void fail(DiagnosticCode code, Span span, std::string message);
  void relate(Span span, const char* message);
  void failExpected(std::string_view what);
  bool enter();
  void leave() { --depth_; }

  // What the token says about the structure around it. (pass.cpp)
  bool atCloser() const;
  bool atStatementKeyword() const;
  bool atStatementStart() const;
  bool atAssignment() const;
  bool isLeftOf(const Token& opener) const;
  bool endsBlock(const Token* opener) const;

  // Statements. (statements.cpp)
  Block* block(const Token* opener);
  void statements(const Token* opener, std::vector<Stat*>& out);
  Stat* statement(std::uint32_t labels);
  Stat* statementAt(const Token& begin);
  Stat* localStatement();
  LocalName localName(const Token& statement);
  Stat* localFunction(const Token& begin);
  Stat* functionStatement();
  Stat* ifStatement();
  Stat* whileStatement();
  Stat* doStatement();
  Stat* repeatStatement();
  Stat* forStatement();
  Stat* numericFor(const Token& begin, Name variable);
  Stat* genericFor(const Token& begin, Name variable);
  Stat* returnStatement();
  Stat* gotoStatement();
  Stat* labelStatement();
  Stat* expressionStatement();
  Stat* assignment(const Token& begin, Expr* first);
  Stat* errorStatement(const Token& begin, std::vector<Expr*> expressions);
  Stat* skippedToken();
  void closeBlock(const Token& opener);
  void checkTarget(const Expr* target);
  template <typename T>
  Stat* finish(const Token& begin, T stat);

  // Expressions. (expressions.cpp)
  Expr* expression() { return binary(0); }
  Expr* binary(int limit);
  Expr* operand();
  Expr* simple();
  Expr* primary();
  Expr* suffixed(bool atHead);
  Expr* member(Expr* object, bool atHead);
  Expr* method(Expr* object, bool atHead);
  Expr* index(Expr* object);
  Expr* call(Expr* callee);
  Name field(bool isMethod, bool atHead);
  bool isLaterField(bool isMethod, bool atHead) const;
  bool atArguments() const;
  Arguments arguments();
  Arguments parenthesized();
  bool endsArguments(const Token& opener) const;
  Expr* table();
  TableItem tableItem();
  Expr* namedValue();
  bool endsTable(bool separated) const;
  FunctionExpr* function(const Token& keyword, bool isMethod);
  void parameters(FunctionBody& body);
  List<Expr*> expressions();
  bool atExpression() const;
  Expr* missing(std::string_view what);  // reported
  Expr* nothing();                       // not reported
  Expr* literal(ExprKind kind);
  template <typename T>
  T* make(std::uint32_t begin, T node);
  template <typename T>
  Expr* makeExpr(std::uint32_t begin, T node) {
    return make(begin, node);
  }

  Kind kind_;
  std::string_view text_;
  const std::vector<Token>& tokens_;
  Arena& arena_;
  Mistakes mistakes_;
  std::size_t failures_ = 0;
  std::size_t at_ = 0;
  std::uint32_t depth_ = 0;
  std::uint32_t nextId_ = 0;
  bool gaveUp_ = false;  // nested too deeply: the rest was skipped and is not reported
};

// Consumes nothing that is not of the node; its span ends with the token before.
template <typename T>
T* Pass::make(std::uint32_t begin, T node) {
  node.kind = T::kKind;
  node.id = nextId_++;
  node.span = since(begin);
  return arena_.make(node);
}

template <typename T>
Stat* Pass::finish(const Token& begin, T stat) {
  stat.kind = T::kKind;
  stat.span = since(begin.span.begin);
  return arena_.make(stat);
}

}  // namespace sluice::language
