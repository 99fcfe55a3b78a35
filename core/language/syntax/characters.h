// Classes of characters as Lua's lexer has them, for ASCII alone and in no locale.
#pragma once

namespace sluice::language {

constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
constexpr bool isNameCharacter(char c) { return isLetter(c) || isDigit(c); }
constexpr bool isLineEnd(char c) { return c == '\n' || c == '\r'; }
constexpr bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr bool isHexDigit(char c) { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// Precondition: isHexDigit(c).
constexpr unsigned hexValue(char c) {
  return isDigit(c) ? static_cast<unsigned>(c - '0') : static_cast<unsigned>((c | 0x20) - 'a') + 10;
}

}  // namespace sluice::language
