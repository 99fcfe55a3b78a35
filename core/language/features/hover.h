// What an editor shows of the thing under the pointer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "language/analysis.h"

namespace sluice::language {

struct Hover {
  Span span;
  std::string code;  // one or more lines of Lua, as in "local n: integer"; may be empty
  std::string doc;   // Markdown (markdown.h); may be empty
};

// `docsUrl`: where the pages of docs/ are, with a slash at its end; empty: nothing is linked.
std::optional<Hover> hoverAt(const Analysis& analysis, std::uint32_t offset, std::string_view docsUrl = {});

// All of a hover as Markdown.
std::string markdownOf(const Hover& hover);

}  // namespace sluice::language
