// The style, as pairs of texts: the *.luat files of style/.
//
//   === what it is about
//   before
//   === to
//   after
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "language/format/format.h"
#include "language/syntax/parser.h"
#include "support/read_file.h"

namespace sluice::language {
namespace {

struct Pair {
  std::string title;
  std::string before;
  std::string after;
};

std::vector<Pair> pairsOf(const std::string& text) {
  std::vector<Pair> pairs;
  bool isAfter = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1);
    const std::string line = text.substr(at, end + 1 - at);
    at = end + 1;
    if (line == "=== to\n") {
      isAfter = true;
    } else if (line.starts_with("=== ")) {
      pairs.push_back({line, {}, {}});
      isAfter = false;
    } else {
      (isAfter ? pairs.back().after : pairs.back().before) += line;
    }
  }
  return pairs;
}

std::vector<std::string> paths() {
  std::vector<std::string> found;
  const std::filesystem::path folder = std::filesystem::path(SLUICE_REPO_DIR) / "tests/core/language/format/style";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) found.push_back(entry.path().string());
  std::sort(found.begin(), found.end());
  return found;
}

class FormattingStyle : public testing::TestWithParam<std::string> {};

TEST_P(FormattingStyle, IsThatOfTheFile) {
  const std::vector<Pair> pairs = pairsOf(tests::readFile(GetParam()));
  EXPECT_FALSE(pairs.empty());
  for (const Pair& pair : pairs) {
    EXPECT_EQ(applied(pair.before, formatted(*parse(pair.before), {})), pair.after) << pair.title;
    EXPECT_EQ(applied(pair.after, formatted(*parse(pair.after), {})), pair.after) << pair.title;
  }
}

std::string nameOf(const testing::TestParamInfo<std::string>& info) {
  return std::filesystem::path(info.param).stem().string();
}

INSTANTIATE_TEST_SUITE_P(Files, FormattingStyle, testing::ValuesIn(paths()), nameOf);

}  // namespace
}  // namespace sluice::language
