#include "base/numeral.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

namespace sluice {
namespace {

// The C library's strtod() rounds correctly: the same bits, and the same end.
void expectLikeStrtod(const std::string& text) {
  char* libraryEnd = nullptr;
  const double expected = std::strtod(text.c_str(), &libraryEnd);
  const char* end = nullptr;
  const double value = parseNumeral(text.c_str(), &end);
  EXPECT_EQ(std::bit_cast<std::uint64_t>(value), std::bit_cast<std::uint64_t>(expected)) << text;
  EXPECT_EQ(end, libraryEnd) << text;
}

std::string printed(const char* format, int digits, double value) {
  char text[64];
  std::snprintf(text, sizeof text, format, digits, value);
  return text;
}

// Every digit of a number in the middle between two doubles, as mantissa and exponent.
std::string middleAbove(double value) {
  char text[1200];
  const long double above = std::nextafter(value, HUGE_VAL);
  std::snprintf(text, sizeof text, "%.1100Le", (value + above) / 2);
  return text;
}

std::string randomDigits(std::mt19937_64& random, std::size_t count, const char* digits, std::size_t kinds) {
  std::string text;
  while (text.size() < count) text += digits[random() % kinds];
  if (random() % 2 == 0) text.insert(random() % text.size(), ".");
  return text;
}

TEST(Numeral, ReadsWhatStrtodReadsAndStopsWhereItStops) {
  for (const char* text :
       {"",      "0",      "-0",    "1",  "1.",  ".5",  ".",   "-.",     "--1",  "+.5e",  "1e",  "1e+", "1e5x", "1..2",
        "1.2.3", "000.e5", "00012", "0x", "0xg", "0x.", "0x1", "0x.8p1", "0x1p", "0x0p5", "-0x", "x",   " \t\n\v\f\r1",
        "0e99999999999", "1e99999999999", "1e-99999999999", "0x1p99999999999"}) {
    expectLikeStrtod(text);
  }
}

TEST(Numeral, RoundsAtTheEdgesOfTheRange) {
  for (const char* text :
       {"1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308", "1e309",
        "179769313486231580793e289", "2.4703282292062327e-324", "2.4703282292062328e-324", "4.9e-324",
        "2.2250738585072011e-308", "2.2250738585072014e-308", "0x1p-1074", "0x1p-1075", "0x1.8p-1075",
        "0x1.fffffffffffff7ffffp1023", "0x1.fffffffffffff8p1023", "0xb3F8e3b2b5Cd9fe490p-1146"}) {
    expectLikeStrtod(text);
  }
}

TEST(Numeral, GivesBackRandomDoublesPrintedInAnyPrecision) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const auto value = std::bit_cast<double>(random());
    if (!std::isfinite(value)) continue;
    expectLikeStrtod(printed("%.*g", static_cast<int>(1 + random() % 20), value));
    expectLikeStrtod(printed("%.*a", static_cast<int>(random() % 14), value));
  }
}

TEST(Numeral, DecidesTiesByTheLastOfManyDigits) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 500; ++i) {
    const auto value = std::bit_cast<double>(random() >> 1);
    if (!std::isfinite(value) || value > 1e307) continue;
    const std::string middle = middleAbove(value);
    const std::size_t exponent = middle.find('e');
    expectLikeStrtod(middle);
    expectLikeStrtod(middle.substr(0, exponent) + "1" + middle.substr(exponent));
    std::string below = middle;
    --below[below.find_last_of("123456789", exponent - 1)];
    expectLikeStrtod(below.substr(0, exponent) + "9" + below.substr(exponent));
  }
}

TEST(Numeral, ReadsRandomNumeralsOfAnyLength) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 5'000; ++i) {
    const std::size_t length = i % 10 == 0 ? 1 + random() % 1'200 : 1 + random() % 40;
    expectLikeStrtod(randomDigits(random, length, "0123456789", 10) + "e" +
                     std::to_string(int(random() % 1'400) - 1'000));
    expectLikeStrtod("0x" + randomDigits(random, 1 + random() % 30, "0123456789abcdefABCDEF", 22) + "p" +
                     std::to_string(int(random() % 2'400) - 1'200));
  }
}

TEST(Numeral, TellsWhichDoublesAreExactIntegers) {
  constexpr double kEdge = 9007199254740992;
  for (const double exact : {0.0, -0.0, 1.0, -7.0, kEdge - 1, kEdge, -kEdge}) {
    EXPECT_TRUE(isExactInteger(exact)) << exact;
  }
  for (const double other : {0.5, -0.25, kEdge + 2, -kEdge - 2, 1e300, HUGE_VAL, -HUGE_VAL, std::nan("")}) {
    EXPECT_FALSE(isExactInteger(other)) << other;
  }
}

}  // namespace
}  // namespace sluice
