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
  std::vector<bool> hidden(symbols.size());
  for (SymbolId id = static_cast<SymbolId>(symbols.size()); id-- > 0;) {
    const Symbol& symbol = symbols[id];
    if (!symbol.isLocal() || !symbol.visible.touches(offset)) continue;
    if (!hidden[id]) found.push_back(id);
    if (symbol.shadows != kNoSymbol) hidden[symbol.shadows] = true;
  }
  return found;
}

SymbolId Binding::named(std::string_view name, std::uint32_t offset) const {
  for (SymbolId id = static_cast<SymbolId>(symbols.size()); id-- > 0;) {
    const Symbol& symbol = symbols[id];
    if (symbol.isLocal() && symbol.name == name && symbol.visible.touches(offset)) return id;
  }
  return kNoSymbol;
}

std::vector<Occurrence> Binding::of(SymbolId symbol) const {
  std::vector<Occurrence> found;
  for (const Occurrence& each : occurrences) {
    if (each.symbol == symbol) found.push_back(each);
  }
  return found;
}

}  // namespace sluice::language
