#include "plan/name_index.h"

#include <utility>

#include "base/sorted_order.h"

namespace sluice::plan {

NameIndex::NameIndex(std::vector<std::string_view> names) : names_(std::move(names)) {
  order_ = sortedOrder(names_.size(), [this](std::size_t a, std::size_t b) { return names_[a] < names_[b]; });
}

std::size_t NameIndex::find(std::string_view name) const {
  std::size_t low = 0;
  std::size_t high = order_.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (names_[order_[middle]] < name) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < order_.size() && names_[order_[low]] == name ? order_[low] : kNone;
}

}  // namespace sluice::plan
