#include "language/text/line_index.h"

#include <algorithm>

#include "json/utf8.h"
#include "json/word.h"

namespace sluice::language {

namespace {

// The first character of a text; ill-formed bytes count as the U+FFFD that stands for them in JSON.
struct Character {
  std::uint32_t bytes;
  std::uint32_t units;  // of the encoding
};

// Precondition: `text` is not empty.
Character firstOf(std::string_view text, Encoding encoding) {
  if (static_cast<unsigned char>(text[0]) < 0x80) return {1, 1};
  constexpr std::uint32_t kReplacementBytes = 3;
  const json::Utf8Step step = json::utf8Step(text);
  const auto bytes = static_cast<std::uint32_t>(step.length);
  if (encoding == Encoding::Utf8) return {bytes, step.valid ? bytes : kReplacementBytes};
  return {bytes, bytes == 4 ? 2u : 1u};
}

}  // namespace

std::uint32_t unitsOf(std::string_view text, Encoding encoding) {
  std::uint32_t units = 0;
  while (!text.empty()) {
    if (text.size() >= json::kWordBytes && json::isAscii(json::wordAt(text.data()))) {
      units += json::kWordBytes;
      text.remove_prefix(json::kWordBytes);
      continue;
    }
    const Character next = firstOf(text, encoding);
    units += next.units;
    text.remove_prefix(next.bytes);
  }
  return units;
}

LineIndex::LineIndex(std::string_view text) : starts_{0} {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool ends = text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'));
    if (ends) starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

std::uint32_t LineIndex::lineOf(std::uint32_t offset) const {
  const auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
  return static_cast<std::uint32_t>(next - starts_.begin()) - 1;
}

std::uint32_t LineIndex::lineEnd(std::string_view text, std::uint32_t line) const {
  if (line + 1 == lineCount()) return static_cast<std::uint32_t>(text.size());
  std::uint32_t end = starts_[line + 1] - 1;
  if (text[end] == '\n' && end > starts_[line] && text[end - 1] == '\r') --end;
  return end;
}

Position LineIndex::position(std::string_view text, std::uint32_t offset, Encoding encoding) const {
  const std::uint32_t line = lineOf(std::min(offset, static_cast<std::uint32_t>(text.size())));
  const std::uint32_t end = std::min(offset, lineEnd(text, line));
  return {line, unitsOf(text.substr(starts_[line], end - starts_[line]), encoding)};
}

Range LineIndex::range(std::string_view text, Span span, Encoding encoding) const {
  return {position(text, span.begin, encoding), position(text, span.end, encoding)};
}

std::uint32_t LineIndex::offset(std::string_view text, Position position, Encoding encoding) const {
  if (position.line >= lineCount()) return static_cast<std::uint32_t>(text.size());
  std::uint32_t at = starts_[position.line];
  const std::uint32_t end = lineEnd(text, position.line);
  std::uint32_t left = position.character;
  while (at < end && left > 0) {
    const Character next = firstOf(text.substr(at, end - at), encoding);
    if (next.units > left) break;
    at += next.bytes;
    left -= next.units;
  }
  return at;
}

Span LineIndex::span(std::string_view text, Range range, Encoding encoding) const {
  const std::uint32_t begin = offset(text, range.start, encoding);
  return {begin, std::max(begin, offset(text, range.end, encoding))};
}

}  // namespace sluice::language
