// The shared contract: every folder of tests/cases is a test named after it.
#include <gtest/gtest.h>

#include <cctype>

#include "support/json_text.h"
#include "support/run_case.h"
#include "wasm/boundary.h"

namespace sluice::tests {
namespace {

class Cases : public testing::TestWithParam<Case> {};

std::string joinLines(const std::vector<std::string>& lines) {
  std::string all;
  for (const std::string& line : lines) all += "\n" + line;
  return all;
}

std::string testName(const testing::TestParamInfo<Case>& info) {
  std::string name = info.param.name;
  for (char& letter : name) {
    if (!std::isalnum(static_cast<unsigned char>(letter))) letter = '_';
  }
  return name;
}

TEST_P(Cases, GiveTheirOutcomeAndTheirGoldenTrace) {
  const auto differences = runCase(GetParam());
  EXPECT_TRUE(differences.empty()) << GetParam().content.get("says")->string() << joinLines(differences);
}

TEST_P(Cases, GiveTheSameWhenTheyRunAgain) {
  runCase(GetParam());
  const auto differences = runCase(GetParam());
  EXPECT_TRUE(differences.empty()) << GetParam().content.get("says")->string() << joinLines(differences);
}

TEST_P(Cases, GiveTheSameUnderAProfileThatTellsWhereEachInstructionWent) {
  const auto differences = runCase(GetParam(), true);
  EXPECT_TRUE(differences.empty()) << GetParam().content.get("says")->string() << joinLines(differences);
}

TEST_P(Cases, LeaveNothingAlive) {
  runCase(GetParam());
  const json::Value alive = fromText(boundary::liveHandles());
  EXPECT_EQ(alive.get("plans")->integer(), 0);
  EXPECT_EQ(alive.get("executions")->integer(), 0);
}

INSTANTIATE_TEST_SUITE_P(Folder, Cases, testing::ValuesIn(readCases()), testName);

}  // namespace

void PrintTo(const Case& one, std::ostream* out) { *out << one.name; }

}  // namespace sluice::tests
