#include <gtest/gtest.h>

#include "support/script_fixture.h"

namespace sluice::tests {
namespace {

class WriteToReadOnly : public testing::TestWithParam<const char*> {};

TEST_P(WriteToReadOnly, IsRefused) {
  const Ran ran = runScript(GetParam());
  EXPECT_EQ(ran.errorCode, "runtime_error");
  EXPECT_EQ(ran.message, "script:1: attempt to modify a read-only table");
}

INSTANTIATE_TEST_SUITE_P(
    Ways, WriteToReadOnly,
    testing::Values("context.user = 1",                 // an existing key, constant name
                    "context.fresh = 1",                // a new key
                    "local k = 'user' context[k] = 1",  // computed key
                    "context.user.tags[1] = 'x'",       // constant index
                    "context.user.tags[3] = 'x'",       // append
                    "local i = 1 context.user.tags[i] = 'x'", "local u = context.user u.name = nil",
                    "setmetatable(context, {})", "setmetatable(context.user, {__index = {}})",
                    "local t = setmetatable({}, {__newindex = context}) t.user = 1",
                    "local t = setmetatable({}, {__newindex = context}) t.fresh = 1",
                    "helpers.log = nil", "helpers.json.encode = print", "string.find = nil", "math.pi = 3",
                    "table.insert = nil", "coroutine.wrap = nil", "utf8.char = nil"));

TEST(ReadOnly, TableLibraryCannotWriteEither) {
  for (const char* code : {"table.insert(context.user.tags, 'c')", "table.remove(context.user.tags)",
                           "table.sort(context.user.tags, function(a, b) return a > b end)",
                           "table.move({1}, 1, 1, 1, context.user.tags)"}) {
    const Ran ran = runScript(code);
    EXPECT_EQ(ran.errorCode, "runtime_error") << code;
    EXPECT_NE(ran.message.find("read-only"), std::string::npos) << ran.message;
  }
}

TEST(ReadOnly, ReadingWorksAsOnAnyTable) {
  EXPECT_EQ(evaluate("type(context)"), "\"table\"");
  EXPECT_EQ(evaluate("#context.user.tags"), "2");
  EXPECT_EQ(evaluate("next(context.user.tags)"), "1");
  EXPECT_EQ(evaluate("next(context.empty) == nil"), "true");
  EXPECT_EQ(evaluate("table.concat(context.user.tags, '-')"), "\"a-b\"");
  EXPECT_EQ(evaluate("select('#', table.unpack(context.user.tags))"), "2");
  EXPECT_EQ(runScript("local n = 0 for k in pairs(context) do n = n + 1 end "
                      "for i, v in ipairs(context.user.tags) do n = n + i end return {data = {n = n}}")
                .data,
            R"({"n":8})");  // user, empty, n, trigger, outputs, and 1 + 2
}

TEST(ReadOnly, ScriptsOwnTablesStayWritable) {
  EXPECT_EQ(runScript("local t = {} t.a = 1 t[1] = 2 table.insert(t, 3) rawlen(t) return {data = {a = t.a, n = #t}}").data,
            R"({"a":1,"n":2})");
}

TEST(ReadOnly, JsonNullIsAbsent) {
  RunOptions options;
  options.context = R"({"a":null,"list":[1,null,3]})";
  EXPECT_EQ(evaluate("context.a == nil", options), "true");
  EXPECT_EQ(evaluate("context.list[2] == nil", options), "true");
  EXPECT_EQ(evaluate("context.list[3]", options), "3");
}

}  // namespace
}  // namespace sluice::tests
