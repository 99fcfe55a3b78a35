// What numerals and strings stand for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sluice::language {

// How many characters at the begin of `text` Lua reads as one numeral, well-formed or not.
std::size_t numeralLength(std::string_view text);
// Whether what was read as one numeral is one.
bool isNumeral(std::string_view text);

struct NumeralValue {
  bool isInteger = false;
  std::int64_t integer = 0;
  double number = 0;
};
// Decimal integers beyond 64 bits are floats, hexadecimal ones wrap around. Precondition: isNumeral(text).
NumeralValue numeralValue(std::string_view text);

// Looks at one escape; `text` begins with the backslash.
struct Escape {
  std::size_t length = 0;         // of the escape, backslash included; never 0
  const char* mistake = nullptr;  // what is wrong with it
};
// Appends to `out`, unless it is null, what the escape stands for.
Escape readEscape(std::string_view text, std::string* out);

// The value of a string token, quotes or long brackets included; `broken` says that the closing ones are missing.
// Escapes that are wrong are left out.
std::string stringValue(std::string_view token, bool broken);

// How many characters a long bracket's opening takes ("[[", "[==["), 0 when `text` begins with none.
std::size_t longBracketLength(std::string_view text);

}  // namespace sluice::language
