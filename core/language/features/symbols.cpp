#include "language/features/symbols.h"

#include "base/sorted_order.h"
#include "language/features/match.h"

namespace sluice::language {

namespace {

// Nests as deep as functions do, which the parser bounds.
void collect(const std::vector<OutlineEntry>& outline, std::string_view container, std::string_view query,
             std::vector<SymbolMatch>& out) {
  for (const OutlineEntry& entry : outline) {
    if (const auto match = matchName(query, entry.name)) {
      out.push_back({entry.name, std::string(container), entry.kind, entry.span, entry.nameSpan, match->score});
    }
    collect(entry.children, entry.name, query, out);
  }
}

}  // namespace

std::vector<SymbolMatch> symbolsMatching(const std::vector<OutlineEntry>& outline, std::string_view query) {
  std::vector<SymbolMatch> found;
  collect(outline, {}, query, found);
  sortStably(found, [&](const SymbolMatch& a, const SymbolMatch& b) {
    return query.empty() ? a.nameSpan.begin < b.nameSpan.begin : a.score > b.score;
  });
  return found;
}

}  // namespace sluice::language
