#include "secrets/escape.h"

#include "base/names.h"

namespace sluice::secrets {

namespace {

constexpr std::string_view kPercentDigits = "0123456789ABCDEF";
constexpr std::string_view kJsonDigits = "0123456789abcdef";

bool isUnreserved(char c) { return isOneOf(c, kLowerLetters, kUpperLetters, kDigits, "-._~"); }

bool isControl(char c) { return static_cast<unsigned char>(c) < 0x20; }

void appendDigits(char c, std::string_view digits, std::string& out) {
  const auto byte = static_cast<unsigned char>(c);
  out += digits[byte >> 4];
  out += digits[byte & 15];
}

std::size_t escapedSize(char c, Escape escape) {
  switch (escape) {
    case Escape::Percent: return isUnreserved(c) ? 1 : 3;
    case Escape::Json: return isControl(c) ? 6 : isOneOf(c, "\"\\") ? 2 : 1;
    case Escape::None: break;
  }
  return 1;
}

void appendEscaped(char c, Escape escape, std::string& out) {
  if (escapedSize(c, escape) == 1) {
    out += c;
  } else if (escape == Escape::Percent) {
    appendDigits(c, kPercentDigits, out += '%');
  } else if (isControl(c)) {
    appendDigits(c, kJsonDigits, out += "\\u00");
  } else {
    (out += '\\') += c;
  }
}

}  // namespace

std::size_t escapedSize(std::string_view value, Escape escape) {
  std::size_t size = 0;
  for (const char c : value) size += escapedSize(c, escape);
  return size;
}

void appendEscaped(std::string_view value, Escape escape, std::string& out) {
  for (const char c : value) appendEscaped(c, escape, out);
}

}  // namespace sluice::secrets
