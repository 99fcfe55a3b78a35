#include "language/features/symbols.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "language/features/match.h"

namespace sluice::language {
namespace {

// The names that fit, the best first.
std::string ranked(std::string_view query, std::vector<std::string> names) {
  std::vector<std::pair<int, std::string>> found;
  for (const std::string& name : names) {
    if (const auto match = matchName(query, name)) found.push_back({-match->score, name});
  }
  std::stable_sort(found.begin(), found.end());
  std::string out;
  for (const auto& each : found) out += each.second + " ";
  return out;
}

TEST(LanguageMatch, RanksWhatIsMostLikelyMeantFirst) {
  EXPECT_EQ(ranked("fetch", {"prefetch", "fetchAll", "fetch", "f_e_t_c_h"}), "fetch fetchAll f_e_t_c_h prefetch ");
  EXPECT_EQ(ranked("fa", {"fetchAll", "fail", "offer_area", "half"}), "fail fetchAll offer_area ");
  EXPECT_EQ(ranked("je", {"json.encode", "subject", "jet"}), "jet json.encode subject ");
  EXPECT_EQ(ranked("x", {"a", "b"}), "");
}

TEST(LanguageMatch, TakesLettersOfEitherCase) {
  EXPECT_EQ(ranked("FETCHALL", {"fetchAll"}), "fetchAll ");
  EXPECT_EQ(ranked("a", {"A", "a"}), "a A ");
}

TEST(LanguageMatch, TellsWhichBytesFit) {
  EXPECT_EQ(matchName("fa", "fetchAll")->places, (std::vector<std::uint32_t>{0, 5}));
  EXPECT_EQ(matchName("etc", "fetch")->places, (std::vector<std::uint32_t>{1, 2, 3}));
  EXPECT_TRUE(matchName("", "fetch")->places.empty());
  EXPECT_FALSE(matchName("fetchAll", "fetch").has_value());
  EXPECT_FALSE(matchName("hf", "fetch").has_value());
}

TEST(LanguageMatch, TakesNamesOfAnyLength) {
  const std::string longName(5000, 'a');
  EXPECT_TRUE(matchName("aaa", longName).has_value());
  EXPECT_FALSE(matchName(longName, longName).has_value()) << "only the begin of a name is looked at";
}

TEST(LanguageSymbols, AreFoundAtEveryDepth) {
  const auto tree =
      parse("local function outer()\n  local innerValue = 1\n  return innerValue\nend\nlocal total = outer()");
  const auto outline = outlineOf(*tree);
  const auto found = symbolsMatching(outline, "iv");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].name, "innerValue");
  EXPECT_EQ(found[0].container, "outer");
  EXPECT_EQ(symbolsMatching(outline, "").size(), 3u);
  EXPECT_EQ(symbolsMatching(outline, "ot").size(), 2u);
}

}  // namespace
}  // namespace sluice::language
