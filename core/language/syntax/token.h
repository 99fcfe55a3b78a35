// The words of Lua 5.4.
#pragma once

#include <cstdint>
#include <string_view>

#include "language/text/span.h"

namespace sluice::language {

enum class TokenKind : std::uint8_t {
  EndOfText,
  Name,
  Number,
  String,
  Unknown,  // a character that begins no token
  // Keywords, in alphabetical order: tokenText() and the lexer look them up by it.
  And,
  Break,
  Do,
  Else,
  Elseif,
  End,
  False,
  For,
  Function,
  Goto,
  If,
  In,
  Local,
  Nil,
  Not,
  Or,
  Repeat,
  Return,
  Then,
  True,
  Until,
  While,
  // Symbols.
  Plus,
  Minus,
  Star,
  Slash,
  DoubleSlash,
  Percent,
  Caret,
  Hash,
  Ampersand,
  Tilde,
  Pipe,
  ShiftLeft,
  ShiftRight,
  Equal,
  NotEqual,
  LessEqual,
  GreaterEqual,
  Less,
  Greater,
  Assign,
  LeftParen,
  RightParen,
  LeftBrace,
  RightBrace,
  LeftBracket,
  RightBracket,
  DoubleColon,
  Semicolon,
  Colon,
  Comma,
  Dot,
  Concat,
  Ellipsis,
};

inline constexpr TokenKind kFirstKeyword = TokenKind::And;
inline constexpr TokenKind kLastKeyword = TokenKind::While;

constexpr bool isKeyword(TokenKind kind) { return kind >= kFirstKeyword && kind <= kLastKeyword; }

// How a keyword or symbol is written; for the other kinds what they are called, as in "a name".
std::string_view tokenText(TokenKind kind);
// The keyword that `text` is, or Name.
TokenKind keywordOf(std::string_view text);

struct Token {
  TokenKind kind = TokenKind::EndOfText;
  bool first = false;        // of its line
  bool broken = false;       // a string that is not closed
  std::uint32_t line = 0;    // from 0, of its begin
  std::uint32_t indent = 0;  // column of the first token of its line; a tab reaches to the next multiple of four
  Span span = {};
};

struct Comment {
  Span span;
  std::uint32_t line = 0;  // from 0, of its begin
  bool isLong = false;     // --[[ … ]]
};

}  // namespace sluice::language
