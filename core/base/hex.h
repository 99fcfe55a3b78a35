// Hexadecimal text, two digits per byte.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sluice {

// Lower-case digits.
std::string toHex(std::string_view bytes);

// 16 lower-case digits, the most significant first.
std::string toHex64(std::uint64_t value);

// Replaces `out` with the bytes that `text` stands for; digits of either case. On false, `out` is unspecified.
bool fromHex(std::string_view text, std::string& out);

}  // namespace sluice
