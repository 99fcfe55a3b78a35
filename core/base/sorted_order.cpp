#include "base/sorted_order.h"

#include <algorithm>

namespace sluice {

namespace {

// Up to here moving one element after the other to its place is quicker than merging.
constexpr std::size_t kShortRun = 8;

using Iterator = std::vector<std::size_t>::iterator;

template <typename Before>
void insertionSort(Iterator first, Iterator last, const Before& before) {
  for (Iterator next = first; next != last; ++next) {
    const std::size_t index = *next;
    Iterator place = next;
    for (; place != first && before(index, place[-1]); --place) *place = place[-1];
    *place = index;
  }
}

}  // namespace

void sortIndices(std::vector<std::size_t>& indices, ComesBefore comesBefore, const void* context) {
  const auto before = [=](std::size_t a, std::size_t b) { return comesBefore(context, a, b); };
  const std::size_t size = indices.size();
  const auto at = [size](std::vector<std::size_t>& list, std::size_t place) {
    return list.begin() + static_cast<std::ptrdiff_t>(std::min(place, size));
  };
  for (std::size_t first = 0; first < size; first += kShortRun) {
    insertionSort(at(indices, first), at(indices, first + kShortRun), before);
  }
  std::vector<std::size_t> merged(size > kShortRun ? size : 0);
  for (std::size_t run = kShortRun; run < size; run *= 2) {
    for (std::size_t first = 0; first < size; first += 2 * run) {
      std::merge(at(indices, first), at(indices, first + run), at(indices, first + run), at(indices, first + 2 * run),
                 at(merged, first), before);
    }
    indices.swap(merged);
  }
}

std::vector<std::size_t> sortedOrder(const std::vector<std::uint32_t>& keys) {
  return sortedOrder(keys.size(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
}

}  // namespace sluice
