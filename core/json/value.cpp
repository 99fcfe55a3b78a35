#include "json/value.h"

#include "base/check.h"

namespace sluice::json {
namespace {

template <typename T>
const T& checked(const T* value) {
  SLUICE_CHECK(value != nullptr, "a JSON value read as another kind");
  return *value;
}

}  // namespace

bool Value::boolean() const { return checked(std::get_if<bool>(&state_)); }

std::int64_t Value::integer() const { return checked(std::get_if<std::int64_t>(&state_)); }

double Value::number() const {
  if (isInteger()) return static_cast<double>(integer());
  return checked(std::get_if<double>(&state_));
}

const std::string& Value::string() const { return checked(std::get_if<std::string>(&state_)); }

const std::vector<Value>& Value::items() const { return checked(std::get_if<std::vector<Value>>(&state_)); }

const std::vector<Value::Member>& Value::members() const { return checked(std::get_if<std::vector<Member>>(&state_)); }

const Value* Value::find(std::string_view name) const {
  if (!isObject()) return nullptr;
  for (const Member& member : members()) {
    if (member.first == name) return &member.second;
  }
  return nullptr;
}

const Value* Value::get(std::string_view name) const {
  const Value* value = find(name);
  return value != nullptr && value->isNull() ? nullptr : value;
}

const std::string* Value::stringAt(std::string_view name) const {
  const Value* value = find(name);
  return value != nullptr ? std::get_if<std::string>(&value->state_) : nullptr;
}

const std::int64_t* Value::integerAt(std::string_view name) const {
  const Value* value = find(name);
  return value != nullptr ? std::get_if<std::int64_t>(&value->state_) : nullptr;
}

bool Value::readText(std::string_view name, std::string& out) const {
  const Value* value = get(name);
  if (value == nullptr) return true;
  if (!value->isString()) return false;
  out = value->string();
  return true;
}

bool Value::readTexts(std::string_view name, std::vector<std::string>& out) const {
  const Value* list = get(name);
  if (list == nullptr) return true;
  if (!list->isArray()) return false;
  for (const Value& item : list->items()) {
    if (!item.isString()) return false;
    out.push_back(item.string());
  }
  return true;
}

bool Value::readInteger(std::string_view name, std::int64_t& out) const {
  const std::int64_t* value = integerAt(name);
  if (value != nullptr) out = *value;
  return value != nullptr;
}

void Value::write(Writer& out) const {
  switch (kind()) {
    case Kind::Null: out.null(); return;
    case Kind::Boolean: out.boolean(boolean()); return;
    case Kind::Integer: out.integer(integer()); return;
    case Kind::Number: out.number(number()); return;
    case Kind::String: out.string(string()); return;
    case Kind::Array:
      out.beginArray();
      for (const Value& item : items()) item.write(out);
      out.endArray();
      return;
    case Kind::Object:
      out.beginObject();
      for (const Member& member : members()) member.second.write(out.key(member.first));
      out.endObject();
      return;
  }
}

// Builds in place. open_ points at the containers around the next value: each is the last child of the one before it,
// so none moves while it is open.
class TreeBuilder final : public Handler {
 public:
  explicit TreeBuilder(Value& root) : root_(root) {}

  bool null() override {
    slot();  // which is null
    return true;
  }
  bool boolean(bool value) override { return set<bool>(slot(), value); }
  bool integer(std::int64_t value) override { return set<std::int64_t>(slot(), value); }
  bool number(double value) override { return set<double>(slot(), value); }
  bool string(std::string_view value) override { return set<std::string>(slot(), value); }
  bool key(std::string_view name) override {
    membersOf(*open_.back()).emplace_back(name, Value());
    return true;
  }
  bool startObject(std::size_t) override { return set<std::vector<Value::Member>>(open()); }
  bool endObject() override { return close(); }
  bool startArray(std::size_t) override { return set<std::vector<Value>>(open()); }
  bool endArray() override { return close(); }

 private:
  static std::vector<Value::Member>& membersOf(Value& object) {
    return *std::get_if<std::vector<Value::Member>>(&object.state_);
  }

  Value& slot() {
    if (open_.empty()) return root_;
    if (auto* items = std::get_if<std::vector<Value>>(&open_.back()->state_)) return items->emplace_back();
    return membersOf(*open_.back()).back().second;
  }
  Value& open() {
    Value& value = slot();
    open_.push_back(&value);
    return value;
  }
  template <typename T, typename... Content>
  static bool set(Value& value, Content... content) {
    value.state_.emplace<T>(content...);
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  Value& root_;
  std::vector<Value*> open_;
};

std::optional<Value> parse(std::string_view text, const ReadLimits& limits, ReadError* error) {
  std::optional<Value> value(std::in_place);
  TreeBuilder builder(*value);
  if (!read(text, limits, builder, error)) value.reset();
  return value;
}

std::optional<Value> parseBriefly(std::string_view text, const ReadLimits& limits, ReadError& error) {
  std::optional<Value> value(std::in_place);
  TreeBuilder builder(*value);
  if (!readBriefly(text, limits, builder, error)) value.reset();
  return value;
}

}  // namespace sluice::json
