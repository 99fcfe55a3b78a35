#include <gtest/gtest.h>

#include "support/script_fixture.h"

namespace sluice::tests {
namespace {

TEST(Libraries, WhatIsNotAllowedIsAbsent) {
  for (const char* name : {"os", "io", "debug", "package", "require", "load", "loadstring", "loadfile", "dofile",
                           "collectgarbage", "rawget", "rawset", "warn", "string.dump", "getfenv", "setfenv", "module",
                           "unpack", "newproxy", "Promise", "null"}) {
    EXPECT_EQ(evaluate(std::string(name) + " == nil"), "true") << name;
  }
}

TEST(Libraries, WhatIsAllowedIsThere) {
  for (const char* name : {"assert", "error", "getmetatable", "ipairs", "next", "pairs", "pcall", "rawequal", "rawlen",
                           "select", "setmetatable", "tonumber", "tostring", "xpcall", "print", "await",
                           "string.format", "table.concat", "math.floor", "utf8.char", "coroutine.wrap"}) {
    EXPECT_EQ(evaluate("type(" + std::string(name) + ")"), "\"function\"") << name;
  }
  EXPECT_EQ(evaluate("_VERSION"), "\"Lua 5.4\"");
  EXPECT_EQ(evaluate("_G._G == _G"), "true");
}

TEST(Libraries, StringMetatableIsOutOfReach) {
  EXPECT_EQ(evaluate("getmetatable('')"), "false");
  EXPECT_EQ(runScript("getmetatable('').__index = nil").errorCode, "runtime_error");
  EXPECT_EQ(evaluate("('abc'):upper()"), "\"ABC\"");
}

TEST(Libraries, FinalizersAreRefused) {
  const Ran ran = runScript("setmetatable({}, {__gc = function() end})");
  EXPECT_EQ(ran.message, "script:1: finalizers (__gc) are not available");
}

TEST(Libraries, ProtectedMetatablesStayProtected) {
  const Ran ran = runScript("local t = setmetatable({}, {__metatable = false}) setmetatable(t, {})");
  EXPECT_EQ(ran.message, "script:1: cannot change a protected metatable");
}

TEST(Libraries, RandomNumbersFollowFromTheSeed) {
  const std::string draw = "math.random(1, 1000000)";
  EXPECT_EQ(evaluate(draw), evaluate(draw));
  EXPECT_EQ(runScript("math.randomseed() return {data = {v = math.random(1, 1000000)}}").data,
            runScript("math.randomseed() return {data = {v = math.random(1, 1000000)}}").data);
  EXPECT_EQ(runScript("math.randomseed(42) return {data = {v = math.random(1, 1000000)}}").data,
            runScript("math.random() math.randomseed(42) return {data = {v = math.random(1, 1000000)}}").data);
}

TEST(Libraries, OnlyTextIsLoaded) {
  const Ran ran = runScript("\x1bLua");
  EXPECT_EQ(ran.errorCode, "syntax_error");
}

}  // namespace
}  // namespace sluice::tests
