// Written from FIPS 180-4, section 6.1.2; RFC 3174 describes the same algorithm.
#include "helpers/sha1.h"

#include <array>
#include <bit>
#include <cstdint>

#include "helpers/padded_blocks.h"

namespace sluice::helpers {
namespace {

using State = std::array<std::uint32_t, 5>;
using Schedule = std::array<std::uint32_t, 80>;

std::uint32_t readBigEndian(const unsigned char* bytes) {
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
}

Schedule scheduleOf(const unsigned char* block) {
  Schedule words;
  for (std::size_t t = 0; t < 16; ++t) words[t] = readBigEndian(block + 4 * t);
  for (std::size_t t = 16; t < words.size(); ++t) {
    words[t] = std::rotl(words[t - 3] ^ words[t - 8] ^ words[t - 14] ^ words[t - 16], 1);
  }
  return words;
}

// f(t; b, c, d) + K(t) of the standard.
std::uint32_t roundTerm(std::size_t t, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  if (t < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (t < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (t < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

void compress(State& state, const unsigned char* block) {
  const Schedule words = scheduleOf(block);
  auto [a, b, c, d, e] = state;
  for (std::size_t t = 0; t < words.size(); ++t) {
    const std::uint32_t next = std::rotl(a, 5) + roundTerm(t, b, c, d) + e + words[t];
    e = d;
    d = c;
    c = std::rotl(b, 30);
    b = a;
    a = next;
  }
  state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d, state[4] + e};
}

}  // namespace

std::string sha1(std::string_view text) {
  State state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  forEachPaddedBlock(text, ByteOrder::BigEndian, [&state](const unsigned char* block) { compress(state, block); });
  std::string out;
  for (const std::uint32_t word : state) {
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(word >> shift & 0xFF);
  }
  return out;
}

}  // namespace sluice::helpers
