#include "base/hex.h"

#include "base/ascii.h"

namespace sluice {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

}  // namespace

bool isLowerHex(std::string_view text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of(kDigits) == std::string_view::npos;
}

std::uint64_t fromHex64(std::string_view text) {
  std::uint64_t value = 0;
  for (const char c : text) value = value << 4 | static_cast<std::uint64_t>(hexDigit(c));
  return value;
}

std::string toHex(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

std::string toHex64(std::uint64_t value) {
  std::string out(16, '0');
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = kDigits[value >> (60 - 4 * i) & 15];
  return out;
}

bool fromHex(std::string_view text, std::string& out) {
  out.clear();
  if (text.size() % 2 != 0) return false;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hexDigit(text[i]);
    const int low = hexDigit(text[i + 1]);
    if (high < 0 || low < 0) return false;
    out += static_cast<char>(high << 4 | low);
  }
  return true;
}

std::optional<std::uint32_t> leadingHex(std::string_view text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  std::uint32_t number = 0;
  for (const char c : text.substr(0, digits)) {
    const int digit = hexDigit(c);
    if (digit < 0) return std::nullopt;
    number = number << 4 | static_cast<std::uint32_t>(digit);
  }
  return number;
}

}  // namespace sluice
