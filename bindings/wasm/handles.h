// Integers that stand for objects on the other side of the boundary. No number is given twice, so a call that comes too
// late cannot reach somebody else's object.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace sluice::boundary {

template <typename T>
class Handles {
 public:
  int add(T value) {
    alive_.emplace_back(++last_, std::move(value));
    return last_;
  }

  // Null when the handle is not alive. Linear in the number of live objects, which is small.
  T* find(int handle) {
    const auto entry = locate(handle);
    return entry == alive_.end() ? nullptr : &entry->second;
  }

  void remove(int handle) {
    const auto entry = locate(handle);
    if (entry != alive_.end()) alive_.erase(entry);
  }

  std::size_t size() const { return alive_.size(); }

 private:
  auto locate(int handle) {
    return std::find_if(alive_.begin(), alive_.end(), [&](const auto& entry) { return entry.first == handle; });
  }

  std::vector<std::pair<int, T>> alive_;
  int last_ = 0;
};

}  // namespace sluice::boundary
