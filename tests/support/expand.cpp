#include "support/expand.h"

#include <string>

#include "base/check.h"
#include "json/writer.h"
#include "support/json_text.h"

namespace sluice::tests {
namespace {

void write(const json::Value& value, json::Writer& out);

std::string textOf(const json::Value& value) {
  const json::Value expanded = expand(value);
  SLUICE_CHECK(expanded.isString(), "a generator of text was given something else");
  return expanded.string();
}

std::string repeated(const json::Value& text, const json::Value& count) {
  const std::string piece = textOf(text);
  std::string all;
  for (std::int64_t i = 0; i < count.integer(); ++i) all += piece;
  return all;
}

void writeList(const json::Value& item, const json::Value& count, json::Writer& out) {
  const std::string text = toText(expand(item));
  out.beginArray();
  for (std::int64_t i = 0; i < count.integer(); ++i) out.raw(text);
  out.endArray();
}

void writeNest(const json::Value& innermost, const json::Value& count, json::Writer& out) {
  for (std::int64_t i = 0; i < count.integer(); ++i) out.beginObject().key("in");
  write(innermost, out);
  for (std::int64_t i = 0; i < count.integer(); ++i) out.endObject();
}

void generate(const std::string& name, const std::vector<json::Value>& arguments, json::Writer& out) {
  if (name == "$repeat") return void(out.string(repeated(arguments[0], arguments[1])));
  if (name == "$list") return writeList(arguments[0], arguments[1], out);
  if (name == "$nest") return writeNest(arguments[0], arguments[1], out);
  SLUICE_CHECK(name == "$join", "unknown generator");
  std::string joined;
  for (const json::Value& part : arguments) joined += textOf(part);
  out.string(joined);
}

void writeArray(const json::Value& value, json::Writer& out) {
  out.beginArray();
  for (const json::Value& item : value.items()) write(item, out);
  out.endArray();
}

void writeObject(const json::Value& value, json::Writer& out) {
  const auto& members = value.members();
  if (members.size() == 1 && members[0].first.starts_with("$")) {
    return generate(members[0].first, members[0].second.items(), out);
  }
  out.beginObject();
  for (const auto& [name, member] : members) write(member, out.key(name));
  out.endObject();
}

void write(const json::Value& value, json::Writer& out) {
  if (value.isArray()) return writeArray(value, out);
  if (value.isObject()) return writeObject(value, out);
  value.write(out);
}

}  // namespace

json::Value expand(const json::Value& value) {
  json::Writer out;
  write(value, out);
  return fromText(out.text());
}

}  // namespace sluice::tests
