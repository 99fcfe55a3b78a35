// Append-only JSON output with no choices of its own: no whitespace, keys in the order they are written, strings
// escaped only where JSON demands it, numbers printed the same natively and in Wasm. The caller keeps begin/end and
// key/value calls balanced.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "json/utf8.h"

namespace sluice::json {

// A member's name that stands in the source: nothing in it needs an escape, which is checked when it is compiled.
class Literal {
 public:
  consteval Literal(const char* name) : name_(name) {  // implicit: member("name", …)
    for (const char c : name_) {
      if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') needsEscape();
    }
  }
  std::string_view view() const { return name_; }

 private:
  static void needsEscape();  // not constexpr: calling it is the error
  std::string_view name_;
};

class Writer {
 public:
  Writer() = default;
  // With room for `bytes` before the text has to move.
  explicit Writer(std::size_t bytes) { reserve(bytes); }

  Writer& beginObject();
  Writer& endObject();
  Writer& beginArray();
  Writer& endArray();
  Writer& key(std::string_view name);
  Writer& plainKey(Literal name);

  Writer& string(std::string_view value);  // ill-formed UTF-8 becomes U+FFFD (json/utf8.h)
  Writer& integer(std::int64_t value);
  Writer& number(double value);  // formatNumber(); null when not finite
  Writer& boolean(bool value);
  Writer& null();
  // Appends text that already is one JSON value.
  Writer& raw(std::string_view json);

  // A member in one call, for names that stand in the source; others go by way of key().
  Writer& member(Literal name, std::string_view value) { return plainKey(name).string(value); }
  Writer& member(Literal name, const char* value) { return plainKey(name).string(value); }
  Writer& member(Literal name, std::int64_t value) { return plainKey(name).integer(value); }
  Writer& member(Literal name, bool value) { return plainKey(name).boolean(value); }
  Writer& memberRaw(Literal name, std::string_view json) { return plainKey(name).raw(json); }

  // Room for `bytes` more before the text has to move.
  void reserve(std::size_t bytes);
  // What comes next begins a line of its own, behind the comma. Precondition: it is not the first of its object or list.
  Writer& newLine();
  // Back to when size() was `size`. Precondition: the value of a member was due then.
  void rewind(std::size_t size);

  std::string_view text() const { return {out_.get(), size_}; }
  std::size_t size() const { return size_; }
  // The text, which the writer has no longer.
  std::string take();

 private:
  // Where `bytes` may be written; written() then takes them into the text.
  char* room(std::size_t bytes);
  void written(const char* end) { size_ = static_cast<std::size_t>(end - out_.get()); }
  void moveInto(std::size_t room);
  char* separated(char* at);
  Writer& open(char bracket);
  Writer& close(char bracket);
  void quote(std::string_view text);

  // Not a string, which is looked after at each member that makes it grow: its end moved, the new bytes zeroed.
  std::unique_ptr<char[]> out_;
  std::size_t size_ = 0;  // of the text
  std::size_t room_ = 0;  // of out_
  bool needComma_ = false;
};

// `value` as a quoted JSON string.
std::string quoted(std::string_view value);

// A decimal text in JSON's grammar that reads back as the same double, with as few digits as 15, 16 or 17 allow;
// integral values within 2^53 as integers, so -0.0 is 0. Precondition: finite.
std::string formatNumber(double value);

}  // namespace sluice::json
