// Formats scripts: indentation, spaces, line breaks, blank lines, the semicolons between statements and the comma
// behind the last item of a table. No other token and no comment is changed, added, removed or moved
// (docs/formatting.md).
//
// All functions take any text. What has a mistake is left as it is, and so are the lines that it stands in; the
// statements around it are formatted. They answer edits as small as the changes are, sorted by place and apart from
// each other, so that carets and marks between them survive.
#pragma once

#include <cstdint>
#include <vector>

#include "language/syntax/tree.h"
#include "language/text/edit.h"

namespace sluice::language {

struct FormatOptions {
  bool tabs = false;          // indents by tabs
  std::uint32_t indent = 2;   // columns that a level of indentation takes, of spaces or as a tab
  std::uint32_t width = 100;  // columns that a line should not exceed
};

std::vector<TextEdit> formatted(const SyntaxTree& tree, const FormatOptions& options);

// Formats the statements that have a part in the lines which `range` touches. An empty range is a caret.
std::vector<TextEdit> formattedRange(const SyntaxTree& tree, Span range, const FormatOptions& options);

// What an editor does when `typed` has been typed and the caret stands behind it, at `offset`:
//   "\n"                    indents the new line, and closes the block or table that the line before opens, if nothing
//                           closes it
//   the last character of   indents the line like the one that opens what it closes, when it stands first in it
//   end else elseif until } )
// What comes behind the caret is inserted at the begin of the next line where there is one, not at the caret, which
// editors might move.
std::vector<TextEdit> formattedOnType(const SyntaxTree& tree, std::uint32_t offset, char typed,
                                      const FormatOptions& options);

// The characters that formattedOnType() is to be asked for.
inline constexpr char kFormattingCharacters[] = {'\n', 'd', 'e', 'f', 'l', '}', ')'};

}  // namespace sluice::language
