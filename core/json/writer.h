// Append-only JSON output with no choices of its own: no whitespace, keys in the order they are written, strings
// escaped only where JSON demands it, numbers printed the same natively and in Wasm. The caller keeps begin/end and
// key/value calls balanced.
#pragma once

#include <cstddef>
#include <cstdint>
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
  explicit Writer(std::size_t bytes) { out_.reserve(bytes); }

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

  const std::string& text() const { return out_; }
  std::size_t size() const { return out_.size(); }
  std::string take() { return std::move(out_); }

 private:
  void separate();

  std::string out_;
  bool needComma_ = false;
};

// `value` as a quoted JSON string.
std::string quoted(std::string_view value);

// A decimal text in JSON's grammar that reads back as the same double, with as few digits as 15, 16 or 17 allow;
// integral values within 2^53 as integers, so -0.0 is 0. Precondition: finite.
std::string formatNumber(double value);

}  // namespace sluice::json
