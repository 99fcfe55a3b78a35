#include "secrets/readings.h"

#include <algorithm>
#include <cstdint>

namespace sluice::secrets {
namespace {

constexpr std::uint32_t kNoDigit = 16;
constexpr std::uint32_t kNoUnit = 0x10000;

std::uint32_t hexDigit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint32_t>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<std::uint32_t>(c - 'A') + 10;
  return kNoDigit;
}

// The number that the first `digits` characters of `text` spell; false when they are no hexadecimal digits.
bool readHex(std::string_view text, std::size_t digits, std::uint32_t& number) {
  if (text.size() < digits) return false;
  number = 0;
  for (const char c : text.substr(0, digits)) {
    const std::uint32_t digit = hexDigit(c);
    if (digit == kNoDigit) return false;
    number = number << 4 | digit;
  }
  return true;
}

// The UTF-16 unit of an escape \uXXXX at the start of `text`, or kNoUnit.
std::uint32_t unitAt(std::string_view text) {
  std::uint32_t unit = kNoUnit;
  if (!text.starts_with("\\u") || !readHex(text.substr(2), 4, unit)) return kNoUnit;
  return unit;
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

// Appends what the escape \uXXXX at the start of `text` stands for, alone or with the one after it; returns the length
// of what was read, 0 when there is no such escape.
std::size_t readUnits(std::string_view text, std::string& out) {
  constexpr std::size_t kLength = 6;
  const std::uint32_t high = unitAt(text);
  if (high == kNoUnit) return 0;
  const std::uint32_t low = (high & 0xFC00) == 0xD800 ? unitAt(text.substr(kLength)) : kNoUnit;
  if ((low & 0xFC00) == 0xDC00 && low != kNoUnit) {
    appendUtf8(out, 0x10000 + ((high & 0x3FF) << 10 | (low & 0x3FF)));
    return 2 * kLength;
  }
  appendUtf8(out, high);
  return kLength;
}

// The same for any escape of JSON.
std::size_t readEscape(std::string_view text, std::string& out) {
  if (text.size() < 2 || text[0] != '\\') return 0;
  constexpr std::string_view kEscapes = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  const std::size_t place = kEscapes.find(text[1]);
  if (place == std::string_view::npos) return readUnits(text, out);
  out += kMeanings[place];
  return 2;
}

// Appends the bytes of `text` from `from` to `to`, which stand for themselves.
void appendPlain(Reading& reading, std::string_view text, std::size_t from, std::size_t to) {
  reading.bytes.append(text, from, to - from);
  for (std::size_t at = from; at < to; ++at) reading.origins.push_back(at);
}

// Reads `text` with `readOne(rest, out)`, which is asked where a byte is one of the two `marks`. It appends what the
// start of `rest` stands for and returns the length of that, or 0 when it stands for itself.
template <typename ReadOne>
Reading readWith(std::string_view text, const char (&marks)[2], ReadOne readOne) {
  Reading reading;
  reading.bytes.reserve(text.size());
  reading.origins.reserve(text.size());
  reading.end = text.size();
  std::size_t plain = 0;  // where those begin that stand for themselves and are not appended yet
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != marks[0] && text[at] != marks[1]) {
      ++at;
      continue;
    }
    appendPlain(reading, text, plain, at);
    plain = at;
    at += std::max<std::size_t>(readOne(text.substr(at), reading.bytes), 1);
    if (reading.bytes.size() == reading.origins.size()) continue;
    reading.origins.resize(reading.bytes.size(), plain);
    plain = at;
  }
  appendPlain(reading, text, plain, text.size());
  return reading;
}

}  // namespace

std::size_t Reading::endOf(std::size_t index) const {
  const std::size_t origin = origins[index];
  while (index < origins.size() && origins[index] == origin) ++index;
  return index < origins.size() ? origins[index] : end;
}

Reading readPercentEncoded(std::string_view text, bool plusIsSpace) {
  const char marks[] = {'%', plusIsSpace ? '+' : '%'};
  return readWith(text, marks, [plusIsSpace](std::string_view rest, std::string& out) -> std::size_t {
    std::uint32_t byte = 0;
    if (rest[0] == '%' && readHex(rest.substr(1), 2, byte)) {
      out += static_cast<char>(byte);
      return 3;
    }
    if (!plusIsSpace || rest[0] != '+') return 0;
    out += ' ';
    return 1;
  });
}

Reading readJsonEscaped(std::string_view text) { return readWith(text, {'\\', '\\'}, readEscape); }

}  // namespace sluice::secrets
