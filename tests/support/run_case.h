// Runs one case of tests/cases natively and compares what comes out; run-case.ts is the same for the package.
#pragma once

#include <string>
#include <vector>

#include "support/case_files.h"

namespace sluice::tests {

// What differs from the case's expectation and from its golden trace, a sentence each; none means the case passes. With
// `profile` it runs under a profile, which has to tell where each instruction went.
std::vector<std::string> runCase(const Case& one, bool profile = false);

}  // namespace sluice::tests
