#include "json/string_escape.h"

#include <cstdint>
#include <optional>

#include "base/hex.h"

namespace sluice::json {
namespace {

constexpr std::size_t kUnitLength = 6;  // of \uXXXX

// The UTF-16 unit of an escape \uXXXX at the start of `text`.
std::optional<std::uint32_t> unitAt(std::string_view text) {
  return text.starts_with("\\u") ? leadingHex(text.substr(2), kUnitLength - 2) : std::nullopt;
}

void appendUtf8(std::string& out, std::uint32_t character) {
  const auto add = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (character < 0x80) return add(character);
  if (character < 0x800) {
    add(0xC0 | character >> 6);
  } else {
    if (character < 0x10000) {
      add(0xE0 | character >> 12);
    } else {
      add(0xF0 | character >> 18);
      add(0x80 | (character >> 12 & 0x3F));
    }
    add(0x80 | (character >> 6 & 0x3F));
  }
  add(0x80 | (character & 0x3F));
}

std::size_t readUnits(std::string_view text, std::string& out) {
  const auto high = unitAt(text);
  if (!high) return 0;
  const auto low = (*high & 0xFC00) == 0xD800 ? unitAt(text.substr(kUnitLength)) : std::nullopt;
  if (low && (*low & 0xFC00) == 0xDC00) {
    appendUtf8(out, 0x10000 + ((*high & 0x3FF) << 10 | (*low & 0x3FF)));
    return 2 * kUnitLength;
  }
  appendUtf8(out, *high);
  return kUnitLength;
}

}  // namespace

std::size_t readEscape(std::string_view text, std::string& out) {
  if (text.size() < 2 || text[0] != '\\') return 0;
  constexpr std::string_view kEscapes = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  const std::size_t place = kEscapes.find(text[1]);
  if (place == std::string_view::npos) return readUnits(text, out);
  out += kMeanings[place];
  return 2;
}

}  // namespace sluice::json
