#include "base/elementary.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

namespace sluice {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// How many units in the last place `value` is away from what the C library says with 64 bits.
double unitsFrom(long double exact, double value) {
  const double nearest = static_cast<double>(exact);
  const double unit = std::nextafter(std::fabs(nearest), kInfinity) - std::fabs(nearest);
  return static_cast<double>(std::fabs(exact - value) / unit);
}

void expectExponential(double x) {
  EXPECT_LT(unitsFrom(std::exp(static_cast<long double>(x)), exponential(x)), 0.65) << x;
}

// The C library reduces exactly: what is left shows in the sine and the cosine.
void expectReduced(double angle) {
  const ReducedAngle reduced = reduceAngle(angle);
  const long double left = static_cast<long double>(reduced.high) + reduced.low;
  const long double sine = std::sin(left);
  const long double cosine = std::cos(left);
  const int turned = reduced.quarters & 3;
  const long double sineOfAngle = turned == 0 ? sine : turned == 1 ? cosine : turned == 2 ? -sine : -cosine;
  const long double cosineOfAngle = turned == 0 ? cosine : turned == 1 ? -sine : turned == 2 ? -cosine : sine;
  const long double exact = static_cast<long double>(angle);
  EXPECT_LE(std::fabs(left), 0.7853981633974484L) << angle;
  EXPECT_LE(std::fabs(reduced.low), std::ldexp(std::fabs(reduced.high), -53)) << angle;
  EXPECT_LT(std::fabs(sineOfAngle - std::sin(exact)), 0x1p-59L * std::fabs(std::sin(exact))) << angle;
  EXPECT_LT(std::fabs(cosineOfAngle - std::cos(exact)), 0x1p-59L * std::fabs(std::cos(exact))) << angle;
}

TEST(Elementary, ExponentialIsNearlyAlwaysTheNearestDouble) {
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> wide(-708, 709);
  std::uniform_real_distribution<double> narrow(-1, 1);
  for (int i = 0; i < 100'000; ++i) {
    expectExponential(wide(random));
    expectExponential(narrow(random));
  }
}

TEST(Elementary, ExponentialIsExactWhereEveryoneKnowsIt) {
  EXPECT_EQ(exponential(0), 1);
  EXPECT_EQ(exponential(1), 2.718281828459045);
  EXPECT_EQ(exponential(-0x1p-60), 1);
}

TEST(Elementary, ExponentialEndsInInfinityAndZero) {
  EXPECT_EQ(exponential(709.79), kInfinity);
  EXPECT_EQ(exponential(kInfinity), kInfinity);
  EXPECT_EQ(exponential(-745.14), 0);
  EXPECT_EQ(exponential(-kInfinity), 0);
  EXPECT_EQ(exponential(-745.13), std::numeric_limits<double>::denorm_min());
  EXPECT_TRUE(std::isnan(exponential(std::nan(""))));
}

TEST(Elementary, AnglesOfEveryMagnitudeAreReduced) {
  std::mt19937_64 random(2);
  std::uniform_int_distribution<int> exponent(-10, 1022);
  std::uniform_real_distribution<double> mantissa(1, 2);
  for (int i = 0; i < 100'000; ++i) {
    const double angle = std::ldexp(mantissa(random), exponent(random));
    expectReduced(angle);
    expectReduced(-angle);
  }
  expectReduced(std::numeric_limits<double>::max());
}

TEST(Elementary, AnglesNextToQuarterTurnsKeepTheirDigits) {
  for (int quarters = 1; quarters < 5000; ++quarters) {
    const double angle = quarters * 1.5707963267948966;
    expectReduced(angle);
    expectReduced(std::nextafter(angle, 0));
    expectReduced(std::nextafter(angle, kInfinity));
  }
  expectReduced(0x1.6ac5b262ca1ffp+849);  // of all doubles the nearest to one
}

}  // namespace
}  // namespace sluice
