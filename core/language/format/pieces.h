// The tokens and comments of a script in their order, with what the formatter needs to know of the blanks between them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "language/syntax/tree.h"
#include "language/text/line_index.h"

namespace sluice::language::format {

using PieceIndex = std::uint32_t;

struct Piece {
  Span span = {};                         // of a short comment: without the blanks at its end
  TokenKind kind = TokenKind::EndOfText;  // of a token
  bool isComment = false;
  bool isShort = false;     // a comment that ends with its line
  bool isTrailing = false;  // a comment that belongs to the token before it, at the end of its line
  bool isMultiline = false;
  std::uint32_t newlines = 0;   // between the piece before and this one
  std::uint32_t firstLine = 0;  // from 0
  std::uint32_t lastLine = 0;
  std::uint32_t width = 0;      // columns; of several lines, those of the first
  std::uint32_t lastWidth = 0;  // columns of the last line

  bool isOwnLine() const { return newlines > 0; }
};

struct Pieces {
  std::string_view text;
  LineIndex lines;
  std::vector<Piece> all;  // the last one is the end of the text

  std::string_view textOf(PieceIndex i) const { return text.substr(all[i].span.begin, all[i].span.size()); }
};

Pieces piecesOf(const SyntaxTree& tree);

}  // namespace sluice::language::format
