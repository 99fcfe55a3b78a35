// Runs one script of tests/corpus natively, through the boundary; run-corpus.ts is the same for the package.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "support/corpus_files.h"

namespace sluice::tests {

// What became of a script.
struct CorpusResult {
  std::string verdict;  // a class of the headers, or what is never one: "leaked", or the error's code
  std::string outcome;  // JSON
  std::int64_t line = 0;
  std::int64_t instructions = 0;
  // What else went wrong: with a second run, beside another script, or for the good script afterwards.
  std::vector<std::string> faults;
};

// The run without its outcome and faults, as a text: equal texts are equal runs.
std::string inShort(const CorpusResult& result);

// One run of `code` and nothing else. With `profile` it runs under a profile, which has to tell where each instruction
// went.
CorpusResult runCorpusCode(const Setting& setting, const std::string& code, bool profile = false);

// The runs that the script's class asks for.
CorpusResult runCorpusScript(const Setting& setting, const CorpusScript& script);

}  // namespace sluice::tests
