#include "pattern/search.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "pattern/compile.h"

namespace sluice::pattern {
namespace {

using namespace std::string_literals;

Search run(std::string_view pattern, std::string_view subject, std::size_t mostSteps = SIZE_MAX) {
  Program program;
  Mistake mistake;
  EXPECT_TRUE(compile(pattern, program, mistake)) << pattern << ": " << mistake.position << ": " << mistake.what;
  return search(program, subject, mostSteps);
}

std::string times(std::string_view text, int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

struct Row {
  std::string pattern;
  std::vector<std::string> found;
  std::vector<std::string> missed;
};

class Patterns : public testing::TestWithParam<Row> {};

TEST_P(Patterns, MatchWhatTheyShould) {
  for (const std::string& subject : GetParam().found) {
    EXPECT_TRUE(run(GetParam().pattern, subject).found) << GetParam().pattern << " in " << subject;
  }
  for (const std::string& subject : GetParam().missed) {
    EXPECT_FALSE(run(GetParam().pattern, subject).found) << GetParam().pattern << " in " << subject;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Basics, Patterns,
    testing::Values(Row{"", {"", "a"}, {}}, Row{"b", {"b", "abc"}, {"", "ac"}}, Row{"^b", {"bc"}, {"ab", "\nb"}},
                    Row{"b$", {"ab"}, {"ba", "b\n"}}, Row{"^$", {""}, {"a", "\n"}}, Row{"a.c", {"abc", "a\rc"}, {"ac", "a\nc"}},
                    Row{"a|bc|", {"", "x"}, {}}, Row{"^(a|bc)$", {"a", "bc"}, {"", "b", "abc"}},
                    Row{"a(?:b)c", {"abc"}, {"ac"}}, Row{"x{", {"x{"}, {"x"}}, Row{"^x{,2}]}$", {"x{,2}]}"}, {"xx]}"}},
                    Row{"a\0b"s, {"a\0b"s}, {"ab"}}, Row{"a^b", {}, {"a^b", "ab"}}, Row{"^*a", {"ba"}, {"b"}}));
INSTANTIATE_TEST_SUITE_P(
    Repetitions, Patterns,
    testing::Values(Row{"^ab*c$", {"ac", "abbc"}, {"abb"}}, Row{"^ab+c$", {"abc", "abbbc"}, {"ac"}},
                    Row{"^ab?c$", {"ac", "abc"}, {"abbc"}}, Row{"^a{2}$", {"aa"}, {"a", "aaa"}},
                    Row{"^a{2,}$", {"aa", "aaaaa"}, {"a"}}, Row{"^a{0,}$", {"", "aa"}, {"b"}},
                    Row{"^(ab|c){2,3}$", {"abc", "cabc", "ccc"}, {"ab", "cccc", "aab"}}, Row{"^a{0}b$", {"b"}, {"ab"}},
                    Row{"^(a*)*$", {"", "aaa"}, {"ab"}}, Row{"^(a?){3}b$", {"b", "aaab"}, {"aaaab"}},
                    Row{"^a*?b+?c??d{1,2}?$", {"bd", "aabbcdd"}, {"ad", "bddd"}}));
INSTANTIATE_TEST_SUITE_P(
    Classes, Patterns,
    testing::Values(Row{"^[a-cx]$", {"a", "c", "x"}, {"d", "-"}}, Row{"^[^a-c]$", {"d", "\n"}, {"a", ""}},
                    Row{"^[]a]$", {"]", "a"}, {"b"}}, Row{"^[^]a]$", {"b"}, {"]", "a"}},
                    Row{"^[a-]$", {"a", "-"}, {"b"}}, Row{"^[-a]$", {"a", "-"}, {"b"}},
                    Row{"^[a-c-e]$", {"b", "-", "e"}, {"d"}}, Row{"^[%d-z]$", {"5", "-", "z"}, {"a"}},
                    Row{"^[%w_.%-%%]+$", {"a_1.-%"}, {"a b"}}, Row{"^[\\]\\\\]$", {"]", "\\"}, {"["}},
                    Row{"^[\\D%d]$", {"1", "a", "\xC3\xA9"}, {}}, Row{"[^\\d\\D]", {}, {"1", "a"}},
                    Row{"^[[:]$", {"[", ":"}, {"a"}}, Row{"^[\\x41-C]$", {"A", "C"}, {"D", "x"}},
                    Row{"^%x+%p%c$", {"aF9!\n"}, {"g!\n"}}, Row{"^%u%l%a%A%U%L$", {"Aab1a1"}, {"aab1a1"}},
                    Row{"^\\w\\W\\s\\S\\d\\D$", {"_-\va1a"}, {"--\va1a"}}, Row{"^%w%W%s%S%d%D$", {"_- a1a"}, {"_- aaa"}},
                    Row{"^%$%.%%\\.\\%\\n\\t\\r\\f\\v\\x7e$", {"$.%.%\n\t\r\f\v~"}, {}}));
INSTANTIATE_TEST_SUITE_P(
    Edges, Patterns,
    testing::Values(Row{"\\bcat\\b", {"a cat.", "cat"}, {"cats", "concat", "cat_"}}, Row{"\\Bcat", {"concat"}, {"a cat"}},
                    Row{"^\\B$", {""}, {"a"}}, Row{"\\b", {"a"}, {"", "-", "\xC3\xA9"}}, Row{"%a\\b%-", {"a-"}, {"ab"}}));
INSTANTIATE_TEST_SUITE_P(
    Case, Patterns,
    testing::Values(Row{"(?i)ab[c-d]", {"ABC", "aBd"}, {"abe"}}, Row{"(?i)^[^a]$", {"b"}, {"a", "A"}},
                    Row{"(?i)^%l%u%L$", {"Ab1"}, {"Aba"}}, Row{"(?i)@[`{]", {"@`", "@{"}, {"``", "@["}},
                    Row{"(?i)k\xC3\xA9", {"K\xC3\xA9"}, {"K\xC3\x89", "\xE2\x84\xAA\xC3\xA9"}}));
INSTANTIATE_TEST_SUITE_P(
    Utf8, Patterns,
    testing::Values(Row{"^.$", {"\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"}, {"\xC3\xA9x"}},
                    Row{"^[\xC3\xA9-\xE2\x82\xAC]+$", {"\xC3\xA9\xE2\x82\xAC\xC4\x80"}, {"e", "\xE2\x82\xAD"}},
                    Row{"^\xC3\xA9{2}$", {"\xC3\xA9\xC3\xA9"}, {"\xC3\xA9\xA9"}}, Row{"^\\xe9$", {"\xC3\xA9"}, {"\xE9"}},
                    Row{"^[^a]{2}$", {"\xC3\xA9\xC3\xA9"}, {"\xC3\xA9"}}));

// Maximal ill-formed subparts, as in json/utf8.h, count as one character that nothing names.
INSTANTIATE_TEST_SUITE_P(
    IllFormed, Patterns,
    testing::Values(Row{"^.$", {"\xFF", "\xC3", "\xE2\x82"}, {"\xFF\xFF", "\xED\xA0\x80"}}, Row{"^.{3}$", {"\xED\xA0\x80"}, {}},
                    Row{"^[^a]a$", {"\xE2\x82" "a"}, {}}, Row{"^\\D\\W%S$", {"\xFF\xFF\xFF"}, {}},
                    Row{"[\\x00-\xF4\x8F\xBF\xBF]", {}, {"\xFF"}}, Row{"\\xff|\xEF\xBF\xBD", {}, {"\xFF"}}));

// What takes time exponential or worse in the length when it is tried out one way after the other.
TEST(Search, IsLinearWhateverThePattern) {
  const struct {
    std::string pattern;
    std::string unit;
  } rows[] = {{"(a+)+$", "a"},     {"^(a|aa)+$", "a"},   {"(a|a)*b", "a"},        {"(.*)*=(.*)*!", "="},
              {"(a*)*(b*)*$", "ab"}, {"(.+.+)+x", "."},    {"^(([a-z])+.)+[A-Z]$", "az"}, {times("a?", 60) + times("a", 60), "a"}};
  for (const auto& row : rows) {
    const std::size_t once = run(row.pattern, times(row.unit, 1000) + "!").steps;
    const std::size_t twice = run(row.pattern, times(row.unit, 2000) + "!").steps;
    EXPECT_LE(10 * twice, 21 * once) << row.pattern;
  }
}

TEST(Search, VisitsEachStateOnceForEachCharacter) {
  const std::string pattern = "((a?){30}|(.*){20}|.{1,400}b){1,2}$";
  Program program;
  Mistake mistake;
  ASSERT_TRUE(compile(pattern, program, mistake));
  const std::string subject(kLongestSubject, 'a');
  EXPECT_LE(run("x" + pattern, subject).steps, (program.states.size() + 4) * (kLongestSubject + 1));
}

TEST(Search, GivesUpWithoutAnAnswerWhenItsStepsAreSpent) {
  const Search whole = run("a+b", "aaaab");
  ASSERT_TRUE(whole.found);
  EXPECT_TRUE(run("a+b", "aaaab", whole.steps).found);
  const Search cut = run("a+b", "aaaab", whole.steps - 1);
  EXPECT_FALSE(cut.found);
  EXPECT_GT(cut.steps, whole.steps - 1);
  EXPECT_FALSE(run("", "", 0).found);
}

TEST(Search, StopsAtTheFirstMatch) {
  EXPECT_LT(run("a", "a" + std::string(8000, 'b')).steps, 20u);
  EXPECT_LT(run("^a", std::string(8000, 'b')).steps, 20u);
}

}  // namespace
}  // namespace sluice::pattern
