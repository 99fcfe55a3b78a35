// Finds symbols of scripts by parts of their names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/features/outline.h"

namespace sluice::language {

struct SymbolMatch {
  std::string name;
  std::string container;  // the function it stands in; empty at the top
  OutlineKind kind;
  Span span;
  Span nameSpan;
  int score;  // as in NameMatch
};

// The entries, at whatever depth, that fit the query; the best first, of equal ones in the order of the text.
std::vector<SymbolMatch> symbolsMatching(const std::vector<OutlineEntry>& outline, std::string_view query);

}  // namespace sluice::language
