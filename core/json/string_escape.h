// The escapes of JSON strings, read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sluice::json {

// Appends to `out` what the escape at the start of `text` stands for, as UTF-8: \uXXXX of a high surrogate together
// with the low one after it; a surrogate on its own as the three bytes that it would have, which are no UTF-8. Returns
// the length of what was read, 0 with nothing appended when there is no escape.
std::size_t readEscape(std::string_view text, std::string& out);

}  // namespace sluice::json
