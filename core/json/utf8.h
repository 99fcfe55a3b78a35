// One UTF-8 decoder for everything that has to tell good bytes from bad ones.
#pragma once

#include <cstddef>
#include <string_view>

namespace sluice::json {

// The first bytes of a text: either one well-formed sequence (Unicode 15, table 3-7: no surrogates, no overlong
// forms, at most U+10FFFF), or as many bytes as one U+FFFD replaces (the maximal subpart of an ill-formed sequence).
struct Utf8Step {
  std::size_t length = 0;  // 1 to 4
  bool valid = false;
};

// Precondition: `text` is not empty.
Utf8Step utf8Step(std::string_view text);

// True when all of `text` is well-formed.
bool isUtf8(std::string_view text);

}  // namespace sluice::json
