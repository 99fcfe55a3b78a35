// Lays out a Doc in lines of a width: says what stands before each piece.
#pragma once

#include <vector>

#include "language/format/doc.h"

namespace sluice::language::format {

enum class GapKind : std::uint8_t { Keep, None, Space, Line };

struct Gap {
  GapKind kind = GapKind::Keep;
  bool hasBlank = false;    // an empty line before a new one
  bool hasComma = false;    // a comma before the blanks
  bool isDropped = false;   // the piece is not written
  std::uint32_t level = 0;  // of indentation, of a new line
};

struct Widths {
  std::uint32_t indent;
  std::uint32_t line;
};

// By piece.
std::vector<Gap> print(const Doc& doc, const Pieces& pieces, Widths widths);

}  // namespace sluice::language::format
