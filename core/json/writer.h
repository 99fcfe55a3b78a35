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

class Writer {
 public:
  Writer& beginObject();
  Writer& endObject();
  Writer& beginArray();
  Writer& endArray();
  Writer& key(std::string_view name);

  Writer& string(std::string_view value);  // ill-formed UTF-8 becomes U+FFFD (json/utf8.h)
  Writer& integer(std::int64_t value);
  Writer& number(double value);  // formatNumber(); null when not finite
  Writer& boolean(bool value);
  Writer& null();
  // Appends text that already is one JSON value.
  Writer& raw(std::string_view json);

  // A member in one call.
  Writer& member(std::string_view name, std::string_view value) { return key(name).string(value); }
  Writer& member(std::string_view name, const char* value) { return key(name).string(value); }
  Writer& member(std::string_view name, std::int64_t value) { return key(name).integer(value); }
  Writer& member(std::string_view name, bool value) { return key(name).boolean(value); }
  Writer& memberRaw(std::string_view name, std::string_view json) { return key(name).raw(json); }

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
