// Our answers beside those of RE2 (Debian: libre2-dev), which shares no code and little of the method with us. Texts are
// well-formed here: RE2 has ill-formed bytes match nothing (search_test.cpp has what we do).
#include <gtest/gtest.h>

#ifdef SLUICE_RE2
#include <re2/re2.h>

#include <algorithm>
#include <string>

#include "pattern/characters.h"
#include "pattern/compile.h"
#include "pattern/search.h"
#include "core/pattern/random_patterns.h"
#endif

namespace sluice::pattern {
namespace {

#ifdef SLUICE_RE2

// Both bound what counts unroll to, each in its own way.
bool refusedForSize(const RE2& theirs) {
  return theirs.error_code() == RE2::ErrorRepeatSize || theirs.error_code() == RE2::ErrorPatternTooLarge;
}

struct Both {
  explicit Both(const Spelled& spelled) : theirs(spelled.re2, RE2::Quiet) {
    weTake = compile(spelled.ours, ours, mistake);
  }
  bool comparable() const { return weTake && theirs.ok(); }
  std::string story(const Spelled& spelled) const {
    return "ours: " + spelled.ours + "\nRE2:  " + spelled.re2 + "\n" + (weTake ? "" : mistake.what) + theirs.error();
  }

  RE2 theirs;
  Program ours;
  Mistake mistake;
  bool weTake = false;
};

// RE2 asks of \B byte by byte, so that it holds within a character of several bytes.
bool isMisreadBoundary(const std::string& pattern, const std::string& text) {
  const auto isWide = [](char c) { return static_cast<unsigned char>(c) >= kAsciiEnd; };
  return pattern.find("\\B") != std::string::npos && std::any_of(text.begin(), text.end(), isWide);
}

// RE2 knows groups of flags, none of which the soup can spell but these two, which set no flag.
bool hasFlags(const std::string& pattern) {
  return pattern.find("(?)") != std::string::npos || pattern.find("(?-)") != std::string::npos;
}

// Returns how many of `count` texts match; stops at the first difference.
int compareAnswers(RandomPatterns& random, const Both& both, const Spelled& spelled, int count) {
  int found = 0;
  for (int i = 0; i < count; ++i) {
    const std::string text = random.text();
    if (isMisreadBoundary(spelled.re2, text)) continue;
    const bool answer = search(both.ours, text, SIZE_MAX).found;
    found += answer ? 1 : 0;
    EXPECT_EQ(answer, RE2::PartialMatch(text, both.theirs)) << both.story(spelled) << "\ntext: " << text;
    if (testing::Test::HasFailure()) break;
  }
  return found;
}

TEST(BesideRe2, GivesTheSameAnswersForPatternsOfEveryConstruct) {
  constexpr int kPatterns = 8000;
  constexpr int kTexts = 5;
  RandomPatterns random(1);
  int found = 0;
  int compared = 0;
  for (int i = 0; i < kPatterns && !HasFailure(); ++i) {
    const Spelled spelled = random.pattern();
    const Both both(spelled);
    if (refusedForSize(both.theirs)) continue;
    ASSERT_TRUE(both.comparable()) << both.story(spelled);
    found += compareAnswers(random, both, spelled, kTexts);
    compared += kTexts;
  }
  EXPECT_GT(compared, kPatterns * kTexts * 9 / 10);
  EXPECT_GT(found, compared / 5);  // a test that never matches, or always does, would show little
  EXPECT_LT(found, compared * 4 / 5);
}

TEST(BesideRe2, TakesAndRefusesTheSameText) {
  RandomPatterns random(2);
  int taken = 0;
  for (int i = 0; i < 20000 && !HasFailure(); ++i) {
    const std::string text = random.soup();
    if (hasFlags(text)) continue;
    const Spelled spelled{text, text};
    const Both both(spelled);
    EXPECT_EQ(both.weTake, both.theirs.ok()) << both.story(spelled);
    if (!both.comparable()) continue;
    ++taken;
    compareAnswers(random, both, spelled, 1);
  }
  EXPECT_GT(taken, 2000);
}

#else

TEST(BesideRe2, IsSkippedWithoutRe2) { GTEST_SKIP() << "RE2 was not found when the build was configured (libre2-dev)"; }

#endif

}  // namespace
}  // namespace sluice::pattern
