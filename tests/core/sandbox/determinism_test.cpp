#include <gtest/gtest.h>

#include "support/script_fixture.h"

namespace sluice::tests {
namespace {

TEST(Determinism, NoTextShowsAnAddress) {
  for (const char* value : {"{}", "function() end", "coroutine.create(print)", "print"}) {
    const std::string shown = "{tostring(" + std::string(value) + "), ('%p'):format(" + value + ")}";
    const std::string first = evaluate(shown);
    const std::string other = evaluate("(function() local t = {} for i = 1, 1000 do t[i] = {i} end end)() or " + shown);
    EXPECT_EQ(evaluate(shown), first) << value;
    EXPECT_NE(first, "") << other;
  }
  EXPECT_EQ(evaluate("tostring(print)"), R"("function: builtin")");
}

TEST(Determinism, ObjectsOfOneRunAreToldApart) {
  EXPECT_EQ(evaluate("tostring({}) ~= tostring({}) and ('%p'):format({}) ~= ('%p'):format({})"), "true");
}

TEST(Determinism, TablesOrderKeysThatAreObjectsByTheirMaking) {
  const std::string code =
      "local keys, t = {}, {} for i = 1, 50 do keys[i] = {} t[keys[i]] = i end "
      "local order = {} for _, v in pairs(t) do order[#order + 1] = v end "
      "return {data = {order = table.concat(order, ',')}}";
  const std::string first = runScript(code).data;
  EXPECT_EQ(runScript(code).data, first);
  EXPECT_EQ(runScript(code).instructions, runScript(code).instructions);
}

TEST(Determinism, TablesAreNeverWeak) {
  const std::string code =
      "local weak = setmetatable({}, {__mode = 'kv'}) "
      "for i = 1, 100 do weak[i] = {} weak[{}] = i end "
      "for i = 1, 300 do local s = ('x'):rep(10000 + i) end "
      "local n = 0 for _ in pairs(weak) do n = n + 1 end return {data = {n = n}}";
  EXPECT_EQ(runScript(code).data, R"({"n":200})");
}

TEST(Determinism, RandomNumbersFollowTheSeedOfTheRun) {
  const std::string drawn = "{math.random(1 << 40), (math.randomseed()), math.random(1 << 40)}";
  EXPECT_EQ(evaluate(drawn), evaluate(drawn));
}

TEST(Determinism, ALopsidedSortTakesTheSamePivots) {
  const std::string code =
      "local t, n = {}, 0 for i = 1, 3000 do t[i] = (i * 7919) % 13 end "
      "table.sort(t, function(a, b) n = n + 1 return a < b end) return {data = {n = n}}";
  RunOptions options;
  options.limits.instructions = 5'000'000;
  const Ran first = runScript(code, options);
  EXPECT_EQ(runScript(code, options).data, first.data);
  EXPECT_EQ(runScript(code, options).instructions, first.instructions);
}

TEST(Determinism, PackingHasTheSameSizesOnEveryMachine) {
  EXPECT_EQ(evaluate("{('l'):packsize(), ('T'):packsize(), ('j'):packsize(), ('!i1!l'):packsize()}"), "[8,8,8,16]");
}

TEST(Determinism, ARunFindsTheVmAsEveryRunBeforeItDid) {
  const std::string leaves = "leaked = 1 string.x = pcall(function() string.y = 1 end) math.randomseed(7) "
                             "local t = {} for i = 1, 2000 do t[i] = tostring(i) end";
  const std::string looks = "{leaked == nil, math.random(1 << 40), tostring({})}";
  const std::string pristine = evaluate(looks);
  runScript(leaves);
  runScript("while true do end");
  runScript("local t = {} while true do t[#t + 1] = ('x'):rep(1000) end");
  EXPECT_EQ(evaluate(looks), pristine);
}

TEST(Determinism, RecursionEndsInLittleMemory) {
  EXPECT_EQ(runScript("local function f() return 1 + f() end f()").errorCode, "runtime_error");
}

}  // namespace
}  // namespace sluice::tests
