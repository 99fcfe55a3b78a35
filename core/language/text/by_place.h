// Sorting by where things begin in a text, which most of what is found in one is told in.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/sorted_order.h"
#include "language/text/span.h"

namespace sluice::language {

inline std::uint32_t beginOf(Span span) { return span.begin; }

template <typename Element>
std::uint32_t beginOf(const Element& element) {
  return element.span.begin;
}

// Puts spans, or what has a `span`, in the order in which they begin; those that begin together stay in theirs.
template <typename Element>
void sortByPlace(std::vector<Element>& elements) {
  std::vector<std::uint32_t> begins;
  begins.reserve(elements.size());
  for (const Element& each : elements) begins.push_back(beginOf(each));
  if (!std::is_sorted(begins.begin(), begins.end())) takeInOrder(elements, sortedOrder(begins));
}

}  // namespace sluice::language
