// Turns the bytes of an input into choices, so that a mutated byte is another choice. An input that has ended chooses
// the first of everything.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace sluice::fuzz {

class Choices {
 public:
  explicit Choices(std::string_view bytes) : left_(bytes) {}

  bool ended() const { return left_.empty(); }

  // From 0 to bound - 1; bound is 1 to 256. Takes one byte.
  std::size_t below(std::size_t bound) {
    if (left_.empty()) return 0;
    const auto byte = static_cast<unsigned char>(left_.front());
    left_.remove_prefix(1);
    return byte % bound;
  }

  std::string_view any(std::span<const std::string_view> list) { return list[below(list.size())]; }

 private:
  std::string_view left_;
};

}  // namespace sluice::fuzz
