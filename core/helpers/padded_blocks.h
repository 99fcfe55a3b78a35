// The message padding that SHA-1 (FIPS 180-4, 5.1.1) and MD5 (RFC 1321, 3.1 and 3.2) share: one bit, zeros, and the
// length in bits, in blocks of 64 bytes. They differ only in the order of the length's bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace sluice::helpers {

enum class ByteOrder : std::uint8_t { BigEndian, LittleEndian };

inline constexpr std::size_t kPaddedBlockBytes = 64;

// Calls `compress(const unsigned char* block)` for every block of the padded text, in order.
template <typename Compress>
void forEachPaddedBlock(std::string_view text, ByteOrder order, Compress compress) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  const std::size_t tail = text.size() % kPaddedBlockBytes;
  const std::size_t whole = text.size() - tail;
  for (std::size_t at = 0; at < whole; at += kPaddedBlockBytes) compress(bytes + at);

  std::array<unsigned char, 2 * kPaddedBlockBytes> last{};
  if (tail > 0) std::memcpy(last.data(), bytes + whole, tail);
  last[tail] = 0x80;
  const std::size_t end = tail < kPaddedBlockBytes - 8 ? kPaddedBlockBytes : 2 * kPaddedBlockBytes;
  const std::uint64_t bits = static_cast<std::uint64_t>(text.size()) * 8;
  for (std::size_t i = 0; i < 8; ++i) {
    const std::size_t shift = order == ByteOrder::BigEndian ? 56 - 8 * i : 8 * i;
    last[end - 8 + i] = static_cast<unsigned char>(bits >> shift);
  }
  for (std::size_t at = 0; at < end; at += kPaddedBlockBytes) compress(last.data() + at);
}

}  // namespace sluice::helpers
