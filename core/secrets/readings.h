// Other ways to read a text: what it means once an encoding is undone. Looking for a value in the readings of a text
// finds it however the encoder spelt it (%2f or %2F, \n or \u000a, more escaped than needed).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sluice::secrets {

struct Reading {
  std::string bytes;
  // Where each byte comes from in the text; bytes of one escape share a place.
  std::vector<std::size_t> origins;
  // The length of the text.
  std::size_t end = 0;

  // Where in the text the byte number `index` and all that comes with it end.
  std::size_t endOf(std::size_t index) const;
};

// %XX stands for a byte; with `plusIsSpace` (forms), + for a space. Anything else stands for itself.
Reading readPercentEncoded(std::string_view text, bool plusIsSpace);

// The escapes of JSON strings; anything else stands for itself.
Reading readJsonEscaped(std::string_view text);

}  // namespace sluice::secrets
