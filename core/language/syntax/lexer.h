// Text to tokens, by the rules of the Lua 5.4 that runs the scripts (llex.c): ASCII letters in names, no BOM, no "#"
// line.
//
// Nothing stops it: a character that begins no token is one of kind Unknown, a short string that is not closed ends
// with its line, a long one or a long comment with the text. Linear in the size of the text.
#pragma once

#include <string_view>
#include <vector>

#include "language/syntax/mistake.h"
#include "language/syntax/token.h"

namespace sluice::language {

struct Tokens {
  std::vector<Token> tokens;  // never empty; the last one is EndOfText
  std::vector<Comment> comments;
  Mistakes mistakes;
};

// Precondition: `text` is smaller than 4 GB.
Tokens readTokens(std::string_view text);

}  // namespace sluice::language
