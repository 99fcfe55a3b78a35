// A script with a mark "$0" where the caret is; "$" is no Lua, so it cannot stand there for something else.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "language/analysis.h"

namespace sluice::language {

struct AtCursor {
  Analysis analysis;
  std::uint32_t offset;

  explicit AtCursor(std::string code, std::string_view hook = "before_signup") {
    offset = static_cast<std::uint32_t>(code.find("$0"));
    code.erase(offset, 2);
    Setting setting;
    setting.hook = hook;
    analysis = analyze(std::move(code), setting);
  }

  std::string textOf(Span span) const { return std::string(analysis.tree->textOf(span)); }
  // "line:column" of a place, both from 1.
  std::string placeOf(Span span) const {
    const std::string before = analysis.tree->text.substr(0, span.begin);
    std::size_t line = 1;
    for (const char c : before) line += c == '\n' ? 1 : 0;
    const std::size_t newline = before.rfind('\n');
    const std::size_t column = newline == std::string::npos ? before.size() + 1 : before.size() - newline;
    return std::to_string(line) + ":" + std::to_string(column);
  }
};

}  // namespace sluice::language
