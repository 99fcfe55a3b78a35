#include "json/value.h"

#include <gtest/gtest.h>

namespace sluice::json {
namespace {

TEST(Value, HoldsWhatTheTextSaid) {
  const auto value = parse(R"({"s":"x","i":-7,"n":1.5,"b":true,"z":null,"a":[1,"two",[]],"o":{"k":{}}})");
  ASSERT_TRUE(value);
  EXPECT_EQ(value->find("s")->string(), "x");
  EXPECT_EQ(value->find("i")->integer(), -7);
  EXPECT_EQ(value->find("i")->number(), -7.0);
  EXPECT_EQ(value->find("n")->number(), 1.5);
  EXPECT_TRUE(value->find("b")->boolean());
  EXPECT_TRUE(value->find("z")->isNull());
  ASSERT_EQ(value->find("a")->items().size(), 3U);
  EXPECT_EQ(value->find("a")->items()[1].string(), "two");
  EXPECT_TRUE(value->find("a")->items()[2].isArray());
  EXPECT_TRUE(value->find("o")->find("k")->isObject());
  EXPECT_EQ(value->members()[1].first, "i");
}

TEST(Value, FindsNothingInWhatIsNoObject) {
  EXPECT_EQ(parse("[1]")->find("a"), nullptr);
  EXPECT_EQ(parse("{}")->find("a"), nullptr);
}

TEST(Value, TakesANullMemberForAbsentInGetOnly) {
  const auto value = parse(R"({"a":null,"b":0})");
  EXPECT_NE(value->find("a"), nullptr);
  EXPECT_EQ(value->get("a"), nullptr);
  EXPECT_NE(value->get("b"), nullptr);
}

TEST(Value, WritesTheSameDocumentAgain) {
  const std::string text = R"({"b":[1,-2.5,"x\n",null,true,false,[],{}],"a":{"":0}})";
  Writer out;
  parse(text)->write(out);
  EXPECT_EQ(out.text(), text);
}

TEST(Value, IsAbsentWhenTheTextIsRefused) {
  ReadError error;
  EXPECT_FALSE(parse("[[1]]", {.depth = 1}, &error));
  EXPECT_EQ(error.message, "nested deeper than 1 levels");
  EXPECT_FALSE(parse("[1"));
}

TEST(Value, IsReadBrieflyInTheSameWay) {
  ReadError error;
  EXPECT_EQ(parseBriefly("[1,{}]", {.bytes = 6, .depth = 2, .nodes = 3}, error)->items().size(), 2U);
  struct Case {
    std::string_view text;
    ReadLimits limits;
    std::string_view message;
    std::size_t offset;
  };
  const Case cases[] = {
      {"[[1]]", {.depth = 1}, "more values, or nested deeper, than allowed", 2},
      {"[1,2]", {.nodes = 2}, "more values, or nested deeper, than allowed", 4},
      {"[1,2]", {.bytes = 4}, "too large", 0},
      {R"({"a":1,"a":2})", {}, R"(the key "a" appears twice in one object)", 13},
      {R"({"":1,"":2})", {}, R"(the key "" appears twice in one object)", 11},
      {"[1", {}, "unexpected end of input", 2},
      {"[1 2]", {}, "unexpected character", 3},
      {"[1],", {}, "unexpected character", 3},
      {std::string_view("1\0", 2), {}, "unexpected character", 0},
  };
  for (const Case& each : cases) {
    EXPECT_FALSE(parseBriefly(each.text, each.limits, error)) << each.text;
    EXPECT_EQ(error.message, each.message) << each.text;
    EXPECT_EQ(error.offset, each.offset) << each.text;
  }
}

TEST(ValueDeathTest, ReadAsAnotherKindIsABug) { EXPECT_DEATH(parse("1")->string(), "another kind"); }

}  // namespace
}  // namespace sluice::json
