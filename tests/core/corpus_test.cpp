// Every script of tests/corpus is a test named after it, and runs in a process of its own: a script that hangs or
// crashes fails its own test only.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdlib>

#include "support/child_process.h"
#include "support/json_text.h"
#include "support/match.h"
#include "support/run_corpus.h"

namespace sluice::tests {
namespace {

// Of CPU time: a multiple of what the slowest script takes with sanitizers.
constexpr std::chrono::seconds kPatience{5};

const Corpus& corpus() {
  static const Corpus all = readCorpus();
  return all;
}

void compareClass(const CorpusScript& script, CorpusResult& result) {
  const json::Value* exception = corpus().exceptions.get("classes")->get(script.name);
  const std::vector<std::string> classes =
      exception ? std::vector<std::string>{exception->get("class")->string()} : script.classes;
  if (std::find(classes.begin(), classes.end(), result.verdict) != classes.end()) return;
  result.faults.push_back("expected " + classes.front() + ", got " + inShort(result) + " and " + result.outcome);
}

void compareGolden(const CorpusScript& script, CorpusResult& result) {
  if (corpus().exceptions.get("native")->get(script.name)) return;
  const json::Value* golden = corpus().golden.get(script.name);
  if (!golden) {
    result.faults.push_back("golden.json does not have it (tests/support/update-corpus.ts writes it)");
    return;
  }
  const CorpusResult inWasm{golden->get("class")->string(),
                            toText(*golden->get("outcome")),
                            integerOr(*golden, "line", 0),
                            integerOr(*golden, "instructions", 0),
                            {}};
  // The moment memory runs out is another one in a 64-bit build, whose structures are larger.
  const bool outOfMemory = result.verdict == "limit:memory" && inWasm.verdict == result.verdict;
  if (!outOfMemory && inShort(inWasm) != inShort(result)) {
    result.faults.push_back("here it gave " + inShort(result) + ", in Wasm " + inShort(inWasm));
  }
  // JavaScript, which wrote the golden outcome, moves keys that look like integers to the front.
  const json::Value here = fromText(result.outcome);
  const json::Value there = fromText(inWasm.outcome);
  if (!mismatches(there, here).empty() || !mismatches(here, there).empty()) {
    result.faults.push_back("the outcome is " + result.outcome + ", in Wasm " + inWasm.outcome);
  }
}

// What differs from the script's header and from what it came to in Wasm, a sentence each.
std::vector<std::string> differences(const CorpusScript& script) {
  CorpusResult result = runCorpusScript(corpus().setting, script);
  compareClass(script, result);
  compareGolden(script, result);
  return result.faults;
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
  const std::string found = runInChild(kPatience, [] {
    std::string lines;
    for (const std::string& line : differences(GetParam())) lines += line + "\n";
    return lines;
  });
  EXPECT_EQ(found, "");
}

TEST(CorpusProcess, AnswersWithTheTextOfItsWork) {
  EXPECT_EQ(runInChild(kPatience, [] { return std::string("done"); }), "done");
}

TEST(CorpusProcess, ThatNeverAnswersIsAHang) {
  const std::string answer = runInChild(std::chrono::seconds{1}, [] {
    for (volatile bool forever = true; forever;) {
    }
    return std::string();
  });
  EXPECT_EQ(answer, "hang: no answer in time");
}

TEST(CorpusProcess, ThatDiesIsACrash) {
  EXPECT_EQ(runInChild(kPatience, []() -> std::string { std::_Exit(3); }), "crash: status 3");
}

INSTANTIATE_TEST_SUITE_P(Script, CorpusScripts, testing::ValuesIn(corpus().scripts), testName);

}  // namespace

void PrintTo(const CorpusScript& script, std::ostream* out) { *out << script.name; }

}  // namespace sluice::tests
