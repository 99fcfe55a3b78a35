// A text that an editor has open, kept in step with it by whole texts or by changes of ranges.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "language/text/line_index.h"
#include "language/text/span.h"

namespace sluice::language {

class Document {
 public:
  explicit Document(std::string text) : text_(std::move(text)), lines_(text_) {}

  const std::string& text() const { return text_; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }
  const LineIndex& lines() const { return lines_; }

  Position position(std::uint32_t offset, Encoding encoding = Encoding::Utf16) const {
    return lines_.position(text_, offset, encoding);
  }
  Range range(Span span, Encoding encoding = Encoding::Utf16) const { return lines_.range(text_, span, encoding); }
  std::uint32_t offset(Position position, Encoding encoding = Encoding::Utf16) const {
    return lines_.offset(text_, position, encoding);
  }
  Span span(Range range, Encoding encoding = Encoding::Utf16) const { return lines_.span(text_, range, encoding); }

  void replace(std::string text);
  // Replaces a range; places that the text does not have are taken as LineIndex::offset() says.
  void replace(Range range, std::string_view with, Encoding encoding = Encoding::Utf16);

 private:
  std::string text_;
  LineIndex lines_;
};

}  // namespace sluice::language
