#include "engine/vault_filter.h"

namespace sluice::engine {

std::string VaultFilter::apply(std::string_view text) const {
  const secrets::Redactor* masks = redactor();
  return masks == nullptr ? std::string(text) : masks->apply(text);
}

std::string_view VaultFilter::secretIn(std::string_view text) const {
  const secrets::Redactor* masks = redactor();
  return masks == nullptr ? std::string_view() : masks->findIn(text);
}

const secrets::Redactor* VaultFilter::redactor() const {
  const std::size_t count = vault_.all().size();
  if (count == 0) return nullptr;
  if (count != known_) {
    redactor_.emplace(vault_);
    known_ = count;
  }
  return &*redactor_;
}

}  // namespace sluice::engine
