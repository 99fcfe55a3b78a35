#include "language/features/cost.h"

#include <gtest/gtest.h>

#include "support/script_fixture.h"

namespace sluice::language {
namespace {

FunctionCost costOfScript(const std::string& code) { return costOf(analyze(code, {}), kChunk); }

// Scripts that take each construct of the language by its shortest way.
constexpr const char* kScripts[] = {
    "",
    "local a = 1",
    "local a, b, c = 1, 'x', true local d",
    "local a <const> = 5 local b = a + 1 local c = a",
    "local a, b = 1, 2 a, b = b, a",
    "local a = 1 + 2 * 3 local b = -a local c = not a",
    "local a = 1 local b = a + a * a - 1 local c = a == b local d = a < 2",
    "local s = 'a' local t = s .. 'b' .. s .. 1",
    "local t = { 1, 2, nil, x = 1, ['y z'] = 2, [3] = 4 } t.x = t.x + 1 t[1] = t[2]",
    "local t = {} t.a = {} t.a.b = {} t.a.b.c = t local x = t.a.b.c.a",
    "local function f(a, b) return a end f(1, 2) local r = f(f(1), nil)",
    "local function f(...) return ... end local a, b = f(1, 2, 3)",
    "local t = {} function t.f() return 1 end function t:g() return self end t.f() t:g():g()",
    "local n = 0 local function up() n = n + 1 return n end up()",
    "local t = { x = 1 } local function up() return t.x end up()",
    "if context.n == 4 then return { data = {} } end",
    "if context.n == 4 then local a = 1 elseif context.n == 5 then local a = 2 else local a = 3 end",
    "local a = context.n == 3 and context.user or nil",
    "local a = nil local b = a or 1 local c = a and a.b",
    "if not (context.n == 3) then return end local x = 1",
    "while context.n == 4 do local a = 1 end",
    "while true do break end",
    "repeat local a = 1 until a == 1",
    "repeat local a = 1 break until a == 2",
    "for i = 1, 0 do local a = i end",
    "for i = 1, 3 do local a = i end",
    "for i = 10, 1, -3 do if i == 4 then break end end",
    "for k, v in pairs({ 1, 2 }) do local a = v end",
    "for i, v in ipairs({}) do local a = v end",
    "for w in ('a b'):gmatch('%a') do local a = w end",
    "do local a = 1 goto out end ::out:: local b = 2",
    "for i = 1, 3 do if i == 2 then goto next end local a = i ::next:: end",
    "local s = string.rep('a', 3) local u = s:upper() local n = #s",
    "helpers.log('a', 1) print('b') local d = helpers.hash('x')",
    "local ok, e = pcall(error, 'x') local m = math.max(1, 2)",
    "local j = helpers.json.encode({ 1, 2 }) local k = helpers.json.decode(j)",
    "helpers.trace('a', function() return 1 end) helpers.metrics.count('a', 1)",
    "local m = helpers.matches('a', 'a')",
    "return { allowed = true, data = { a = 1, b = { 'x' } } }",
    "local function f() return { allowed = true } end return f()",
    "local co = coroutine.create(function() coroutine.yield(1) end) coroutine.resume(co)",
    "local t = setmetatable({}, { __index = function() return 1 end }) local a = t.b",
    "local a <close> = nil local b = 1",
    "local a = 1; (function() a = 2 end)()",
    "x = 1 y = x local z = x + y",
    "local a = ('x') local b = (a) local c = a == nil local d = nil == a",
    "local a = 1 & 3 | 4 local b = a << 1 ~ 2 local c = ~a local d = a // 2",
    "local t = {} for i = 1, 2 do t[i] = function() return i end end t[1]()",
};

TEST(LanguageCost, IsNeverMoreThanARunTakes) {
  for (const char* code : kScripts) {
    const tests::Ran ran = tests::runScript(code);
    ASSERT_EQ(ran.errorCode, "") << code << ": " << ran.message;
    EXPECT_LE(costOfScript(code).least, ran.instructions) << code;
  }
}

TEST(LanguageCost, IsNearWhatARunOfAStraightScriptTakes) {
  for (const char* code : {"local t = {} t.a = {} t.a.b = {} t.a.b.c = t local x = t.a.b.c.a",
                           "local a = 1 local b = a + a * a - 1 local c = a + b local d = a * 2"}) {
    const tests::Ran ran = tests::runScript(code);
    const FunctionCost cost = costOfScript(code);
    EXPECT_GE(cost.least * 2, ran.instructions) << code;
  }
}

TEST(LanguageCost, OfALoopIsNeverMoreThanItsTurnsTake) {
  constexpr int kTurns = 50;
  const std::string head[] = {"for i = 1, $ do ", "local n = 0 while n < $ do n = n + 1 ",
                              "local n = 0 repeat n = n + 1 "};
  const std::string tail[] = {" end", " end", " until n == $"};
  for (const char* body :
       {"", "local a = context.n + 1", "if context.n == 4 then local b = 1 end", "local t = { 1, 2 }",
        "if context.n == 3 then goto next end do local a = context.n end ::next::"}) {
    for (std::size_t kind = 0; kind < 3; ++kind) {
      const auto code = [&](int turns) {
        std::string text = head[kind] + body + tail[kind];
        text.replace(text.find('$'), 1, std::to_string(turns));
        return text;
      };
      const FunctionCost cost = costOfScript(code(kTurns));
      ASSERT_EQ(cost.loops.size(), 1u) << code(kTurns);
      const auto once = tests::runScript(code(1));
      const auto often = tests::runScript(code(kTurns));
      ASSERT_EQ(often.errorCode, "") << often.message;
      EXPECT_LE(cost.loops[0].least * (kTurns - 1), often.instructions - once.instructions) << code(kTurns);
      EXPECT_GT(cost.loops[0].least, 0u);
    }
  }
}

TEST(LanguageCost, OfAFunctionLeavesOutWhatStandsInOthers) {
  const Analysis analysis = analyze("local function f() local a = 1 local b = 2 return a + b end\nf()", {});
  EXPECT_EQ(costOf(analysis, 1).least, 4u);       // LOADI, LOADI, ADD, RETURN1
  EXPECT_EQ(costOf(analysis, kChunk).least, 5u);  // VARARGPREP, CLOSURE, MOVE, CALL, RETURN
}

TEST(LanguageCost, TakesDeepAndLongTexts) {
  std::string code = "local a = 1 local b = a";
  for (int i = 0; i < 5000; ++i) code += " + a";
  code += " local c = a";
  for (int i = 0; i < 5000; ++i) code += ".b";
  EXPECT_GT(costOfScript(code).least, 10000u);
}

}  // namespace
}  // namespace sluice::language
