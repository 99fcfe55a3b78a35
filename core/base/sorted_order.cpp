#include "base/sorted_order.h"

#include <algorithm>

namespace sluice {

void sortIndices(std::vector<std::size_t>& indices, ComesBefore comesBefore, const void* context) {
  std::sort(indices.begin(), indices.end(), [=](std::size_t a, std::size_t b) {
    if (comesBefore(context, a, b)) return true;
    return a < b && !comesBefore(context, b, a);
  });
}

}  // namespace sluice
