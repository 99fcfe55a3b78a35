#include "language/syntax/pass.h"

#include "base/concat.h"
#include "language/syntax/parser.h"

namespace sluice::language {

namespace {

// Nobody reads more, and a text can have one at each byte.
constexpr std::size_t kMostMistakes = 200;

}  // namespace

void Pass::advance() {
  if (!at(TokenKind::EndOfText)) ++at_;
}

bool Pass::accept(TokenKind kind) {
  if (!at(kind)) return false;
  advance();
  return true;
}

bool Pass::expect(TokenKind kind) {
  if (accept(kind)) return true;
  failExpected(concat({"'", tokenText(kind), "'"}));
  return false;
}

bool Pass::expectClosing(TokenKind kind, const Token& opener) {
  if (accept(kind)) return true;
  fail(DiagnosticCode::Unclosed, opener.span,
       concat({"'", tokenText(kind), "' is missing to close this '", tokenText(opener.kind), "'"}));
  return false;
}

Name Pass::acceptName() {
  if (!at(TokenKind::Name)) return {{}, here()};
  const Name name{textOf(token()), token().span};
  advance();
  return name;
}

Name Pass::expectName(std::string_view what) {
  if (!at(TokenKind::Name)) failExpected(what);
  return acceptName();
}

// The name behind a `local` or `for` that somebody has just typed is not the one that the next statement begins with.
Name Pass::declaredName(const Token& statement, std::string_view what) {
  if (!byIndentation() || !token().first || token().indent > statement.indent) return expectName(what);
  failExpected(what);
  return {{}, here()};
}

void Pass::fail(DiagnosticCode code, Span span, std::string message) {
  if (gaveUp_) return;
  ++failures_;
  if (mistakes_.size() < kMostMistakes) mistakes_.push_back({code, span, std::move(message)});
}

// Another place that the mistake before is about.
void Pass::relate(Span span, const char* message) {
  if (!mistakes_.empty() && !gaveUp_) mistakes_.back().related.push_back({span, message});
}

// What is missing is missed behind the token before, which is where it would be written.
void Pass::failExpected(std::string_view what) {
  if (mistakes_.size() == kMostMistakes) return fail(DiagnosticCode::Syntax, {}, {});
  const Token& found = token();
  const bool quoted = isKeyword(found.kind) || found.kind >= TokenKind::Plus;
  const std::string_view quote = quoted ? "'" : "";
  const std::string_view shown =
      found.kind == TokenKind::Name || found.kind == TokenKind::Unknown ? textOf(found) : tokenText(found.kind);
  const std::string_view mark = found.kind == TokenKind::Name || found.kind == TokenKind::Unknown ? "'" : quote;
  const Span place = found.first || found.kind == TokenKind::EndOfText ? here() : found.span;
  fail(DiagnosticCode::Syntax, place, concat({what, " is expected before ", mark, shown, mark}));
}

// One level deeper. False when that is too deep: then the text ends here, and nothing more is reported.
bool Pass::enter() {
  if (++depth_ < kMaxDepth) return true;
  fail(DiagnosticCode::TooDeep, token().span, "this is nested deeper than Lua allows (200 levels)");
  gaveUp_ = true;
  at_ = tokens_.size() - 1;
  return false;
}

bool Pass::atCloser() const {
  switch (token().kind) {
    case TokenKind::End:
    case TokenKind::Else:
    case TokenKind::Elseif:
    case TokenKind::Until:
    case TokenKind::EndOfText: return true;
    default: return false;
  }
}

bool Pass::atStatementKeyword() const {
  switch (token().kind) {
    case TokenKind::Break:
    case TokenKind::Do:
    case TokenKind::For:
    case TokenKind::Goto:
    case TokenKind::If:
    case TokenKind::Local:
    case TokenKind::Repeat:
    case TokenKind::Return:
    case TokenKind::While:
    case TokenKind::DoubleColon: return true;
    default: return false;
  }
}

// No expression begins here: a keyword, or `function name`.
bool Pass::atStatementStart() const {
  return atCloser() || atStatementKeyword() || (at(TokenKind::Function) && peek().kind == TokenKind::Name);
}

// `name =` on a line of its own.
bool Pass::atAssignment() const { return token().first && at(TokenKind::Name) && peek().kind == TokenKind::Assign; }

bool Pass::isLeftOf(const Token& opener) const {
  return byIndentation() && token().first && token().line > opener.line && token().indent < opener.indent;
}

bool Pass::endsBlock(const Token* opener) const {
  if (opener == nullptr) return at(TokenKind::EndOfText);
  if (atCloser()) return true;
  if (!byIndentation() || !token().first || token().line <= opener->line || token().indent > opener->indent)
    return false;
  return atStatementKeyword() || at(TokenKind::Function) || at(TokenKind::Name);
}

}  // namespace sluice::language
