// Exact in whole numbers: the numeral is a quotient of two big ones, of which long division gives as many bits as a
// double needs and whether anything is left. Short numerals, which are nearly all, take Clinger's way ("How to Read
// Floating Point Numbers Accurately", 1990): a whole number and a power of ten that are both exact as doubles leave
// one rounding to the hardware.
#include "base/numeral.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "base/ascii.h"

namespace sluice {

namespace {

// A double, or the middle between two, has at most 767 significant decimal digits. Of those behind the last of these it
// matters only whether one is not zero.
constexpr int kMaxDigits = 770;
constexpr int kExactDigits = 15;  // below 2^53
constexpr std::array<double, 23> kExactPowers = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                                 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr int kLargestPower = 309;    // from 10^309 on everything is infinite
constexpr int kSmallestPower = -324;  // below 10^-324 everything is zero
constexpr int kQuotientBits = 57;     // or one less: 53, one to round by, and room
constexpr int kMantissaBits = 53;
constexpr int kLowestExponent = -1074;  // of the last bit of a subnormal number
constexpr int kMaxExponent = 1 << 20;   // an exponent is not counted beyond

// A whole number, its lowest 32 bits first. The largest have kMaxDigits digits or are 5 to the power of
// kMaxDigits - kSmallestPower, and kQuotientBits more.
class BigNumber {
 public:
  explicit BigNumber(std::uint32_t value) : words_{value} {}

  void multiplyAdd(std::uint32_t factor, std::uint32_t addend) {
    std::uint64_t carry = addend;
    for (std::size_t i = 0; i < size_; ++i) {
      carry += std::uint64_t{words_[i]} * factor;
      words_[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    if (carry != 0) words_[size_++] = static_cast<std::uint32_t>(carry);
  }

  void multiplyByPowerOfFive(int power) {
    constexpr std::uint32_t kFiveTo13 = 1220703125;
    for (; power >= 13; power -= 13) multiplyAdd(kFiveTo13, 0);
    for (; power > 0; --power) multiplyAdd(5, 0);
  }

  void shiftLeft(int bits) {
    const std::size_t words = static_cast<std::size_t>(bits) / 32;
    std::copy_backward(words_.begin(), words_.begin() + size_, words_.begin() + size_ + words);
    std::fill_n(words_.begin(), words, 0);
    size_ += words;
    if (bits % 32 != 0) multiplyAdd(std::uint32_t{1} << (bits % 32), 0);
  }

  int bitLength() const { return static_cast<int>(size_) * 32 - __builtin_clz(words_[size_ - 1] | 1); }

  bool isZero() const { return size_ == 1 && words_[0] == 0; }

  bool atLeast(const BigNumber& other) const {
    if (size_ != other.size_) return size_ > other.size_;
    std::size_t i = size_ - 1;
    while (i > 0 && words_[i] == other.words_[i]) --i;
    return words_[i] >= other.words_[i];
  }

  // Precondition: atLeast(other).
  void subtract(const BigNumber& other) {
    std::int64_t borrow = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      borrow += std::int64_t{words_[i]} - (i < other.size_ ? other.words_[i] : 0);
      words_[i] = static_cast<std::uint32_t>(borrow);
      borrow >>= 32;
    }
    while (size_ > 1 && words_[size_ - 1] == 0) --size_;
  }

 private:
  std::size_t size_ = 1;  // without leading zeros
  std::array<std::uint32_t, 128> words_;
};

// bits * 2^exponent, rounded once. `inexact`: a little more than that.
double assemble(std::uint64_t bits, int exponent, bool inexact) {
  if (bits == 0) return 0;
  const int length = 64 - __builtin_clzll(bits);
  const int drop = std::max(length - kMantissaBits, kLowestExponent - exponent);
  if (drop <= 0) return std::ldexp(static_cast<double>(bits), exponent);
  if (drop > 63) return 0;
  const std::uint64_t half = std::uint64_t{1} << (drop - 1);
  const std::uint64_t rest = bits & (2 * half - 1);
  std::uint64_t kept = bits >> drop;
  if (rest > half || (rest == half && (inexact || (kept & 1) != 0))) ++kept;
  return std::ldexp(static_cast<double>(kept), exponent + drop);
}

// digits * 10^power, by long division.
double quotient(BigNumber& numerator, int power) {
  BigNumber denominator(1);
  (power < 0 ? denominator : numerator).multiplyByPowerOfFive(std::abs(power));
  const int shift = denominator.bitLength() - numerator.bitLength();  // now the quotient is between 1/2 and 2
  (shift > 0 ? numerator : denominator).shiftLeft(std::abs(shift));
  std::uint64_t bits = 0;
  for (int i = 0; i < kQuotientBits; ++i) {
    bits *= 2;
    if (numerator.atLeast(denominator)) {
      numerator.subtract(denominator);
      ++bits;
    }
    numerator.multiplyAdd(2, 0);
  }
  return assemble(bits, power - shift - (kQuotientBits - 1), !numerator.isZero());
}

// A signed exponent behind its letter, if there is one at `at`.
int readExponent(const char*& at, char letter) {
  if ((*at | 0x20) != letter) return 0;
  const char* next = at + 1;
  const bool negative = *next == '-';
  if (*next == '-' || *next == '+') ++next;
  if (!isDigit(*next)) return 0;
  int exponent = 0;
  for (; isDigit(*next); ++next) exponent = std::min(exponent * 10 + (*next - '0'), kMaxExponent);
  at = next;
  return negative ? -exponent : exponent;
}

// The first digits of a numeral, as text the number is read from once it is known how many count.
struct Decimal {
  std::array<char, kMaxDigits + 1> digits;
  int count = 0;  // of digits, the first of which is not zero
  int power = 0;  // of ten, that the whole number they make is multiplied by

  void add(char digit) {
    if (count == 0 && digit == '0') return;
    if (count < kMaxDigits) {
      digits[static_cast<std::size_t>(count++)] = digit;
    } else {
      ++power;
      if (digit != '0') digits[kMaxDigits - 1] = static_cast<char>(digits[kMaxDigits - 1] | 1);
    }
  }

  double value() const {
    if (count == 0 || count + power <= kSmallestPower) return 0;
    if (count + power > kLargestPower) return HUGE_VAL;
    if (count <= kExactDigits && std::abs(power) < static_cast<int>(kExactPowers.size())) return exactValue();
    BigNumber number = wholeNumber();
    return quotient(number, power);
  }

  // Nine digits at a time: as many as fit 32 bits.
  BigNumber wholeNumber() const {
    BigNumber number(0);
    for (int i = 0; i < count;) {
      std::uint32_t chunk = 0;
      std::uint32_t scale = 1;
      for (const int end = std::min(i + 9, count); i < end; ++i) {
        chunk = chunk * 10 + static_cast<std::uint32_t>(digit(i));
        scale *= 10;
      }
      number.multiplyAdd(scale, chunk);
    }
    return number;
  }

  int digit(int place) const { return digits[static_cast<std::size_t>(place)] - '0'; }

  double exactValue() const {
    double whole = 0;
    for (int i = 0; i < count; ++i) whole = whole * 10 + digit(i);
    const double scale = kExactPowers[static_cast<std::size_t>(std::abs(power))];
    return power < 0 ? whole / scale : whole * scale;
  }
};

// Both leave `at` alone when no numeral starts there.
double readDecimal(const char*& at) {
  Decimal number;
  const char* next = at;
  const char* point = nullptr;
  bool any = false;
  for (; isDigit(*next) || (*next == '.' && point == nullptr); ++next) {
    if (*next == '.') {
      point = next;
      continue;
    }
    any = true;
    number.add(*next);
    if (point != nullptr) --number.power;
  }
  if (!any) return 0;
  number.power = std::clamp(number.power, -kMaxExponent, kMaxExponent) + readExponent(next, 'e');
  at = next;
  return number.value();
}

double readHex(const char*& at) {
  const char* next = at;
  bool any = false;
  bool point = false;
  bool inexact = false;
  std::uint64_t bits = 0;
  int exponent = 0;
  for (; hexDigit(*next) >= 0 || (*next == '.' && !point); ++next) {
    if (*next == '.') {
      point = true;
      continue;
    }
    any = true;
    if (bits >> 56 == 0) {  // so that 64 bits too many leave nothing to round up
      bits = bits * 16 + static_cast<std::uint64_t>(hexDigit(*next));
    } else {
      inexact = inexact || *next != '0';
      exponent += 4;
    }
    if (point) exponent -= 4;
  }
  if (!any) return 0;
  exponent = std::clamp(exponent, -kMaxExponent, kMaxExponent) + readExponent(next, 'p');
  at = next;
  return assemble(bits, exponent, inexact);
}

}  // namespace

double parseNumeral(const char* text, const char** end) {
  const char* at = text;
  while (*at == ' ' || (*at >= '\t' && *at <= '\r')) ++at;
  const bool negative = *at == '-';
  if (*at == '-' || *at == '+') ++at;
  const char* start = at;
  double value = 0;
  if (*at == '0' && (at[1] | 0x20) == 'x') {
    const char* digits = at + 2;
    value = readHex(digits);
    if (digits != at + 2) at = digits;
  }
  if (at == start) value = readDecimal(at);
  if (at == start) at = text;
  if (end != nullptr) *end = at;
  return negative && at != text ? -value : value;
}

bool isExactInteger(double value) {
  constexpr double kLargest = 9007199254740992.0;  // 2^53
  return std::fabs(value) <= kLargest && std::trunc(value) == value;
}

}  // namespace sluice
