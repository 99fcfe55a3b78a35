#include "pattern/compile.h"

#include <gtest/gtest.h>

#include <string>

#include "pattern/search.h"

namespace sluice::pattern {
namespace {

// "byte: what is wrong", or the number of states.
std::string compiled(const std::string& text) {
  Program program;
  Mistake mistake;
  if (!compile(text, program, mistake)) return std::to_string(mistake.position) + ": " + mistake.what;
  return std::to_string(program.states.size());
}

struct Wrong {
  const char* pattern;
  const char* message;
};

class WrongPattern : public testing::TestWithParam<Wrong> {};

TEST_P(WrongPattern, IsRefusedAtTheByteThatIsWrong) {
  EXPECT_EQ(compiled(GetParam().pattern), GetParam().message) << GetParam().pattern;
}

INSTANTIATE_TEST_SUITE_P(
    Groups, WrongPattern,
    testing::Values(Wrong{"(((", "3: this group is not closed"}, Wrong{"a(b", "2: this group is not closed"},
                    Wrong{"a)", "2: no group is open here"}, Wrong{"(a))b", "4: no group is open here"},
                    Wrong{"a(?i)b", "2: (?i) is known at the beginning of a pattern only"},
                    Wrong{"(?=a)", "1: of what can follow (? only : is known; there are no look-arounds, names or flags"},
                    Wrong{"a(?<n>b)", "2: of what can follow (? only : is known; there are no look-arounds, names or flags"},
                    Wrong{"(?", "1: of what can follow (? only : is known; there are no look-arounds, names or flags"}));
INSTANTIATE_TEST_SUITE_P(
    Repetitions, WrongPattern,
    testing::Values(Wrong{"*a", "1: there is nothing to repeat before this"},
                    Wrong{"(+)", "2: there is nothing to repeat before this"},
                    Wrong{"a|?", "3: there is nothing to repeat before this"},
                    Wrong{"{2}", "3: there is nothing to repeat before this"},
                    Wrong{"a**", "3: there is nothing to repeat before this"},
                    Wrong{"a+?+", "4: there is nothing to repeat before this"},
                    Wrong{"a{2}{3}", "7: there is nothing to repeat before this"},
                    Wrong{"(?i)*", "5: there is nothing to repeat before this"},
                    Wrong{"a{2,1}", "6: the counts of this repetition are in the wrong order"},
                    Wrong{"a{1001}", "7: more than 1000 repetitions"}, Wrong{"a{1001,}", "8: more than 1000 repetitions"},
                    Wrong{"a{0,1001}", "9: more than 1000 repetitions"},
                    Wrong{"a{99999999999999999999}", "23: more than 1000 repetitions"}));
INSTANTIATE_TEST_SUITE_P(
    Brackets, WrongPattern,
    testing::Values(Wrong{"a[b", "2: this bracket is not closed"}, Wrong{"[]", "1: this bracket is not closed"},
                    Wrong{"[^]", "1: this bracket is not closed"}, Wrong{"[a%]", "1: this bracket is not closed"},
                    Wrong{"[b-a]", "2: the ends of this range are in the wrong order"},
                    Wrong{"[a-%d]", "2: a range cannot end with a class"},
                    Wrong{"x[[:alpha:]]", "3: classes like [:alpha:] are not known; %a is the one for letters"},
                    Wrong{"[\\b]", "2: this escape is not known"}));
INSTANTIATE_TEST_SUITE_P(
    Escapes, WrongPattern,
    testing::Values(Wrong{"a\\", "2: nothing follows this"}, Wrong{"a%", "2: nothing follows this"},
                    Wrong{"(a)\\1", "4: back references are not known"}, Wrong{"(a)%1", "4: back references are not known"},
                    Wrong{"%b()", "1: this class is not known"}, Wrong{"%f[a]", "1: this class is not known"},
                    Wrong{"\\a", "1: this escape is not known"}, Wrong{"\\pL", "1: this escape is not known"},
                    Wrong{"\\x4", "1: two hex digits have to follow \\x"},
                    Wrong{"\\xg0", "1: two hex digits have to follow \\x"},
                    Wrong{"\\x", "1: two hex digits have to follow \\x"},
                    Wrong{"\\\xC3\xA9", "1: only ASCII characters can be escaped"}));
INSTANTIATE_TEST_SUITE_P(Text, WrongPattern,
                         testing::Values(Wrong{"a\xFF", "2: this is not UTF-8"}, Wrong{"\xE2\x82", "1: this is not UTF-8"},
                                         Wrong{"[a\xED\xA0\x80]", "3: this is not UTF-8"}));

TEST(Compile, TakesPatternsOf512Bytes) {
  EXPECT_EQ(compiled(std::string(511, 'a')), "512");
  EXPECT_EQ(compiled(std::string(512, 'a')), "513");
  EXPECT_EQ(compiled(std::string(513, 'a')), "513: a pattern has at most 512 bytes");
}

TEST(Compile, TakesRepetitionsUpTo1000) {
  EXPECT_EQ(compiled("a{999}"), "1000");
  EXPECT_EQ(compiled("a{1000}"), "1001");
  EXPECT_EQ(compiled("a{1000,}"), "1002");
}

TEST(Compile, MakesProgramsOf2000States) {
  EXPECT_EQ(compiled("a{1000}b{998}"), "1999");
  EXPECT_EQ(compiled("a{1000}b{999}"), "2000");
  EXPECT_EQ(compiled("a{1000}b{1000}"), "14: the pattern needs more than 2000 states");
  EXPECT_EQ(compiled("a{1000}b{999}c"), "14: the pattern needs more than 2000 states");
  EXPECT_EQ(compiled("a|b{1000}c{996}"), "1999");
  EXPECT_EQ(compiled("a|b{1000}c{997}"), "2000");
  EXPECT_EQ(compiled("a|b{1000}c{998}"), "15: the pattern needs more than 2000 states");
  EXPECT_EQ(compiled("a{0,1000}"), "9: the pattern needs more than 2000 states");
}

TEST(Compile, RefusesARepetitionBeforeUnrollingIt) {
  Program program;
  Mistake mistake;
  EXPECT_FALSE(compile("(((a{100}){100}){100})", program, mistake));
  EXPECT_EQ(mistake.position, 15u);
  EXPECT_EQ(program.states.size(), 100u);
  EXPECT_EQ(compiled("(x{1000}){1000}"), "15: the pattern needs more than 2000 states");
  EXPECT_EQ(compiled("((a{1,100}){1,100}){1,100}"), "18: the pattern needs more than 2000 states");
}

TEST(Compile, RepeatingNothingNeedsNoStates) {
  EXPECT_EQ(compiled("((((){1000}){1000}){1000}){1000}"), "1");
  EXPECT_EQ(compiled("((|){1000}|)*"), "1");
  EXPECT_EQ(compiled("(a{1000}){0}"), "1");
}

TEST(Compile, DepthCostsNoStack) {
  EXPECT_EQ(compiled(std::string(255, '(') + "a" + std::string(255, ')')), "2");
  EXPECT_EQ(compiled(std::string(512, '(')), "512: this group is not closed");
}

// Every state leads to states, so that no search can leave the program. All constructs that copy and connect occur.
TEST(Compile, EveryExitIsConnected) {
  for (const char* text : {"", "a|", "|a", "(a|b|)*", "(a?b*?c+){3,5}", "((a|bc){2,}|d){0,3}e", "(a{2}|b?){4,}$",
                           "((a|b)?){0,7}", "(^a|\\b){2}x{3}?", "(?:(?:a{0,2}){0,2}|b{0}){0,2}"}) {
    Program program;
    Mistake mistake;
    ASSERT_TRUE(compile(text, program, mistake)) << text;
    EXPECT_LT(program.start, program.states.size());
    for (const State& state : program.states) {
      EXPECT_LT(state.next, program.states.size()) << text;
      EXPECT_LT(state.other, program.states.size()) << text;
    }
  }
}

}  // namespace
}  // namespace sluice::pattern
