// Masks the secrets of a vault in everything a trace holds, those included that were read after the text was written.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "secrets/redactor.h"
#include "secrets/vault.h"
#include "trace/text_filter.h"

namespace sluice::engine {

class VaultFilter final : public trace::TextFilter {
 public:
  // `vault` must outlive the filter; secrets added to it later are seen.
  explicit VaultFilter(const secrets::Vault& vault) : vault_(vault) {}

  std::string apply(std::string_view text) const override;
  bool isIdle() const override { return vault_.all().empty(); }
  // The name of a secret that stands in `text` in any form that apply() masks, or an empty view.
  std::string_view secretIn(std::string_view text) const;

 private:
  const secrets::Redactor* redactor() const;  // null without secrets

  const secrets::Vault& vault_;
  mutable std::optional<secrets::Redactor> redactor_;
  mutable std::size_t known_ = 0;  // how many secrets redactor_ was made of
};

}  // namespace sluice::engine
