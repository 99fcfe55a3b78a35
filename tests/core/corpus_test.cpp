// Every script of tests/corpus is a test named after it, and runs in a process of its own: a script that hangs or
// crashes fails its own test only.
#include <gtest/gtest.h>

#include <cctype>
#include <chrono>

#include "support/child_process.h"
#include "support/run_corpus.h"

namespace sluice::tests {
namespace {

// Of CPU time: a multiple of what the slowest script takes with sanitizers.
constexpr std::chrono::seconds kPatience{5};

const Corpus& corpus() {
  static const Corpus all = readCorpus();
  return all;
}

class CorpusScripts : public testing::TestWithParam<CorpusScript> {};

std::string testName(const testing::TestParamInfo<CorpusScript>& info) {
  std::string name = info.param.name.substr(0, info.param.name.rfind('.'));
  for (char& letter : name) {
    if (!std::isalnum(static_cast<unsigned char>(letter))) letter = '_';
  }
  return name;
}

TEST_P(CorpusScripts, EndInTheirClassAsInWasmAndHarmNobody) {
  const std::string differences = runInChild(kPatience, [] {
    std::string lines;
    for (const std::string& line : corpusDifferences(corpus(), GetParam())) lines += line + "\n";
    return lines;
  });
  EXPECT_EQ(differences, "");
}

INSTANTIATE_TEST_SUITE_P(Script, CorpusScripts, testing::ValuesIn(corpus().scripts), testName);

}  // namespace

void PrintTo(const CorpusScript& script, std::ostream* out) { *out << script.name; }

}  // namespace sluice::tests
