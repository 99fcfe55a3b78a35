#pragma once

#include <cstddef>
#include <string_view>

namespace sluice::json {

// How much of `text` may stand in a JSON string as it is: up to the first quote, backslash, control character or
// ill-formed byte.
std::size_t plainLength(std::string_view text);

}  // namespace sluice::json
