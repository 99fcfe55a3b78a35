#include <gtest/gtest.h>

#include "support/script_fixture.h"

namespace sluice::tests {
namespace {

TEST(Coroutines, TheScriptItselfLooksLikeTheMainThread) {
  EXPECT_EQ(evaluate("select(2, coroutine.running())"), "true");
  EXPECT_EQ(evaluate("coroutine.isyieldable()"), "false");
  EXPECT_EQ(runScript("coroutine.yield(1)").message, "script:1: attempt to yield from outside a coroutine");
  EXPECT_EQ(runScript("coroutine.close(coroutine.running())").message, "script:1: cannot close a running coroutine");
  EXPECT_EQ(evaluate("select(2, coroutine.resume(coroutine.running()))"),
            "\"cannot resume non-suspended coroutine\"");
}

TEST(Coroutines, ResumeYieldWrapAndStatusWorkAsInLua) {
  EXPECT_EQ(runScript(R"(
    local co = coroutine.create(function(a, b)
      local c = coroutine.yield(a + b)
      local d, e = coroutine.yield(c * 2)
      return d + e
    end)
    local out = {}
    out[#out + 1] = select(2, coroutine.resume(co, 1, 2))
    out[#out + 1] = coroutine.status(co)
    out[#out + 1] = select(2, coroutine.resume(co, 10))
    out[#out + 1] = select(2, coroutine.resume(co, 3, 4))
    out[#out + 1] = coroutine.status(co)
    out[#out + 1] = select(2, coroutine.resume(co))
    return {data = {out = out}}
  )").data,
            R"({"out":[3,"suspended",20,7,"dead","cannot resume dead coroutine"]})");
  EXPECT_EQ(runScript(R"(
    local sum = 0
    for v in coroutine.wrap(function() for i = 1, 4 do coroutine.yield(i) end end) do sum = sum + v end
    return {data = {sum = sum}}
  )").data,
            R"({"sum":10})");
}

TEST(Coroutines, WrapPassesErrorsOnWithTheirPosition) {
  EXPECT_EQ(evaluate("select(2, pcall(coroutine.wrap(function() error('oops') end)))"), "\"script:1: oops\"");
  EXPECT_EQ(evaluate("select(2, pcall(coroutine.wrap(function() error({}) end))) ~= nil"), "true");
}

TEST(Coroutines, ClosingRunsPendingCloseHandlers) {
  EXPECT_EQ(runScript(R"(
    local closed = false
    local co = coroutine.create(function()
      local guard <close> = setmetatable({}, {__close = function() closed = true end})
      coroutine.yield()
    end)
    coroutine.resume(co)
    coroutine.close(co)
    return {data = {closed = closed}}
  )").data,
            R"({"closed":true})");
}

}  // namespace
}  // namespace sluice::tests
