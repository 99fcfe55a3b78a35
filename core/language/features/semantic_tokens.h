// What each name of a script is, for an editor that colours it. Keywords, numbers, strings and comments are left to the
// editor's own grammar; within documentation comments the tags and what they name are told.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "language/analysis.h"

namespace sluice::language {

// In the order of semanticKindNames().
enum class SemanticKind : std::uint8_t {
  Namespace,  // a table of a library: string, helpers, helpers.json
  Type,       // in an annotation
  Parameter,
  Variable,
  Property,  // a field
  Function,
  Method,
  Keyword,  // a tag of an annotation, as in @param
  Label
};

// Bits, by position in semanticModifierNames().
namespace semantic_modifiers {
inline constexpr std::uint32_t kDeclaration = 1u << 0;
inline constexpr std::uint32_t kReadonly = 1u << 1;  // const and close variables, the context, helpers and libraries
inline constexpr std::uint32_t kDeprecated = 1u << 2;
inline constexpr std::uint32_t kDefaultLibrary = 1u << 3;  // of Lua or Sluice, not of the script
inline constexpr std::uint32_t kModification = 1u << 4;    // a value is put there
inline constexpr std::uint32_t kUpvalue = 1u << 5;         // a variable of an outer function; Sluice's own name
inline constexpr std::uint32_t kGlobal = 1u << 6;          // Sluice's own name
inline constexpr std::uint32_t kUnavailable = 1u << 7;     // Lua has it, scripts do not; Sluice's own name
}  // namespace semantic_modifiers

struct SemanticToken {
  Span span;
  SemanticKind kind;
  std::uint32_t modifiers;

  bool operator==(const SemanticToken&) const = default;
};

// The names of the protocol, for the legend.
std::span<const std::string_view> semanticKindNames();
std::span<const std::string_view> semanticModifierNames();

// The tokens that touch `within`, by place; none overlaps another or goes over a line's end.
std::vector<SemanticToken> semanticTokensOf(const Analysis& analysis, Span within = {0, UINT32_MAX});

}  // namespace sluice::language
