#include "trace/snapshot.h"

#include <gtest/gtest.h>

#include "core/trace/filters.h"
#include "json/value.h"

namespace sluice::trace {
namespace {

TEST(Snapshot, IsWholeUpToTheLimitAndCutAboveIt) {
  const std::string json = R"({"a":"0123456789","b":[1,2,3],"c":"0123456789"})";
  EXPECT_EQ(snapshot(json, nullptr, json.size() + 1, NoFilter()), json);
  EXPECT_EQ(snapshot(json, nullptr, json.size(), NoFilter()), json);
  const std::string cut = snapshot(json, nullptr, json.size() - 1, NoFilter());
  EXPECT_EQ(cut, R"({"a":"0123456789","…":"29 bytes left out"})");
  EXPECT_TRUE(json::parse(cut).has_value());
}

TEST(Snapshot, MeasuresTheMaskedCopyAndNotTheOriginal) {
  const std::string json = R"({"password":")" + std::string(500, 'x') + R"("})";
  EXPECT_EQ(snapshot(json, nullptr, 30, NoFilter()), R"({"password":"[masked]"})");
}

TEST(Snapshot, FiltersBeforeItCuts) {
  const ReplaceFilter filter("abcdefgh", "[secret X]");
  const std::string json = R"({"k":["abcdefgh","abcdefgh","abcdefgh","abcdefgh","abcdefgh"]})";
  for (std::size_t maxBytes = 2; maxBytes < 100; ++maxBytes) {
    EXPECT_EQ(snapshot(json, nullptr, maxBytes, filter).find("abc"), std::string::npos) << maxBytes;
  }
}

}  // namespace
}  // namespace sluice::trace
