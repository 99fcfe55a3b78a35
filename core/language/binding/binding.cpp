#include "language/binding/binding.h"

#include <algorithm>

namespace sluice::language {

const Occurrence* Binding::at(std::uint32_t offset) const {
  auto next = std::upper_bound(occurrences.begin(), occurrences.end(), offset,
                               [](std::uint32_t place, const Occurrence& each) { return place < each.span.begin; });
  if (next == occurrences.begin()) return nullptr;
  const Occurrence& found = *--next;
  return found.span.touches(offset) ? &found : nullptr;
}

SymbolId Binding::declaredAt(Span name) const {
  const Occurrence* found = at(name.begin);
  return found != nullptr && found->span == name && found->use == Use::Declare ? found->symbol : kNoSymbol;
}

std::vector<SymbolId> Binding::visibleAt(std::uint32_t offset) const {
  std::vector<SymbolId> found;
  for (SymbolId id = static_cast<SymbolId>(symbols.size()); id-- > 0;) {
    const Symbol& symbol = symbols[id];
    if (!symbol.isLocal() || !symbol.visible.touches(offset)) continue;
    const bool hidden =
        std::any_of(found.begin(), found.end(), [&](SymbolId other) { return symbols[other].name == symbol.name; });
    if (!hidden) found.push_back(id);
  }
  return found;
}

std::vector<Occurrence> Binding::of(SymbolId symbol) const {
  std::vector<Occurrence> found;
  for (const Occurrence& each : occurrences) {
    if (each.symbol == symbol) found.push_back(each);
  }
  return found;
}

}  // namespace sluice::language
