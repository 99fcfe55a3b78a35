#include "sandbox/profile.h"

#include <gtest/gtest.h>

#include "support/json_text.h"
#include "support/script_fixture.h"

namespace sluice::tests {
namespace {

Ran profiled(std::string_view code, RunOptions options = {}) {
  options.profile = true;
  return runScript(code, options);
}

std::int64_t costOf(const Ran& ran, std::int64_t line, std::string_view what) {
  for (const json::Value& cost : ran.profile.items()) {
    if (integerOr(cost, "line", 0) == line) return integerOr(cost, what, 0);
  }
  return 0;
}

std::int64_t instructionsAt(const Ran& ran, std::int64_t line) { return costOf(ran, line, "instructions"); }

std::int64_t total(const Ran& ran) {
  std::int64_t sum = 0;
  for (const json::Value& cost : ran.profile.items()) sum += integerOr(cost, "instructions", 0);
  return sum;
}

TEST(Profile, CountsTheInstructionsOfEachLine) {
  const Ran ran = profiled("local a = 1\n\nlocal b, c = 2, 3\nfor i = 1, 10 do\n  a = a + b\nend");
  EXPECT_EQ(instructionsAt(ran, 1), 2);  // VARARGPREP, LOADI
  EXPECT_EQ(instructionsAt(ran, 2), 0);
  EXPECT_EQ(instructionsAt(ran, 3), 2);
  EXPECT_EQ(instructionsAt(ran, 5), 10);  // ADD; the MMBIN behind it is skipped
  EXPECT_EQ(ran.profile.items().size(), 5U);
  EXPECT_EQ(total(ran), ran.instructions);
}

TEST(Profile, GivesWorkInCToTheLineThatStartsIt) {
  const Ran ran = profiled("local s = 'x'\nlocal long = s:rep(256000)\nlocal short = s:rep(256)");
  EXPECT_GE(instructionsAt(ran, 2), 1000);
  EXPECT_LT(instructionsAt(ran, 3), 20);
}

TEST(Profile, GivesAFunctionItsOwnLinesWhoeverCallsIt) {
  const Ran ran = profiled("local function f(n)\n  local x = n\n  return x\nend\nf(1)\nlocal co = coroutine.wrap(function()\n"
                           "  f(2)\n  coroutine.yield()\nend)\nco()\nf(3)");
  EXPECT_EQ(instructionsAt(ran, 2), 3);
  EXPECT_GE(instructionsAt(ran, 8), 3);
  EXPECT_GE(instructionsAt(ran, 10), 50);  // the resume
}

TEST(Profile, GivesTheReadingOfTheResultToTheReturn) {
  const std::string code = "local t = {}\nfor i = 1, 100 do t[i] = i end\n";
  const Ran without = profiled(code + "return {data = {}}");
  const Ran with = profiled(code + "return {data = {t = t}}");
  EXPECT_GT(instructionsAt(with, 3), instructionsAt(without, 3) + 200);
  EXPECT_EQ(instructionsAt(with, 2), instructionsAt(without, 2));
}

TEST(Profile, CountsMemoryThatIsTakenAndNotWhatIsGivenBack) {
  const Ran ran = profiled("local n = 0\nfor i = 1, 100 do\n  n = n + #(('x'):rep(20000) .. i)\nend\nlocal m = n + 1");
  EXPECT_TRUE(ran.errorCode.empty()) << ran.message;
  EXPECT_GE(costOf(ran, 3, "bytes"), 100 * 40000);
  EXPECT_LT(integerOr(ran.trace.get("spans")->items().front(), "memoryPeak", 0), 100 * 40000);
  EXPECT_EQ(costOf(ran, 5, "bytes"), 0);
}

TEST(Profile, AScriptThatDoesNotCompileHasNoLines) {
  EXPECT_TRUE(profiled("return return").profile.items().empty());
}

// Each ends in another way, some of them within C.
class AnyEnd : public testing::TestWithParam<const char*> {};

TEST_P(AnyEnd, IsTheSameUnderAProfileWhichTellsEveryInstruction) {
  const Ran plain = runScript(GetParam());
  const Ran ran = profiled(GetParam());
  EXPECT_EQ(ran.outcome, plain.outcome);
  EXPECT_EQ(toText(ran.trace), toText(plain.trace));  // with the peak of memory
  EXPECT_EQ(total(ran), plain.instructions);
}

INSTANTIATE_TEST_SUITE_P(
    Scripts, AnyEnd,
    testing::Values("", "return {data = {a = {1, 2, {b = 'x'}}}}", "error('no')", "error()", "return 7",
                    "local function f(n) return n == 0 and {data = {}} or f(n - 1) end return f(50)",
                    "while true do end", "pcall(function() while true do end end)\nreturn {}",
                    "return pcall(function() while true do end end)",
                    "while true do coroutine.wrap(function() local x = 1 end)() end",
                    "local co = coroutine.create(function() while true do end end)\n"
                    "while true do coroutine.resume(co) end",
                    "local t = setmetatable({}, {__close = function() while true do end end})\n"
                    "pcall(function() local c <close> = t while true do end end)",
                    "local t = {} for i = 1, 200 do t[i] = i * 7 % 31 end\n"
                    "table.sort(t, function(a, b)\n  return a < b\nend)\nreturn {data = {t = t}}",
                    "local t = {} for i = 1, 1e9 do t[i] = {} end",
                    "pcall(function() local t = {} for i = 1, 1e9 do t[i] = ('x'):rep(i) end end)\nreturn {}",
                    "local s = ('x'):rep(1e8)", "local s = ('a'):rep(100000) return {data = {n = s:find('.-.-.-b')}}",
                    "local t = {} for i = 1, 5000 do t[i] = i end return {data = {t = t}}",
                    "local t = {} for i = 1, 20000 do t[i] = i end return {data = {t = t}}",
                    "local ok = pcall(string.rep, 'x', 1e8)\nreturn {data = {ok = ok}}"));

// With any hook of upstream's the stack of a coroutine would grow earlier.
TEST(Profile, TakesNoRoomOnAnyStack) {
  for (int depth = 1; depth <= 60; depth++) {
    const std::string code = "local function f(n) if n > 0 then f(n - 1) end end\ncoroutine.wrap(f)(" +
                             std::to_string(depth) + ")";
    EXPECT_EQ(toText(profiled(code).trace), toText(runScript(code).trace)) << depth;
  }
}

TEST(Profile, ChargesNothingForResultsThatAreMissing) {
  const std::string many = "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z";
  for (const char* body : {"", "return 1"}) {
    const std::string code = "local function few() " + std::string(body) + " end\nlocal " + many + " = few()";
    EXPECT_EQ(profiled(code).instructions, runScript(code).instructions) << code;
  }
}

TEST(Profile, DoesNotOutliveItsRun) {
  EXPECT_GT(profiled("local a = 1").instructions, 0);
  EXPECT_TRUE(runScript("local t = {} for i = 1, 100 do t[i] = {} end").errorCode.empty());
}

}  // namespace
}  // namespace sluice::tests
