// Names to their places in a list. Sorted rather than hashed: names are chosen by strangers.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace sluice::plan {

class NameIndex {
 public:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  NameIndex() = default;
  // The names must outlive the index.
  explicit NameIndex(std::vector<std::string_view> names);

  // The first place of `name`, or kNone.
  std::size_t find(std::string_view name) const;

  // All places in the order of their names; of equal names the first place comes first.
  const std::vector<std::size_t>& sorted() const { return order_; }

 private:
  std::vector<std::string_view> names_;
  std::vector<std::size_t> order_;
};

}  // namespace sluice::plan
