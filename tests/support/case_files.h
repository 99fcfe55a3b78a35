// The cases of tests/cases, read from disk.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "json/value.h"

namespace sluice::tests {

struct Case {
  std::string name;                   // path of the folder below tests/cases, as in "scenarios/03-block-denied"
  json::Value content;                // case.json with its scripts read in and its generators expanded
  std::optional<std::string> golden;  // the canonical trace as one line
};

// All cases, sorted by name. Ends the test program when a file is missing or broken.
std::vector<Case> readCases();

}  // namespace sluice::tests
