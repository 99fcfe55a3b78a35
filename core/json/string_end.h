#pragma once

#include <cstddef>
#include <string_view>

namespace sluice::json {

// The index of the quote that ends the string which begins with the quote at `start`. Precondition: `json` is JSON.
std::size_t stringEnd(std::string_view json, std::size_t start);

}  // namespace sluice::json
