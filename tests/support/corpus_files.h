// The scripts of tests/corpus, read from disk; tests/corpus/README.md describes the folder.
#pragma once

#include <string>
#include <vector>

#include "json/value.h"

namespace sluice::tests {

struct CorpusScript {
  std::string name;  // path below tests/corpus
  std::string code;
  std::vector<std::string> classes;  // the expected one first, then those that are acceptable too
};

// What every script is run with: setting.json and good.lua.
struct Setting {
  json::Value content;
  std::string goodScript;
};

struct Corpus {
  std::vector<CorpusScript> scripts;  // sorted by name
  Setting setting;
  json::Value golden;
  json::Value exceptions;
};

// These end the test program when a file is missing or broken.
Setting readSetting();
Corpus readCorpus();

}  // namespace sluice::tests
