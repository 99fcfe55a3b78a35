#include "language/syntax/literals.h"

#include "base/numeral.h"
#include "language/syntax/characters.h"

namespace sluice::language {

namespace {

constexpr std::size_t kDecimalEscapeDigits = 3;
constexpr unsigned kLargestByte = 255;
constexpr std::uint64_t kLargestCodePoint = 0x7fffffff;  // Lua writes what UTF-8 was first defined for: 31 bits

bool isHexNumeral(std::string_view text) { return text.size() > 1 && text[0] == '0' && (text[1] | 0x20) == 'x'; }

// Skips digits from `at`; answers how many.
template <typename IsDigit>
std::size_t skipDigits(std::string_view text, std::size_t& at, IsDigit accepts) {
  const std::size_t begin = at;
  while (at < text.size() && accepts(text[at])) ++at;
  return at - begin;
}

// [+-] digits, to the end of the text.
bool isExponent(std::string_view text, std::size_t at) {
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
  return skipDigits(text, at, isDigit) > 0 && at == text.size();
}

void appendUtf8(std::uint64_t code, std::string& out) {
  if (code < 0x80) {
    out.push_back(static_cast<char>(code));
    return;
  }
  char bytes[6];
  std::size_t count = 0;
  std::uint64_t largestLead = 0x3f;
  while (code > largestLead) {
    bytes[count++] = static_cast<char>(0x80 | (code & 0x3f));
    code >>= 6;
    largestLead >>= 1;
  }
  out.push_back(static_cast<char>((~largestLead << 1) | code));
  while (count > 0) out.push_back(bytes[--count]);
}

Escape readDecimalEscape(std::string_view text, std::string* out) {
  std::size_t at = 1;
  unsigned value = 0;
  while (at < text.size() && at <= kDecimalEscapeDigits && isDigit(text[at])) {
    value = value * 10 + static_cast<unsigned>(text[at++] - '0');
  }
  if (value > kLargestByte) return {at, "a decimal escape is at most \\255"};
  if (out != nullptr) out->push_back(static_cast<char>(value));
  return {at};
}

Escape readHexEscape(std::string_view text, std::string* out) {
  std::size_t at = 2;
  while (at < 4 && at < text.size() && isHexDigit(text[at])) ++at;
  if (at < 4) return {at, "\\x takes two hexadecimal digits"};
  if (out != nullptr) out->push_back(static_cast<char>(hexValue(text[2]) * 16 + hexValue(text[3])));
  return {at};
}

Escape readUnicodeEscape(std::string_view text, std::string* out) {
  std::size_t at = 2;
  if (at >= text.size() || text[at] != '{') return {at, "\\u takes a code point in braces, as in \\u{20AC}"};
  ++at;
  std::uint64_t code = 0;
  const std::size_t digits = at;
  for (; at < text.size() && isHexDigit(text[at]); ++at) {
    code = code * 16 + hexValue(text[at]);
    if (code > kLargestCodePoint) return {at, "this code point is larger than UTF-8 can hold"};
  }
  if (at == digits) return {at, "\\u takes a code point in braces, as in \\u{20AC}"};
  if (at >= text.size() || text[at] != '}') return {at, "the braces of \\u{…} are not closed"};
  if (out != nullptr) appendUtf8(code, *out);
  return {at + 1};
}

Escape readLineEscape(std::string_view text, std::string* out) {
  const bool isPair = text.size() > 2 && isLineEnd(text[2]) && text[2] != text[1];
  if (out != nullptr) out->push_back('\n');
  return {isPair ? 3u : 2u};
}

Escape skipSpace(std::string_view text) {
  std::size_t at = 2;
  while (at < text.size() && isSpace(text[at])) ++at;
  return {at};
}

std::string longStringValue(std::string_view token, std::size_t bracket, bool broken) {
  token.remove_prefix(bracket);
  if (!broken) token.remove_suffix(bracket);
  if (!token.empty() && isLineEnd(token[0])) {
    token.remove_prefix(token.size() > 1 && isLineEnd(token[1]) && token[1] != token[0] ? 2 : 1);
  }
  std::string value;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (!isLineEnd(token[i])) {
      value.push_back(token[i]);
      continue;
    }
    if (i + 1 < token.size() && isLineEnd(token[i + 1]) && token[i + 1] != token[i]) ++i;
    value.push_back('\n');
  }
  return value;
}

}  // namespace

std::size_t numeralLength(std::string_view text) {
  const char exponent = isHexNumeral(text) ? 'p' : 'e';
  std::size_t at = isHexNumeral(text) ? 2 : 0;
  while (at < text.size()) {
    const char c = text[at];
    if ((c | 0x20) == exponent) {
      ++at;
      if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    } else if (isHexDigit(c) || c == '.') {
      ++at;
    } else {
      break;
    }
  }
  // Lua takes one letter more, so that a numeral that touches a name is an error; taking all of them makes one error.
  while (at < text.size() && isNameCharacter(text[at])) ++at;
  return at;
}

bool isNumeral(std::string_view text) {
  const bool isHex = isHexNumeral(text);
  const auto accepts = isHex ? isHexDigit : isDigit;
  std::size_t at = isHex ? 2 : 0;
  std::size_t digits = skipDigits(text, at, accepts);
  if (at < text.size() && text[at] == '.') {
    ++at;
    digits += skipDigits(text, at, accepts);
  }
  if (digits == 0) return false;
  if (at == text.size()) return true;
  return (text[at] | 0x20) == (isHex ? 'p' : 'e') && isExponent(text, at + 1);
}

NumeralValue numeralValue(std::string_view text) {
  NumeralValue value;
  std::uint64_t integer = 0;
  const bool isHex = isHexNumeral(text);
  bool fits = text.find_first_of(isHex ? ".pP" : ".eE") == std::string_view::npos;
  for (std::size_t i = isHex ? 2 : 0; fits && i < text.size(); ++i) {
    const unsigned digit = hexValue(text[i]);
    if (!isHex && integer > (static_cast<std::uint64_t>(INT64_MAX) - digit) / 10) fits = false;
    integer = integer * (isHex ? 16 : 10) + digit;
  }
  value.isInteger = fits;
  value.integer = fits ? static_cast<std::int64_t>(integer) : 0;
  value.number = fits ? static_cast<double>(value.integer) : parseNumeral(std::string(text).c_str(), nullptr);
  return value;
}

Escape readEscape(std::string_view text, std::string* out) {
  constexpr std::string_view kLetters = "abfnrtv\\\"'";
  constexpr std::string_view kMeanings = "\a\b\f\n\r\t\v\\\"'";
  if (text.size() < 2) return {1, "the string ends with a backslash"};
  const char c = text[1];
  if (const std::size_t i = kLetters.find(c); i != std::string_view::npos) {
    if (out != nullptr) out->push_back(kMeanings[i]);
    return {2};
  }
  if (isDigit(c)) return readDecimalEscape(text, out);
  if (isLineEnd(c)) return readLineEscape(text, out);
  if (c == 'x') return readHexEscape(text, out);
  if (c == 'u') return readUnicodeEscape(text, out);
  if (c == 'z') return skipSpace(text);
  return {2, "this escape is not known; a backslash is written \\\\"};
}

std::size_t longBracketLength(std::string_view text) {
  if (text.empty() || text[0] != '[') return 0;
  std::size_t at = 1;
  while (at < text.size() && text[at] == '=') ++at;
  return at < text.size() && text[at] == '[' ? at + 1 : 0;
}

std::string stringValue(std::string_view token, bool broken) {
  if (const std::size_t bracket = longBracketLength(token); bracket > 0) {
    return longStringValue(token, bracket, broken);
  }
  std::string value;
  token.remove_prefix(1);
  if (!broken) token.remove_suffix(1);
  while (!token.empty()) {
    if (token[0] != '\\') {
      value.push_back(token[0]);
      token.remove_prefix(1);
      continue;
    }
    token.remove_prefix(readEscape(token, &value).length);
  }
  return value;
}

}  // namespace sluice::language
