// A document as it was read: its values in order, in a form that plays back to a handler much faster than its text is
// read again. For one document that many read, such as the context that every script of a pipeline gets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "json/reader.h"

namespace sluice::json {

class Tape final : public Handler {
 public:
  bool null() override { return record(Kind::Null, 0); }
  bool boolean(bool value) override { return record(Kind::Boolean, value ? 1 : 0); }
  bool integer(std::int64_t value) override { return record(Kind::Integer, value); }
  bool number(double value) override;
  bool string(std::string_view value) override { return recordText(Kind::String, value); }
  bool key(std::string_view name) override { return recordText(Kind::Key, name); }
  bool startObject() override { return record(Kind::StartObject, 0); }
  bool endObject() override { return record(Kind::EndObject, 0); }
  bool startArray() override { return record(Kind::StartArray, 0); }
  bool endArray() override { return record(Kind::EndArray, 0); }

  // Whether the outermost value is an object.
  bool isObject() const { return !events_.empty() && events_.front().kind == Kind::StartObject; }
  // False when the handler stopped it. The handler may raise a Lua error.
  bool play(Handler& handler) const;

 private:
  enum class Kind : std::uint8_t { Null, Boolean, Integer, Number, String, Key, StartObject, EndObject, StartArray, EndArray };
  struct Event {
    Kind kind;
    std::uint32_t length;  // of a text
    std::int64_t value;    // the integer, the bits of the number, or where the text begins in texts_
  };

  bool record(Kind kind, std::int64_t value);
  bool recordText(Kind kind, std::string_view text);
  bool tell(const Event& event, Handler& handler) const;

  std::vector<Event> events_;
  std::string texts_;
};

}  // namespace sluice::json
