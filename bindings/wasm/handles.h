// Integers that stand for objects on the other side of the boundary. Numbers are used again, the lowest free one first.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace sluice::boundary {

template <typename T>
class Handles {
 public:
  int add(T value) {
    std::size_t slot = 0;
    while (slot < slots_.size() && slots_[slot]) slot++;
    if (slot == slots_.size()) slots_.emplace_back();
    slots_[slot].emplace(std::move(value));
    return static_cast<int>(slot) + 1;
  }

  // Null when the handle is not alive.
  T* find(int handle) {
    if (handle < 1 || static_cast<std::size_t>(handle) > slots_.size()) return nullptr;
    auto& slot = slots_[static_cast<std::size_t>(handle) - 1];
    return slot ? &*slot : nullptr;
  }

  void remove(int handle) {
    if (find(handle) != nullptr) slots_[static_cast<std::size_t>(handle) - 1].reset();
  }

  std::size_t size() const {
    std::size_t alive = 0;
    for (const auto& slot : slots_) alive += slot.has_value() ? 1 : 0;
    return alive;
  }

 private:
  std::vector<std::optional<T>> slots_;
};

}  // namespace sluice::boundary
