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

TEST(ValueDeathTest, ReadAsAnotherKindIsABug) { EXPECT_DEATH(parse("1")->string(), "another kind"); }

}  // namespace
}  // namespace sluice::json
