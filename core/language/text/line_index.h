// Where the lines of a text begin, and the way between byte offsets and positions in UTF-16 or UTF-8.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "language/text/span.h"

namespace sluice::language {

// The code units of a text.
std::uint32_t unitsOf(std::string_view text, Encoding encoding);

// Lines end with "\n", "\r\n" or "\r", as the protocol says. The text is passed to each call, so that whoever owns it
// may move it; it must be the one that was indexed.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);

  std::uint32_t lineCount() const { return static_cast<std::uint32_t>(starts_.size()); }
  // The line that `offset` stands in; an offset behind the text counts as its end.
  std::uint32_t lineOf(std::uint32_t offset) const;
  std::uint32_t lineBegin(std::uint32_t line) const { return starts_[line]; }
  // Where the line ends, without the characters that end it.
  std::uint32_t lineEnd(std::string_view text, std::uint32_t line) const;

  Position position(std::string_view text, std::uint32_t offset, Encoding encoding = Encoding::Utf16) const;
  Range range(std::string_view text, Span span, Encoding encoding = Encoding::Utf16) const;
  // A position behind the end of its line is that end, one behind the last line is the end of the text, and one within
  // a character (between the halves of a surrogate pair, or between its bytes) is the begin of that character.
  std::uint32_t offset(std::string_view text, Position position, Encoding encoding = Encoding::Utf16) const;
  // The end never comes before the begin.
  Span span(std::string_view text, Range range, Encoding encoding = Encoding::Utf16) const;

 private:
  std::vector<std::uint32_t> starts_;
};

}  // namespace sluice::language
