// Memory for the nodes of a syntax tree: taken piece by piece, given back all at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <type_traits>
#include <vector>

namespace sluice::language {

// An array in an arena.
template <typename T>
struct List {
  T* items = nullptr;
  std::uint32_t size = 0;

  T* begin() const { return items; }
  T* end() const { return items + size; }
  bool empty() const { return size == 0; }
  T& operator[](std::uint32_t i) const { return items[i]; }
  T& back() const { return items[size - 1]; }
};

// No destructor runs: only types that need none may live here.
class Arena {
 public:
  template <typename T>
  T* make(const T& value) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (take(sizeof(T))) T(value);
  }

  // A copy of the elements from `first` on.
  template <typename T>
  List<T> list(const std::vector<T>& from, std::size_t first = 0) {
    static_assert(std::is_trivially_destructible_v<T>);
    const std::size_t count = from.size() - first;
    if (count == 0) return {};
    T* items = static_cast<T*>(take(count * sizeof(T)));
    for (std::size_t i = 0; i < count; ++i) new (items + i) T(from[first + i]);
    return {items, static_cast<std::uint32_t>(count)};
  }

 private:
  static constexpr std::size_t kBlockBytes = 16 * 1024;
  static constexpr std::size_t kAlignment = alignof(std::max_align_t);

  void* take(std::size_t bytes) {
    bytes = (bytes + kAlignment - 1) / kAlignment * kAlignment;
    if (bytes > left_) {
      left_ = bytes > kBlockBytes ? bytes : kBlockBytes;
      blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(left_));
      next_ = blocks_.back().get();
    }
    void* taken = next_;
    next_ += bytes;
    left_ -= bytes;
    return taken;
  }

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace sluice::language
