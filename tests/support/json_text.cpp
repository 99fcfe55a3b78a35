#include "support/json_text.h"

#include <cstdio>

#include "base/check.h"
#include "json/writer.h"

namespace sluice::tests {

std::string toText(const json::Value& value) {
  json::Writer out;
  value.write(out);
  return out.take();
}

json::Value fromText(std::string_view text) {
  json::ReadError error;
  auto value = json::parse(text, {.depth = 200}, &error);
  if (!value) {
    std::fprintf(stderr, "not JSON: %s at byte %zu of: %.*s\n", error.message.c_str(), error.offset,
                 static_cast<int>(text.size() < 2000 ? text.size() : 2000), text.data());
  }
  SLUICE_CHECK(value.has_value(), "a test met text that is not JSON");
  return *std::move(value);
}

std::string stringOr(const json::Value& object, std::string_view name, std::string_view otherwise) {
  const json::Value* member = object.get(name);
  return member ? member->string() : std::string(otherwise);
}

std::int64_t integerOr(const json::Value& object, std::string_view name, std::int64_t otherwise) {
  const json::Value* member = object.get(name);
  return member ? member->integer() : otherwise;
}

}  // namespace sluice::tests
