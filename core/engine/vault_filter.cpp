#include "engine/vault_filter.h"

namespace sluice::engine {

std::string VaultFilter::apply(std::string_view text) const {
  const std::size_t count = vault_.all().size();
  if (count == 0) return std::string(text);
  if (count != known_) {
    redactor_.emplace(vault_);
    known_ = count;
  }
  return redactor_->apply(text);
}

}  // namespace sluice::engine
