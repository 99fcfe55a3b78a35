#include "base/print.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <random>
#include <string>

namespace sluice {
namespace {

std::string ours(const char* format, ...) {
  char text[1000];
  std::va_list arguments;
  va_start(arguments, format);
  const int length = print(text, sizeof text, format, arguments);
  va_end(arguments);
  EXPECT_EQ(static_cast<std::size_t>(length), std::char_traits<char>::length(text)) << format;
  return text;
}

template <typename... Values>
std::string theirs(const std::string& format, Values... values) {
  char text[1000];
  std::snprintf(text, sizeof text, format.c_str(), values...);
  return text;
}

template <typename... Values>
void expectLikeLibrary(const std::string& format, Values... values) {
  EXPECT_EQ(ours(format.c_str(), values...), theirs(format, values...)) << format;
}

// Every set of flags with a few widths and precisions, and the conversion behind them.
template <typename Try>
void withEverySpecification(const std::string& flags, const std::string& conversion, const Try& attempt) {
  for (unsigned set = 0; set < 1u << flags.size(); ++set) {
    std::string chosen = "%";
    for (std::size_t i = 0; i < flags.size(); ++i) {
      if ((set >> i & 1) != 0) chosen += flags[i];
    }
    for (const char* width : {"", "1", "7", "30"}) {
      for (const char* precision : {"", ".", ".0", ".1", ".3", ".17", ".99"}) {
        attempt(chosen + width + precision + conversion);
      }
    }
  }
}

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kDoubles[] = {0.0,    -0.0,   1.0,   -1.5,   0.1,    9.5,       0.5,         2.5,
                               99.95,  1e15,   0.3,   1e-5,   0.0001, 65504.0,   999998.5,    123456789.125,
                               1e23,   1e100,  5e-324, 1e-310, 0x1p-1022, 4503599627370497.5, 1.7976931348623157e308,
                               kInfinity, -kInfinity};

bool isSubnormal(double value) { return std::fpclassify(value) == FP_SUBNORMAL; }

TEST(Print, WritesDoublesLikeTheCLibraryWithEveryFlag) {
  for (const char* conversion : {"e", "E", "f", "F", "g", "G", "a", "A"}) {
    withEverySpecification("-+ #0", conversion, [&](const std::string& format) {
      for (const double value : kDoubles) {
        // Of subnormal numbers C leaves the first hexadecimal digit open.
        if ((conversion[0] | 0x20) == 'a' && isSubnormal(value)) continue;
        expectLikeLibrary(format, value);
      }
    });
  }
}

TEST(Print, RoundsEveryDoubleLikeTheCLibrary) {
  std::mt19937_64 random(1);
  const char* const formats[] = {"%.14g", "%.15g", "%.16g", "%.17g", "%.0f",  "%.3f",
                                 "%.20f", "%.99f", "%.0e",  "%.30e", "%.99e", "%g"};
  for (int i = 0; i < 20'000; ++i) {
    const double any = std::bit_cast<double>(random());
    const double middling = std::ldexp(static_cast<double>(random() >> 11), static_cast<int>(random() % 120) - 100);
    for (const char* format : formats) {
      if (!std::isnan(any)) expectLikeLibrary(format, any);
      expectLikeLibrary(format, middling);
    }
  }
}

TEST(Print, RoundsTheMiddleBetweenTwoNumeralsToTheEvenOne) {
  for (int whole = 0; whole < 1000; ++whole) {
    expectLikeLibrary("%.0f", whole + 0.5);
    expectLikeLibrary("%.2f", whole + 0.125);
    expectLikeLibrary("%.3e", whole + 0.5);
    expectLikeLibrary("%.0a", whole / 64.0);
    expectLikeLibrary("%.1a", whole / 1024.0);
  }
}

// glibc 2.36 leaves the zeros out when rounding makes the exponent larger.
TEST(Print, KeepsZerosWithTheFlagForThem) {
  EXPECT_EQ(ours("%#g", 999999.5), "1.00000e+06");
  EXPECT_EQ(ours("%g", 999999.5), "1e+06");
}

TEST(Print, WritesIntegersLikeTheCLibraryWithEveryFlag) {
  for (const long long value : std::initializer_list<long long>{0, 1, -1, 42, -123456, INT64_MAX, INT64_MIN}) {
    withEverySpecification("-+ 0", "lld", [&](const std::string& format) { expectLikeLibrary(format, value); });
    withEverySpecification("-0", "llu", [&](const std::string& format) { expectLikeLibrary(format, value); });
    for (const char* conversion : {"llx", "llX", "llo"}) {
      withEverySpecification("-#0", conversion, [&](const std::string& format) { expectLikeLibrary(format, value); });
    }
  }
  expectLikeLibrary("%d %i %u %x %ld %lu", -5, 6, 7u, 255u, -8L, 9ul);
}

TEST(Print, WritesTextsAndCharacters) {
  for (const char* format : {"%s", "%10s", "%-10s|", "%.2s", "%5.1s", "%.0s", "%%%s%%"}) {
    expectLikeLibrary(format, "words");
  }
  expectLikeLibrary("%c%3c%-3c|", 'a', 'b', 'c');
  expectLikeLibrary("%.*g and %*d", 3, 3.14159, 6, 42);
}

TEST(Print, WritesAnAddressWithAllItsDigits) {
  EXPECT_EQ(ours("%p", reinterpret_cast<void*>(0x12ab)), "0x" + std::string(2 * sizeof(void*) - 4, '0') + "12ab");
}

TEST(Print, WritesNoMoreThanThereIsRoomForAndCountsAll) {
  const auto bounded = [](char* out, std::size_t size, const char* format, ...) {
    std::va_list arguments;
    va_start(arguments, format);
    const int length = print(out, size, format, arguments);
    va_end(arguments);
    return length;
  };
  char text[4] = {'x', 'x', 'x', 'x'};
  EXPECT_EQ(bounded(text, 3, "%d", 123456), 6);
  EXPECT_STREQ(text, "12");
  EXPECT_EQ(text[3], 'x');
  EXPECT_EQ(bounded(nullptr, 0, "%s", "long"), 4);
}

TEST(Print, WritesNotANumberWithoutZeros) {
  EXPECT_EQ(ours("%06g", std::numeric_limits<double>::quiet_NaN()), "   nan");
  EXPECT_EQ(ours("%F", -std::numeric_limits<double>::quiet_NaN()), "-NAN");
}

TEST(Print, EndsAtAConversionItDoesNotKnow) { EXPECT_EQ(ours("a%qb"), "a"); }

}  // namespace
}  // namespace sluice
