#include "language/syntax/token.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace sluice::language {

namespace {

// In the order of TokenKind.
constexpr std::string_view kTexts[] = {"the end of the script",
                                       "a name",
                                       "a number",
                                       "a string",
                                       "an unknown character",
                                       "and",
                                       "break",
                                       "do",
                                       "else",
                                       "elseif",
                                       "end",
                                       "false",
                                       "for",
                                       "function",
                                       "goto",
                                       "if",
                                       "in",
                                       "local",
                                       "nil",
                                       "not",
                                       "or",
                                       "repeat",
                                       "return",
                                       "then",
                                       "true",
                                       "until",
                                       "while",
                                       "+",
                                       "-",
                                       "*",
                                       "/",
                                       "//",
                                       "%",
                                       "^",
                                       "#",
                                       "&",
                                       "~",
                                       "|",
                                       "<<",
                                       ">>",
                                       "==",
                                       "~=",
                                       "<=",
                                       ">=",
                                       "<",
                                       ">",
                                       "=",
                                       "(",
                                       ")",
                                       "{",
                                       "}",
                                       "[",
                                       "]",
                                       "::",
                                       ";",
                                       ":",
                                       ",",
                                       ".",
                                       "..",
                                       "..."};
static_assert(std::size(kTexts) == static_cast<std::size_t>(TokenKind::Ellipsis) + 1);

}  // namespace

std::string_view tokenText(TokenKind kind) { return kTexts[static_cast<std::size_t>(kind)]; }

TokenKind keywordOf(std::string_view text) {
  const auto* begin = kTexts + static_cast<std::size_t>(kFirstKeyword);
  const auto* end = kTexts + static_cast<std::size_t>(kLastKeyword) + 1;
  const auto* found = std::lower_bound(begin, end, text);
  return found != end && *found == text ? static_cast<TokenKind>(found - kTexts) : TokenKind::Name;
}

}  // namespace sluice::language
