// Classes of ASCII characters, in no locale.
#pragma once

namespace sluice {

constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool isLowerLetter(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool isLetter(char c) { return isLowerLetter(c) || (c >= 'A' && c <= 'Z'); }

// The value of a hexadecimal digit of either case, -1 for any other character.
constexpr int hexDigit(char c) {
  if (isDigit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace sluice
