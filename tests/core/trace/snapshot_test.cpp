#include "trace/snapshot.h"

#include <gtest/gtest.h>

#include "core/trace/filters.h"
#include "json/value.h"

namespace sluice::trace {
namespace {

TEST(Snapshot, IsWholeUpToTheLimitAndCutAboveIt) {
  const std::string json = R"({"a":"0123456789","b":[1,2,3],"c":"0123456789"})";
  EXPECT_EQ(snapshot(json, json.size() + 1, NoFilter()), json);
  EXPECT_EQ(snapshot(json, json.size(), NoFilter()), json);
  const std::string cut = snapshot(json, json.size() - 1, NoFilter());
  EXPECT_EQ(cut, R"({"a":"0123456789","…":"29 bytes left out"})");
  EXPECT_TRUE(json::parse(cut).has_value());
}

TEST(Snapshot, MeasuresTheMaskedCopyAndNotTheOriginal) {
  const std::string json = R"({"password":")" + std::string(500, 'x') + R"("})";
  EXPECT_EQ(snapshot(json, 30, NoFilter()), R"({"password":"[masked]"})");
}

TEST(Snapshot, MasksASensitiveKeyWhereverAndHoweverItIsWritten) {
  for (const char* json : {R"({"a":[{"password":"p"}]})", R"({"Pass-Word":"p"})", R"({"a\"b":{"authorization":"p"}})",
                           R"({"\u0070assword":"p"})"}) {
    EXPECT_NE(snapshot(json, 1000, NoFilter()).find("[masked]"), std::string::npos) << json;
  }
}

TEST(Snapshot, LeavesTextsAloneThatOnlyLookLikeSensitiveKeys) {
  const std::string json = R"({"a":"password","b":"\"password\":1","c":["token:","cookie"]})";
  EXPECT_EQ(snapshot(json, 1000, NoFilter()), json);
}

TEST(Snapshot, FiltersBeforeItCuts) {
  const ReplaceFilter filter("abcdefgh", "[secret X]");
  const std::string json = R"({"k":["abcdefgh","abcdefgh","abcdefgh","abcdefgh","abcdefgh"]})";
  for (std::size_t maxBytes = 2; maxBytes < 100; ++maxBytes) {
    EXPECT_EQ(snapshot(json, maxBytes, filter).find("abc"), std::string::npos) << maxBytes;
  }
}

}  // namespace
}  // namespace sluice::trace
