#include "language/syntax/lexer.h"

#include <cstdint>

#include "base/concat.h"
#include "json/utf8.h"
#include "language/syntax/characters.h"
#include "language/syntax/literals.h"

namespace sluice::language {

namespace {

constexpr std::uint32_t kTabWidth = 4;
// One token for so many bytes, about what scripts have; more only means that the array grows.
constexpr std::size_t kBytesPerToken = 4;

struct Symbol {
  TokenKind kind = TokenKind::Unknown;
  std::uint32_t length = 0;  // 0: the text begins with none
};

// Precondition: `text` is not empty.
Symbol symbolAt(std::string_view text) {
  using enum TokenKind;
  const auto next = [text](std::size_t i) { return i < text.size() ? text[i] : '\0'; };
  const auto either = [&next](char second, TokenKind both, TokenKind one) {
    return next(1) == second ? Symbol{both, 2} : Symbol{one, 1};
  };
  switch (text[0]) {
    case '+': return {Plus, 1};
    case '-': return {Minus, 1};
    case '*': return {Star, 1};
    case '/': return either('/', DoubleSlash, Slash);
    case '%': return {Percent, 1};
    case '^': return {Caret, 1};
    case '#': return {Hash, 1};
    case '&': return {Ampersand, 1};
    case '~': return either('=', NotEqual, Tilde);
    case '|': return {Pipe, 1};
    case '<': return next(1) == '<' ? Symbol{ShiftLeft, 2} : either('=', LessEqual, Less);
    case '>': return next(1) == '>' ? Symbol{ShiftRight, 2} : either('=', GreaterEqual, Greater);
    case '=': return either('=', Equal, Assign);
    case '(': return {LeftParen, 1};
    case ')': return {RightParen, 1};
    case '{': return {LeftBrace, 1};
    case '}': return {RightBrace, 1};
    case '[': return {LeftBracket, 1};
    case ']': return {RightBracket, 1};
    case ':': return either(':', DoubleColon, Colon);
    case ';': return {Semicolon, 1};
    case ',': return {Comma, 1};
    case '.': return next(1) == '.' && next(2) == '.' ? Symbol{Ellipsis, 3} : either('.', Concat, Dot);
    default: return {};
  }
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) { out_.tokens.reserve(text.size() / kBytesPerToken + 1); }

  Tokens run();

 private:
  char at(std::uint32_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }
  bool atEnd() const { return at_ >= text_.size(); }
  std::string_view rest() const { return text_.substr(at_); }

  void skipBlanks();
  void skipLineEnd();
  void readComment();
  void readToken();
  void readName();
  void readNumeral();
  void readShortString(char quote);
  bool readLong(std::size_t bracket);
  bool readSymbol();
  void readUnknown();
  void countLines(std::uint32_t begin);
  void add(TokenKind kind, std::uint32_t begin, bool broken = false);
  void fail(DiagnosticCode code, Span span, std::string_view message) {
    out_.mistakes.push_back({code, span, std::string(message)});
  }

  std::string_view text_;
  Tokens out_;
  std::uint32_t at_ = 0;
  std::uint32_t line_ = 0;
  std::uint32_t column_ = 0;  // of at_, while only blanks of the line have been read
  std::uint32_t indent_ = 0;
  bool fresh_ = true;  // no token of this line has been read
};

Tokens Lexer::run() {
  while (true) {
    skipBlanks();
    if (atEnd()) break;
    if (at(at_) == '-' && at(at_ + 1) == '-') {
      readComment();
    } else {
      readToken();
    }
  }
  add(TokenKind::EndOfText, at_);
  return std::move(out_);
}

void Lexer::skipBlanks() {
  while (!atEnd() && isSpace(text_[at_])) {
    const char c = text_[at_];
    if (isLineEnd(c)) {
      skipLineEnd();
      continue;
    }
    column_ += c == '\t' ? kTabWidth - column_ % kTabWidth : 1;
    ++at_;
  }
}

void Lexer::skipLineEnd() {
  at_ += text_[at_] == '\r' && at(at_ + 1) == '\n' ? 2 : 1;
  ++line_;
  column_ = 0;
  fresh_ = true;
}

// After a token that spans lines: what follows it on its last line is not the first of that line.
void Lexer::countLines(std::uint32_t begin) {
  for (std::uint32_t i = begin; i < at_; ++i) {
    if (text_[i] == '\n' || (text_[i] == '\r' && at(i + 1) != '\n')) ++line_;
  }
}

void Lexer::readComment() {
  const std::uint32_t begin = at_;
  const std::uint32_t line = line_;
  at_ += 2;
  const std::size_t bracket = longBracketLength(rest());
  if (bracket > 0) {
    if (!readLong(bracket)) fail(DiagnosticCode::UnfinishedComment, {begin, begin + 4}, "this comment is not closed");
    countLines(begin);
  } else {
    while (!atEnd() && !isLineEnd(text_[at_])) ++at_;
  }
  out_.comments.push_back({{begin, at_}, line, bracket > 0});
}

void Lexer::readToken() {
  const char c = text_[at_];
  const std::uint32_t begin = at_;
  if (isNameStart(c)) return readName();
  if (isDigit(c) || (c == '.' && isDigit(at(at_ + 1)))) return readNumeral();
  if (c == '"' || c == '\'') return readShortString(c);
  if (const std::size_t bracket = longBracketLength(rest()); bracket > 0) {
    const bool closed = readLong(bracket);
    const auto opening = static_cast<std::uint32_t>(begin + bracket);
    if (!closed) fail(DiagnosticCode::UnfinishedString, {begin, opening}, "this string is not closed");
    add(TokenKind::String, begin, !closed);
    return countLines(begin);
  }
  if (!readSymbol()) readUnknown();
}

void Lexer::readName() {
  const std::uint32_t begin = at_;
  while (isNameCharacter(at(at_))) ++at_;
  add(keywordOf(text_.substr(begin, at_ - begin)), begin);
}

void Lexer::readNumeral() {
  const std::uint32_t begin = at_;
  at_ += static_cast<std::uint32_t>(numeralLength(rest()));
  const std::string_view text = text_.substr(begin, at_ - begin);
  if (!isNumeral(text)) fail(DiagnosticCode::MalformedNumber, {begin, at_}, concat({"\"", text, "\" is no number"}));
  add(TokenKind::Number, begin);
}

void Lexer::readShortString(char quote) {
  const std::uint32_t begin = at_++;
  bool closed = false;
  while (!closed && !atEnd() && !isLineEnd(text_[at_])) {
    if (text_[at_] == '\\') {
      const std::uint32_t escapeBegin = at_;
      const Escape escape = readEscape(rest(), nullptr);
      at_ += static_cast<std::uint32_t>(escape.length);
      if (escape.mistake != nullptr) fail(DiagnosticCode::MalformedEscape, {escapeBegin, at_}, escape.mistake);
      continue;
    }
    closed = text_[at_++] == quote;
  }
  if (!closed) fail(DiagnosticCode::UnfinishedString, {begin, at_}, "this string is not closed");
  add(TokenKind::String, begin, !closed);
  countLines(begin);
}

// Reads a long bracket of which the opening takes `bracket` characters. False when it is not closed.
bool Lexer::readLong(std::size_t bracket) {
  const std::string closing = "]" + std::string(bracket - 2, '=') + "]";
  const std::size_t end = text_.find(closing, at_ + bracket);
  const bool closed = end != std::string_view::npos;
  at_ = static_cast<std::uint32_t>(closed ? end + bracket : text_.size());
  return closed;
}

bool Lexer::readSymbol() {
  const std::uint32_t begin = at_;
  const Symbol symbol = symbolAt(rest());
  if (symbol.length == 0) return false;
  at_ += symbol.length;
  add(symbol.kind, begin);
  return true;
}

void Lexer::readUnknown() {
  const std::uint32_t begin = at_;
  at_ += static_cast<std::uint32_t>(json::utf8Step(rest()).length);
  add(TokenKind::Unknown, begin);
}

void Lexer::add(TokenKind kind, std::uint32_t begin, bool broken) {
  if (fresh_) indent_ = column_;
  out_.tokens.push_back({kind, fresh_, broken, line_, indent_, {begin, at_}});
  fresh_ = false;
}

}  // namespace

Tokens readTokens(std::string_view text) { return Lexer(text).run(); }

}  // namespace sluice::language
