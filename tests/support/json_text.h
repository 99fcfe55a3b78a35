// JSON in tests, where broken text is a bug of the test and not something to report.
#pragma once

#include <string>
#include <string_view>

#include "json/value.h"

namespace sluice::tests {

// Compact text, members in their order.
std::string toText(const json::Value& value);

// Ends the test program when `text` is not JSON.
json::Value fromText(std::string_view text);

// The member's string, or `otherwise` when it is absent or null.
std::string stringOr(const json::Value& object, std::string_view name, std::string_view otherwise);
std::int64_t integerOr(const json::Value& object, std::string_view name, std::int64_t otherwise);

}  // namespace sluice::tests
