// Sorting without a copy of the algorithm for each element type: indices are sorted, not elements, and by merging them.
// std::sort costs four kilobytes of Wasm for every type it is used with.
#pragma once

#include <cstddef>
#include <vector>

namespace sluice {

// Whether element `a` comes before element `b` of whatever `context` is.
using ComesBefore = bool (*)(const void* context, std::size_t a, std::size_t b);

// Sorts in O(n log n) comparisons for any content. Elements that compare equal stay in their order.
void sortIndices(std::vector<std::size_t>& indices, ComesBefore comesBefore, const void* context);

// The numbers 0 … count-1 in the order of `less(a, b)`.
template <typename Less>
std::vector<std::size_t> sortedOrder(std::size_t count, const Less& less) {
  std::vector<std::size_t> order(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = i;
  sortIndices(
      order,
      [](const void* context, std::size_t a, std::size_t b) { return (*static_cast<const Less*>(context))(a, b); },
      &less);
  return order;
}

}  // namespace sluice
