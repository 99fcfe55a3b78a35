// The output function of splitmix64 (https://prng.di.unimi.it/splitmix64.c by Sebastiano Vigna): spreads every bit of
// a number over all 64. One-to-one, and only 0 becomes 0. Not for anything that must resist an attacker.
#pragma once

#include <cstdint>

namespace sluice {

constexpr std::uint64_t mix64(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

}  // namespace sluice
