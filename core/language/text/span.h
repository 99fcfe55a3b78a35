// Places in a text. The core counts bytes of UTF-8; editors count lines and code units, most of them of UTF-16
// (text/document.h converts).
#pragma once

#include <cstdint>

namespace sluice::language {

// Bytes [begin, end) of a text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  // Whether a caret at `offset` stands in or at either end of the span.
  bool touches(std::uint32_t offset) const { return begin <= offset && offset <= end; }
  bool covers(Span other) const { return begin <= other.begin && other.end <= end; }
  bool operator==(const Span&) const = default;
};

// From the begin of `first` to the end of `last`.
inline Span joined(Span first, Span last) { return {first.begin, last.end}; }

// What an editor counts within a line.
enum class Encoding : std::uint8_t { Utf16, Utf8 };

// A place as the Language Server Protocol counts: lines from 0, and code units from 0 within the line.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t character = 0;

  bool operator==(const Position&) const = default;
};

struct Range {
  Position start = {};
  Position end = {};

  bool operator==(const Range&) const = default;
};

}  // namespace sluice::language
