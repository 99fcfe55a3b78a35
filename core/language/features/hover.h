// What an editor shows of the thing under the pointer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "language/analysis.h"

namespace sluice::language {

struct Hover {
  Span span;
  std::string code;  // one or more lines of Lua, as in "local n: integer"
  std::string doc;   // Markdown; may be empty
};

std::optional<Hover> hoverAt(const Analysis& analysis, std::uint32_t offset);

}  // namespace sluice::language
