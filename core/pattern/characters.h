// Characters as patterns see them: code points of UTF-8 text, and what stands for bytes that are none.
#pragma once

#include <cstdint>
#include <string_view>

namespace sluice::pattern {

using Character = std::uint32_t;

inline constexpr Character kAsciiEnd = 0x80;
// What stands for ill-formed bytes: as many of them as one U+FFFD would replace (json/utf8.h). It lies above every code
// point, so that no literal and no range equals it, and only `.` and complements hold it.
inline constexpr Character kIllFormed = 0x110000;
// What stands behind the last character; in no set, and equal to no literal.
inline constexpr Character kEndOfText = 0x110001;

struct CharacterStep {
  Character character = kEndOfText;
  std::uint32_t bytes = 0;
};

// Precondition: `text` begins with a byte that is not ASCII.
CharacterStep firstWideCharacter(std::string_view text);

// The first character of `text`; kEndOfText and no bytes when that is empty.
inline CharacterStep firstCharacter(std::string_view text) {
  if (text.empty()) return {};
  const Character lead = static_cast<unsigned char>(text[0]);
  return lead < kAsciiEnd ? CharacterStep{lead, 1} : firstWideCharacter(text);
}

// Adding this bit makes a lower-case letter of an upper-case one.
inline constexpr Character kCaseBit = 0x20;

constexpr bool isAsciiLetter(Character c) { return (c | kCaseBit) >= 'a' && (c | kCaseBit) <= 'z'; }

constexpr bool isAsciiDigit(Character c) { return c >= '0' && c <= '9'; }

}  // namespace sluice::pattern
