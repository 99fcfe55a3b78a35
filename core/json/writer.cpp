#include "json/writer.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "base/ascii.h"
#include "base/numeral.h"
#include "json/plain_text.h"

namespace sluice::json {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD
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

// Writes the escape of `byte` and answers where it ends; at most kMaxEscape bytes.
constexpr std::size_t kMaxEscape = 6;
char* writeEscape(unsigned char byte, char* to) {
  const char letter = escapeLetter(byte);
  *to++ = '\\';
  *to++ = letter;
  if (letter != 'u') return to;
  *to++ = '0';
  *to++ = '0';
  *to++ = kHexDigits[byte >> 4];
  *to++ = kHexDigits[byte & 15];
  return to;
}

constexpr std::size_t kFirstRoom = 64;

char* copied(std::string_view text, char* to) {
  if (text.empty()) return to;  // memcpy takes no null, not even for nothing
  std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

// printf writes the decimal point of the process's locale, which may be any text; JSON knows one.
std::string withDecimalPoint(std::string_view printed) {
  std::string out;
  bool inPoint = false;
  for (const char c : printed) {
    const bool ownPart = isDigit(c) || c == '-' || c == '+' || c == 'e';
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

std::string quoted(std::string_view value) { return Writer().string(value).take(); }

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

void Writer::reserve(std::size_t bytes) {
  if (room_ - size_ < bytes) moveInto(size_ + bytes);
}

char* Writer::room(std::size_t bytes) {
  if (room_ - size_ < bytes) moveInto(std::max({2 * room_, size_ + bytes, kFirstRoom}));
  return out_.get() + size_;
}

void Writer::moveInto(std::size_t room) {
  std::unique_ptr<char[]> moved(new char[room]);
  copied(text(), moved.get());
  out_ = std::move(moved);
  room_ = room;
}

std::string Writer::take() {
  std::string taken(text());
  *this = {};
  return taken;
}

void Writer::rewind(std::size_t size) {
  size_ = size;
  needComma_ = false;
}

// Room for the comma is the caller's.
char* Writer::separated(char* at) {
  if (needComma_) *at++ = ',';
  needComma_ = true;
  return at;
}

Writer& Writer::newLine() {
  char* at = separated(room(2));
  *at++ = '\n';
  written(at);
  needComma_ = false;
  return *this;
}

Writer& Writer::open(char bracket) {
  char* at = separated(room(2));
  *at++ = bracket;
  written(at);
  needComma_ = false;
  return *this;
}

Writer& Writer::close(char bracket) {
  *room(1) = bracket;
  size_++;
  needComma_ = true;
  return *this;
}

Writer& Writer::beginObject() { return open('{'); }
Writer& Writer::endObject() { return close('}'); }
Writer& Writer::beginArray() { return open('['); }
Writer& Writer::endArray() { return close(']'); }

void Writer::quote(std::string_view text) {
  char* at = separated(room(text.size() + kMaxEscape + 3));
  *at++ = '"';
  for (;;) {
    const std::size_t plain = plainLength(text);
    at = copied(text.substr(0, plain), at);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const auto byte = static_cast<unsigned char>(text[0]);
    at = byte < 0x80 ? writeEscape(byte, at) : copied(kReplacement, at);
    text.remove_prefix(byte < 0x80 ? 1 : utf8Step(text).length);
    written(at);
    at = room(text.size() + kMaxEscape + 1);
  }
  *at++ = '"';
  written(at);
}

Writer& Writer::key(std::string_view name) {
  quote(name);
  *room(1) = ':';
  size_++;
  needComma_ = false;
  return *this;
}

Writer& Writer::plainKey(Literal name) {
  const std::string_view text = name.view();
  char* at = separated(room(text.size() + 4));
  *at++ = '"';
  at = copied(text, at);
  *at++ = '"';
  *at++ = ':';
  written(at);
  needComma_ = false;
  return *this;
}

Writer& Writer::string(std::string_view value) {
  quote(value);
  return *this;
}

Writer& Writer::integer(std::int64_t value) {
  constexpr std::size_t kMaxDigits = 20;
  char* at = separated(room(kMaxDigits + 1));
  written(std::to_chars(at, at + kMaxDigits, value).ptr);
  return *this;
}

Writer& Writer::number(double value) { return std::isfinite(value) ? raw(formatNumber(value)) : null(); }

Writer& Writer::boolean(bool value) { return raw(value ? "true" : "false"); }

Writer& Writer::null() { return raw("null"); }

Writer& Writer::raw(std::string_view json) {
  written(copied(json, separated(room(json.size() + 1))));
  return *this;
}

}  // namespace sluice::json
