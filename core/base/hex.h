// Hexadecimal text, two digits per byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sluice {

// Lower-case digits.
std::string toHex(std::string_view bytes);

// 16 lower-case digits, the most significant first.
std::string toHex64(std::uint64_t value);

// Whether `text` is exactly `digits` lower-case digits.
bool isLowerHex(std::string_view text, std::size_t digits);

// The inverse of toHex64(). Precondition: isLowerHex(text, 16).
std::uint64_t fromHex64(std::string_view text);

// Replaces `out` with the bytes that `text` stands for; digits of either case. On false, `out` is unspecified.
bool fromHex(std::string_view text, std::string& out);

// The number that the first `digits` characters of `text`, at most 8, spell in digits of either case; nullopt when
// there are fewer, or others.
std::optional<std::uint32_t> leadingHex(std::string_view text, std::size_t digits);

}  // namespace sluice
