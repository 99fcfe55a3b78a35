// What a JSON reader tells, as text.
#pragma once

#include <charconv>
#include <stdexcept>
#include <string>
#include <string_view>

#include "json/reader.h"

namespace sluice::test {

// Writes the events down, one word each, and stops or throws at the one it is told to. Two doubles have the same word
// only if they are the same.
class EventLog final : public json::Handler {
 public:
  bool null() override { return add("null"); }
  bool boolean(bool value) override { return add(value ? "true" : "false"); }
  bool integer(std::int64_t value) override { return add("i" + std::to_string(value)); }
  bool number(double value) override {
    char digits[32];
    return add("n" + std::string(digits, std::to_chars(digits, digits + sizeof digits, value).ptr));
  }
  bool string(std::string_view value) override { return add("s:" + std::string(value)); }
  bool key(std::string_view name) override { return add("k:" + std::string(name)); }
  bool startObject(std::size_t) override { return add("{"); }
  bool endObject() override { return add("}"); }
  bool startArray(std::size_t) override { return add("["); }
  bool endArray() override { return add("]"); }

  std::string text;
  std::string stopAt;
  std::string throwAt;

 private:
  bool add(const std::string& event) {
    if (!text.empty()) text += ' ';
    text += event;
    if (event == throwAt) throw std::runtime_error("raised by a handler");
    return event != stopAt;
  }
};

}  // namespace sluice::test
