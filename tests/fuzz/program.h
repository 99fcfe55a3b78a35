// What each program of this folder has in common: its entry point, and the input as text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

// libFuzzer's entry point; each program defines it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace sluice::fuzz {

inline std::string_view textOf(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace sluice::fuzz
