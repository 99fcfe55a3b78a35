// Partial expectations of case files; match.ts is the same in TypeScript.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "json/value.h"

namespace sluice::tests {

// The differences between `actual` and the partial expectation `expected`, each with its path; none means it fits.
//   object   every member named must fit; others may be there too; a member expected as null must be absent or null
//   array    the same length, and each item must fit
//   xHas     the member x, as text, contains the string, or each string of a list
std::vector<std::string> mismatches(const json::Value& expected, const json::Value& actual,
                                    const std::string& path = "$");

}  // namespace sluice::tests
