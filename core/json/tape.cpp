#include "json/tape.h"

#include <bit>

namespace sluice::json {

bool Tape::number(double value) { return record(Kind::Number, std::bit_cast<std::int64_t>(value)); }

bool Tape::begin(Kind kind) {
  record(kind, 0);
  open_.push_back(events_.size() - 1);
  return true;
}

bool Tape::end(Kind kind) {
  open_.pop_back();
  events_.push_back({kind, 0, 0});
  return true;
}

void Tape::reopen() {
  events_.pop_back();
  open_.push_back(0);
}

// A value counts in the container it is in.
void Tape::count() {
  if (!open_.empty()) events_[open_.back()].value++;
}

bool Tape::record(Kind kind, std::int64_t value) {
  count();
  events_.push_back({kind, 0, value});
  return true;
}

bool Tape::recordText(Kind kind, std::string_view text) {
  if (kind == Kind::String) count();
  events_.push_back({kind, static_cast<std::uint32_t>(text.size()), static_cast<std::int64_t>(texts_.size())});
  texts_ += text;
  return true;
}

bool Tape::play(Handler& handler) const {
  for (const Event& event : events_) {
    if (!tell(event, handler)) return false;
  }
  return true;
}

bool Tape::tell(const Event& event, Handler& handler) const {
  const auto text = [&] { return std::string_view(texts_).substr(static_cast<std::size_t>(event.value), event.length); };
  switch (event.kind) {
    case Kind::Null: return handler.null();
    case Kind::Boolean: return handler.boolean(event.value != 0);
    case Kind::Integer: return handler.integer(event.value);
    case Kind::Number: return handler.number(std::bit_cast<double>(event.value));
    case Kind::String: return handler.string(text());
    case Kind::Key: return handler.key(text());
    case Kind::StartObject: return handler.startObject(static_cast<std::size_t>(event.value));
    case Kind::EndObject: return handler.endObject();
    case Kind::StartArray: return handler.startArray(static_cast<std::size_t>(event.value));
    case Kind::EndArray: return handler.endArray();
  }
  return false;
}

}  // namespace sluice::json
