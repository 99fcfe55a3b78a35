// Sorting without a copy of the algorithm for each element type: indices are sorted, not elements, and by merging them.
// std::sort costs four kilobytes of Wasm for every type it is used with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
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

// The places of `keys` in the order of what is there.
std::vector<std::size_t> sortedOrder(const std::vector<std::uint32_t>& keys);

// Puts the elements in an order of all their places.
template <typename Element>
void takeInOrder(std::vector<Element>& elements, const std::vector<std::size_t>& order) {
  std::vector<Element> taken;
  taken.reserve(order.size());
  for (const std::size_t place : order) taken.push_back(std::move(elements[place]));
  elements = std::move(taken);
}

// Puts the elements in the order of `less(a, b)`; those that compare equal stay in theirs.
template <typename Element, typename Less = std::less<>>
void sortStably(std::vector<Element>& elements, const Less& less = {}) {
  const auto comesBefore = [&](std::size_t a, std::size_t b) { return less(elements[a], elements[b]); };
  takeInOrder(elements, sortedOrder(elements.size(), comesBefore));
}

}  // namespace sluice
