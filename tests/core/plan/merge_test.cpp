#include "plan/merge.h"

#include <gtest/gtest.h>

namespace sluice::plan {
namespace {

ObjectSlices slices(std::initializer_list<ObjectSlices::Member> members) {
  ObjectSlices out;
  for (const ObjectSlices::Member& member : members) out.set(member.first, member.second);
  return out;
}

TEST(ObjectSlices, IsAnEmptyObjectAtFirst) {
  EXPECT_TRUE(ObjectSlices().empty());
  EXPECT_EQ(ObjectSlices().text(), "{}");
}

TEST(ObjectSlices, KeepsKeysInByteOrderHoweverTheyCome) {
  EXPECT_EQ(slices({{"b", "2"}, {"", "0"}, {"\xC3\xA4", "4"}, {"a", "1"}, {"B", "3"}}).text(),
            "{\"\":0,\"B\":3,\"a\":1,\"b\":2,\"\xC3\xA4\":4}");
}

TEST(ObjectSlices, ReplacesAMember) { EXPECT_EQ(slices({{"a", "1"}, {"a", "[2]"}}).text(), R"({"a":[2]})"); }

TEST(ObjectSlices, TakesOverTheMembersOfALaterObjectAndReplacesWholeValues) {
  ObjectSlices merged = slices({{"a", R"({"x":1})"}, {"b", "1"}, {"d", "1"}});
  merged.assign(slices({{"a", R"({"y":2})"}, {"c", "2"}, {"d", "2"}, {"e", "2"}}));
  EXPECT_EQ(merged.text(), R"({"a":{"y":2},"b":1,"c":2,"d":2,"e":2})");
}

TEST(ObjectSlices, IsUnchangedByAnEmptyObject) {
  ObjectSlices merged = slices({{"a", "1"}});
  merged.assign({});
  EXPECT_EQ(merged.text(), R"({"a":1})");
  ObjectSlices empty;
  empty.assign(merged);
  EXPECT_EQ(empty.text(), R"({"a":1})");
}

TEST(ObjectSlices, EscapesKeys) { EXPECT_EQ(slices({{"a\"b", "1"}}).text(), R"({"a\"b":1})"); }

}  // namespace
}  // namespace sluice::plan
