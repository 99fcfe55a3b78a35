// Changes of a text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/text/span.h"

namespace sluice::language {

// Puts `text` in the place of a span.
struct TextEdit {
  Span span;
  std::string text;

  bool operator==(const TextEdit&) const = default;
};

// The text after all edits, which are sorted by place and do not overlap. Of two at one place, the first comes first.
std::string applied(std::string_view text, const std::vector<TextEdit>& edits);

// Whether they are sorted by place, within a text of `size` bytes, and do not overlap.
bool areApart(const std::vector<TextEdit>& edits, std::size_t size);

}  // namespace sluice::language
