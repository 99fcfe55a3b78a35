#include <gtest/gtest.h>

#include "support/script_fixture.h"

namespace sluice::tests {
namespace {

RunOptions withInstructions(std::uint64_t instructions) {
  RunOptions options;
  options.limits.instructions = instructions;
  return options;
}

TEST(Meter, CountsOneForEveryInstruction) {
  // VARARGPREP, RETURN; then, with one local more each: LOADI.
  const auto none = runScript("").instructions;
  EXPECT_EQ(none, 2);
  EXPECT_EQ(runScript("local a = 1").instructions, none + 1);
  EXPECT_EQ(runScript("local a = 1 local b = 2").instructions, none + 2);
}

TEST(Meter, LetsTheLastAllowedInstructionPassAndStopsTheNext) {
  const std::string code = "local s = 0 for i = 1, 100 do s = s + i end return {data = {s = s}}";
  const auto needed = static_cast<std::uint64_t>(runScript(code).instructions);
  EXPECT_EQ(runScript(code, withInstructions(needed + 1)).data, R"({"s":5050})");
  EXPECT_EQ(runScript(code, withInstructions(needed)).data, R"({"s":5050})");
  EXPECT_EQ(runScript(code, withInstructions(needed - 1)).errorCode, "limit_instructions");
}

TEST(Meter, NamesTheLimitTheAllowanceAndTheLine) {
  const Ran ran = runScript("local a = 1\nwhile true do end");
  EXPECT_EQ(ran.errorCode, "limit_instructions");
  EXPECT_EQ(ran.message, "instruction limit exceeded: 50000 allowed, 50001 used (line 2)");
  EXPECT_EQ(ran.line, 2);
}

class SwallowedLimit : public testing::TestWithParam<const char*> {};

TEST_P(SwallowedLimit, StillEndsTheRun) {
  const Ran ran = runScript(GetParam());
  EXPECT_EQ(ran.errorCode, "limit_instructions") << ran.message;
  EXPECT_EQ(ran.outcome, R"({"allowed":false,"error":"failed","code":"limit_instructions"})");
}

INSTANTIATE_TEST_SUITE_P(
    Ways, SwallowedLimit,
    testing::Values("while true do pcall(function() while true do end end) end",
                    "pcall(function() while true do end end) return {allowed = true}",
                    "return pcall(function() while true do end end)",
                    "xpcall(function() while true do end end, function() while true do end end)",
                    "while true do coroutine.wrap(function() local x = 1 end)() end",
                    "local co = coroutine.create(function() while true do end end) "
                    "while true do coroutine.resume(co) end",
                    "local t = setmetatable({}, {__close = function() while true do end end}) "
                    "pcall(function() local c <close> = t while true do end end)",
                    "table.sort({3, 2, 1}, function() while true do end end)",
                    "string.gsub('aaa', 'a', function() while true do end end)",
                    "local t = setmetatable({}, {__index = function() while true do end end}) return t.x",
                    "for _ in function() return 1 end do end"));

TEST(Meter, AnErrorObjectsOwnTextIsNeverAskedFor) {
  const Ran ran = runScript("error(setmetatable({}, {__tostring = function() while true do end end}))");
  EXPECT_EQ(ran.errorCode, "runtime_error");
  EXPECT_EQ(ran.message, "the script raised a table value");
}

TEST(Meter, IsNotSpentByCompiling) { EXPECT_EQ(runScript("--" + std::string(5000, 'x')).instructions, 2); }

TEST(Memory, RunningOutEndsTheRunForGood) {
  const Ran ran = runScript("local ok = pcall(function() local t = {} for i = 1, 1e9 do t[i] = {} end end) "
                            "return {allowed = true}",
                            withInstructions(50'000'000));
  EXPECT_EQ(ran.errorCode, "limit_memory");
}

TEST(Memory, OneGreatStringIsRefusedAndTheLimitIsNamed) {
  const Ran ran = runScript("local s = string.rep('x', 1e8)");
  EXPECT_EQ(ran.errorCode, "limit_memory");
  EXPECT_NE(ran.message.find("memory limit exceeded: 4194304 allowed, "), std::string::npos) << ran.message;
}

TEST(Memory, FailingWhileTheVmIsBuiltIsTheSameError) {
  RunOptions options;
  options.limits.memoryBytes = 1024;
  EXPECT_EQ(runScript("", options).errorCode, "limit_memory");
}

}  // namespace
}  // namespace sluice::tests
