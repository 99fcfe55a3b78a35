// Patterns and formats of Lua's string library, checked as lstrlib.c reads them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sluice::language {

// What is wrong with a pattern: a message as the library raises it, or nothing.
struct PatternCheck {
  std::string fault = {};
  std::size_t position = 0;           // of the fault, from 0
  std::vector<bool> isPosition = {};  // by capture, up to the fault: () captures a place, a number
};
PatternCheck checkPattern(std::string_view pattern);
// What is wrong with the replacement text of gsub for a pattern that has `captures`; empty when nothing is.
std::string checkReplacement(std::string_view replacement, std::size_t captures);

enum class FormatType : std::uint8_t { Any, Character, Integer, Number, Quoted, Text };
struct FormatDirective {
  FormatType type;
  std::size_t begin;  // of the directive in the format
  std::size_t end;
};
struct FormatCheck {
  std::string fault = {};
  std::size_t position = 0;
  std::vector<FormatDirective> directives = {};  // up to the fault
};
FormatCheck checkFormat(std::string_view format);

}  // namespace sluice::language
