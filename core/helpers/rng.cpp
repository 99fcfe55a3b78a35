#include "helpers/rng.h"

#include <bit>

#include "base/hex.h"
#include "base/mix64.h"

namespace sluice::helpers {

Rng::Rng(std::uint64_t seed) {
  constexpr std::uint64_t kIncrement = 0x9e3779b97f4a7c15;
  for (std::uint64_t& word : state_) word = mix64(seed += kIncrement);
}

std::uint64_t Rng::next64() {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

std::string uuidV4(Rng& rng) {
  constexpr std::uint64_t kVersionBits = 0xF000;
  constexpr std::uint64_t kVersion4 = 0x4000;
  constexpr std::uint64_t kVariantBits = 0xC000000000000000;
  constexpr std::uint64_t kVariant = 0x8000000000000000;
  std::string text = toHex64((rng.next64() & ~kVersionBits) | kVersion4);
  text += toHex64((rng.next64() & ~kVariantBits) | kVariant);
  for (const std::size_t dash : {8U, 13U, 18U, 23U}) text.insert(dash, 1, '-');
  return text;
}

}  // namespace sluice::helpers
