#include "json/writer.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "base/numeral.h"

namespace sluice::json {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";    // U+FFFD
constexpr char kHexDigits[] = "0123456789abcdef";

// The letter after the backslash; 'u' where only \u00xx will do.
char escapeLetter(unsigned char byte) {
  switch (byte) {
    case '"':
    case '\\': return static_cast<char>(byte);
    case '\b': return 'b';
    case '\f': return 'f';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    default: return 'u';
  }
}

void appendEscape(std::string& out, unsigned char byte) {
  const char letter = escapeLetter(byte);
  const char escape[] = {'\\', letter, '0', '0', kHexDigits[byte >> 4], kHexDigits[byte & 15]};
  out.append(escape, letter == 'u' ? sizeof escape : 2);
}

// How much of `text` may stand in a JSON string as it is, up to the first byte that needs an escape or a replacement.
std::size_t plainLength(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size()) {
    const auto byte = static_cast<unsigned char>(text[length]);
    if (byte < 0x20 || byte == '"' || byte == '\\') break;
    if (byte < 0x80) {
      length++;
      continue;
    }
    const Utf8Step step = utf8Step(text.substr(length));
    if (!step.valid) break;
    length += step.length;
  }
  return length;
}

void appendQuoted(std::string& out, std::string_view text) {
  out += '"';
  for (;;) {
    const std::size_t plain = plainLength(text);
    out.append(text.data(), plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const auto byte = static_cast<unsigned char>(text[0]);
    if (byte < 0x80) {
      appendEscape(out, byte);
      text.remove_prefix(1);
    } else {
      out += kReplacement;
      text.remove_prefix(utf8Step(text).length);
    }
  }
  out += '"';
}

// printf writes the decimal point of the process's locale, which may be any text; JSON knows one.
std::string withDecimalPoint(std::string_view printed) {
  std::string out;
  bool inPoint = false;
  for (const char c : printed) {
    const bool ownPart = (c >= '0' && c <= '9') || c == '-' || c == '+' || c == 'e';
    if (ownPart) {
      out += c;
    } else if (!inPoint) {
      out += '.';
    }
    inPoint = !ownPart;
  }
  return out;
}

}  // namespace

std::string quoted(std::string_view value) {
  std::string out;
  out.reserve(value.size() + 2);
  appendQuoted(out, value);
  return out;
}

std::string formatNumber(double value) {
  if (isExactInteger(value)) {
    return std::to_string(static_cast<std::int64_t>(value));
  }
  char printed[40];
  for (int digits = 15; digits <= 17; ++digits) {
    std::snprintf(printed, sizeof printed, "%.*g", digits, value);
    if (std::strtod(printed, nullptr) == value) break;
  }
  return withDecimalPoint(printed);
}

void Writer::separate() {
  if (needComma_) out_ += ',';
  needComma_ = true;
}

Writer& Writer::beginObject() {
  separate();
  out_ += '{';
  needComma_ = false;
  return *this;
}

Writer& Writer::endObject() {
  out_ += '}';
  needComma_ = true;
  return *this;
}

Writer& Writer::beginArray() {
  separate();
  out_ += '[';
  needComma_ = false;
  return *this;
}

Writer& Writer::endArray() {
  out_ += ']';
  needComma_ = true;
  return *this;
}

Writer& Writer::key(std::string_view name) {
  separate();
  appendQuoted(out_, name);
  out_ += ':';
  needComma_ = false;
  return *this;
}

Writer& Writer::plainKey(Literal name) {
  const std::string_view text = name.view();
  const std::size_t start = out_.size();
  // Grown once and written in place: a trace has some forty of these for each script.
  out_.resize(start + text.size() + (needComma_ ? 4 : 3));
  char* at = out_.data() + start;
  if (needComma_) *at++ = ',';
  *at++ = '"';
  at = std::copy(text.begin(), text.end(), at);
  *at++ = '"';
  *at = ':';
  needComma_ = false;
  return *this;
}

Writer& Writer::string(std::string_view value) {
  separate();
  appendQuoted(out_, value);
  return *this;
}

Writer& Writer::integer(std::int64_t value) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  return raw({digits, static_cast<std::size_t>(end - digits)});
}

Writer& Writer::number(double value) { return std::isfinite(value) ? raw(formatNumber(value)) : null(); }

Writer& Writer::boolean(bool value) { return raw(value ? "true" : "false"); }

Writer& Writer::null() { return raw("null"); }

Writer& Writer::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

}  // namespace sluice::json
