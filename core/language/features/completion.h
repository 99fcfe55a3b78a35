// What can be written at a place.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "language/analysis.h"

namespace sluice::language {

enum class CompletionKind : std::uint8_t { Field, Function, Method, Variable, Parameter, Global, Keyword, Value };

struct Completion {
  std::string label;
  CompletionKind kind;
  std::string detail;  // its type
  std::string doc;
};

struct Completions {
  Span replaced;                  // the word, or the contents of the string, that the caret stands in
  std::vector<Completion> items;  // what is most likely first
};

struct CompletionNames {
  std::vector<std::string> secrets;   // that exist
  std::vector<std::string> settings;  // that helpers.env gives
};

Completions completionsAt(const Analysis& analysis, std::uint32_t offset, const CompletionNames& names);

}  // namespace sluice::language
