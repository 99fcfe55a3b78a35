// How a value is written into the text around it, so that it stays one value there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sluice::secrets {

enum class Escape : std::uint8_t {
  None,
  Percent,  // all but RFC 3986's unreserved characters as %XX: for any part of a URL and for forms
  Json,     // for the inside of a JSON string, RFC 8259
};

// How many bytes appendEscaped() appends.
std::size_t escapedSize(std::string_view value, Escape escape);
void appendEscaped(std::string_view value, Escape escape, std::string& out);

}  // namespace sluice::secrets
