// A document as it was read: its values in order, in a form that plays back to a handler much faster than its text is
// read again, and with the sizes of its containers. For one document that many read, such as the context that every
// script of a pipeline gets.
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
  bool startObject(std::size_t) override { return begin(Kind::StartObject); }
  bool endObject() override { return end(Kind::EndObject); }
  bool startArray(std::size_t) override { return begin(Kind::StartArray); }
  bool endArray() override { return end(Kind::EndArray); }

  // Takes back the end of the outermost object, so that further members can follow, and then its end.
  // Precondition: the document is a whole object.
  void reopen();

  // Whether the outermost value is an object.
  bool isObject() const { return !events_.empty() && events_.front().kind == Kind::StartObject; }
  // False when the handler stopped it. The handler may raise a Lua error.
  bool play(Handler& handler) const;

 private:
  enum class Kind : std::uint8_t {
    Null, Boolean, Integer, Number, String, Key, StartObject, EndObject, StartArray, EndArray
  };
  struct Event {
    Kind kind;
    std::uint32_t length;  // of a text
    std::int64_t value;    // the integer, the bits of the number, where the text begins in texts_, or a container's size
  };

  bool begin(Kind kind);
  bool end(Kind kind);
  void count();
  bool record(Kind kind, std::int64_t value);
  bool recordText(Kind kind, std::string_view text);
  bool tell(const Event& event, Handler& handler) const;

  std::vector<Event> events_;
  std::vector<std::size_t> open_;  // the starts of the containers that have not ended yet
  std::string texts_;
};

}  // namespace sluice::json
