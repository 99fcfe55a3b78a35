// Holds the profile of an execution against its trace; profile-faults.ts is the same for the package.
#pragma once

#include <string>
#include <vector>

#include "json/value.h"

namespace sluice::tests {

// What is wrong with the profile in the last step of an execution, a sentence each: it has one entry for each script
// span that was not skipped, in order, with lines in order whose instructions add up to the span's.
std::vector<std::string> profileFaults(const json::Value& step);

}  // namespace sluice::tests
