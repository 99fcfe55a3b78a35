// Classes of characters as Lua's lexer has them, for ASCII alone and in no locale.
#pragma once

#include "base/ascii.h"

namespace sluice::language {

constexpr bool isNameStart(char c) { return isLetter(c) || c == '_'; }
constexpr bool isNameCharacter(char c) { return isNameStart(c) || isDigit(c); }
constexpr bool isLineEnd(char c) { return c == '\n' || c == '\r'; }
constexpr bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr bool isHexDigit(char c) { return hexDigit(c) >= 0; }

// Precondition: isHexDigit(c).
constexpr unsigned hexValue(char c) { return static_cast<unsigned>(hexDigit(c)); }

}  // namespace sluice::language
