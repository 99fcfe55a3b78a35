// The randomness of one script run: a fixed sequence for each seed, so that a run can be repeated. Fine for ids and
// games of chance, not for keys.
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace sluice::helpers {

// xoshiro256** 1.0 by David Blackman and Sebastiano Vigna (https://prng.di.unimi.it/xoshiro256starstar.c), its state
// filled by splitmix64 as its authors advise (https://prng.di.unimi.it/splitmix64.c).
class Rng {
 public:
  explicit Rng(std::uint64_t seed);
  std::uint64_t next64();

 private:
  std::array<std::uint64_t, 4> state_;
};

// A version 4 UUID (RFC 9562, 5.4) in its text form, lower case. Takes two numbers from `rng`.
std::string uuidV4(Rng& rng);

}  // namespace sluice::helpers
