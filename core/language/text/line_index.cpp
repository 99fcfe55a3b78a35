#include "language/text/line_index.h"

#include <algorithm>

#include "json/utf8.h"

namespace sluice::language {

namespace {

// UTF-16 code units of the bytes, ill-formed ones counted as the U+FFFD that stands for them in JSON.
std::uint32_t utf16Length(std::string_view text) {
  std::uint32_t units = 0;
  while (!text.empty()) {
    const std::size_t length = static_cast<unsigned char>(text[0]) < 0x80 ? 1 : json::utf8Step(text).length;
    units += length == 4 ? 2 : 1;
    text.remove_prefix(length);
  }
  return units;
}

}  // namespace

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

Position LineIndex::position(std::string_view text, std::uint32_t offset) const {
  const std::uint32_t line = lineOf(std::min(offset, static_cast<std::uint32_t>(text.size())));
  const std::uint32_t end = std::min(offset, lineEnd(text, line));
  return {line, utf16Length(text.substr(starts_[line], end - starts_[line]))};
}

Range LineIndex::range(std::string_view text, Span span) const {
  return {position(text, span.begin), position(text, span.end)};
}

std::uint32_t LineIndex::offset(std::string_view text, Position position) const {
  if (position.line >= lineCount()) return static_cast<std::uint32_t>(text.size());
  std::uint32_t at = starts_[position.line];
  const std::uint32_t end = lineEnd(text, position.line);
  std::uint32_t left = position.character;
  while (at < end && left > 0) {
    const auto length = static_cast<std::uint32_t>(json::utf8Step(text.substr(at, end - at)).length);
    const std::uint32_t units = length == 4 ? 2 : 1;
    if (units > left) break;
    at += length;
    left -= units;
  }
  return at;
}

Span LineIndex::span(std::string_view text, Range range) const {
  const std::uint32_t begin = offset(text, range.start);
  return {begin, std::max(begin, offset(text, range.end))};
}

}  // namespace sluice::language
