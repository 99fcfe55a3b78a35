// exponential(): x = k ln 2 + r and exp(x) = 2^k exp(r), with a Taylor polynomial for exp(r).
// reduceAngle(): Payne and Hanek, "Radian Reduction for Trigonometric Functions" (1983), in whole numbers: of the
// product of the angle and 2/pi only the columns around the point are computed, from the words of 2/pi that they need.
#include "base/elementary.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace sluice {

namespace {

constexpr int kMantissaBits = 53;
constexpr int kExponentBias = 1023;
constexpr std::uint64_t kMantissaMask = (std::uint64_t{1} << (kMantissaBits - 1)) - 1;

constexpr double kLargestPower = 710;    // exp of it is infinite
constexpr double kSmallestPower = -746;  // exp of it is zero
constexpr double kLog2OfE = 0x1.71547652b82fep+0;
constexpr double kLn2High = 0x1.62e42feep-1;  // ends in zeros: its products with k are exact
constexpr double kLn2Low = 0x1.a39ef35793c76p-33;

// 1/2!, 1/3!, … 1/13!: for |r| up to half of ln 2 the first term left out is below 2^-57.
constexpr std::array<double, 12> kTaylor = [] {
  std::array<double, 12> terms = {};
  double factorial = 1;
  for (int n = 2; n <= 13; ++n) terms[static_cast<std::size_t>(n - 2)] = 1 / (factorial *= n);
  return terms;
}();

// 2/pi, the highest 32 bits first: all that the largest double needs.
constexpr std::array<std::uint32_t, 38> kTwoOverPi = {
    0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab, 0xdebbc561,
    0xb7246e3a, 0x424dd2e0, 0x06492eea, 0x09d1921c, 0xfe1deb1c, 0xb129a73e, 0xe88235f5, 0x2ebb4484,
    0xe99c7026, 0xb45f7e41, 0x3991d639, 0x835339f4, 0x9c845f8b, 0xbdf9283b, 0x1ff897ff, 0xde05980f,
    0xef2f118b, 0x5a0a6d1f, 0x6d367ecf, 0x27cb09b7, 0x4f463f66, 0x9e5fea2d, 0x7527bac7, 0xebe5f17b,
    0x3d0739f7, 0x8a5292ea, 0x6bfb5fb1, 0x1f8d5d08, 0x56033046, 0xfc7b6bab};
constexpr std::uint64_t kHalfPi = 0xc90fdaa22168c235;  // pi/2 times 2^63

// A number of quarter turns modulo 2^32: the whole ones and six words of fraction, the lowest first.
constexpr int kFractionWords = 6;
using Turns = std::array<std::uint32_t, kFractionWords + 1>;

// The word of 2/pi with the weight 2^(-32 (place + 1)).
std::uint32_t twoOverPi(int place) { return place < 0 ? 0 : kTwoOverPi[static_cast<std::size_t>(place)]; }

// mantissa * 2^exponent * 2/pi
Turns quarterTurns(std::uint64_t mantissa, int exponent) {
  // The exponent in words, and the mantissa shifted by the bits that are left.
  const int words = exponent >> 5;
  const int bits = exponent & 31;
  const std::uint64_t low = mantissa << bits;
  const std::array<std::uint32_t, 3> factor = {static_cast<std::uint32_t>(low), static_cast<std::uint32_t>(low >> 32),
                                               static_cast<std::uint32_t>(mantissa >> 32 >> (32 - bits))};
  Turns turns = {};
  for (int i = 0; i < 3; ++i) {
    std::uint64_t carry = 0;
    for (int place = 0; place <= kFractionWords; ++place) {
      std::uint32_t& word = turns[static_cast<std::size_t>(place)];
      const std::uint64_t other = twoOverPi(words + i + kFractionWords - 1 - place);
      carry += factor[static_cast<std::size_t>(i)] * other + word;
      word = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
  }
  return turns;
}

// The upper half of the product.
std::uint64_t multiplyHigh(std::uint64_t a, std::uint64_t b) {
  const std::uint64_t aLow = a & UINT32_MAX;
  const std::uint64_t bLow = b & UINT32_MAX;
  const std::uint64_t middle = (a >> 32) * bLow + (aLow * bLow >> 32);
  return (a >> 32) * (b >> 32) + (middle >> 32) + ((aLow * (b >> 32) + (middle & UINT32_MAX)) >> 32);
}

}  // namespace

double exponential(double x) {
  if (std::isnan(x)) return x;
  x = std::clamp(x, kSmallestPower, kLargestPower);
  const double k = std::nearbyint(x * kLog2OfE);
  const double high = x - k * kLn2High;
  const double low = k * kLn2Low;
  const double r = high - low;
  double tail = 0;  // exp(r) = 1 + r + r^2 (1/2! + r/3! + …)
  for (std::size_t i = kTaylor.size(); i-- > 0;) tail = tail * r + kTaylor[i];
  tail = (high - r - low) + r * r * tail;
  // What the two additions round off is added at the end (Dekker's fast two-sum), or one result in ten would be off.
  const double sum = r + tail;
  const double power = 1 + sum;
  return std::ldexp(power + ((1 - power + sum) + (r - sum + tail)), static_cast<int>(k));
}

ReducedAngle reduceAngle(double angle) {
  const auto bits = std::bit_cast<std::uint64_t>(std::fabs(angle));
  const std::uint64_t mantissa = (bits & kMantissaMask) | (kMantissaMask + 1);
  const int exponent = static_cast<int>(bits >> (kMantissaBits - 1)) - kExponentBias - (kMantissaBits - 1);
  Turns turns = quarterTurns(mantissa, exponent);

  // To the nearest quarter; a fraction taken from the next one is negative.
  const bool above = turns[kFractionWords - 1] >> 31 != 0;
  const auto quarters = static_cast<int>((turns[kFractionWords] + (above ? 1 : 0)) & 3);
  if (above) {
    for (std::uint32_t& word : turns) word = ~word;
  }
  int top = kFractionWords - 1;
  while (turns[static_cast<std::size_t>(top)] == 0) --top;  // no angle is that near to a quarter turn
  const auto wordAt = [&](int place) { return std::uint64_t{turns[static_cast<std::size_t>(place)]}; };
  const int zeros = std::countl_zero(turns[static_cast<std::size_t>(top)]);
  const std::uint64_t fraction =
      ((wordAt(top) << 32 | wordAt(top - 1)) << zeros) | (wordAt(top - 2) >> 1 >> (31 - zeros));

  const std::uint64_t rest = multiplyHigh(fraction, kHalfPi);
  const auto high = static_cast<double>(rest);
  const auto low = static_cast<double>(static_cast<std::int64_t>(rest - static_cast<std::uint64_t>(high)));
  const double scale = std::ldexp(1.0, 32 * (top + 1 - kFractionWords) - zeros - 63);
  const double sign = above != std::signbit(angle) ? -scale : scale;
  return {std::signbit(angle) ? -quarters : quarters, high * sign, low * sign};
}

}  // namespace sluice
