// Fields written so that no two lists of fields give the same bytes: each with its length in front. What seals and
// MACs are bound to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sluice::secrets {

class BoundFields {
 public:
  // `purpose` keeps uses of one key apart.
  explicit BoundFields(std::string_view purpose) { add(purpose); }

  BoundFields& add(std::string_view field);
  BoundFields& add(std::int64_t field);

  const unsigned char* data() const { return reinterpret_cast<const unsigned char*>(bytes_.data()); }
  std::size_t size() const { return bytes_.size(); }

 private:
  std::string bytes_;
};

}  // namespace sluice::secrets
