#include "support/match.h"

#include <optional>

#include "support/json_text.h"

namespace sluice::tests {
namespace {

using Differences = std::vector<std::string>;

const json::Value& nullValue() {
  static const json::Value value;
  return value;
}

void compare(const json::Value& expected, const json::Value& actual, const std::string& path, Differences& out);

void differs(const std::string& path, const std::string& expected, const std::string& actual, Differences& out) {
  out.push_back(path + ": expected " + expected + ", got " + actual);
}

void compareArrays(const json::Value& expected, const json::Value& actual, const std::string& path, Differences& out) {
  if (!actual.isArray()) return differs(path, toText(expected), toText(actual), out);
  const std::size_t count = expected.items().size();
  if (actual.items().size() != count) {
    out.push_back(path + ": " + std::to_string(actual.items().size()) + " items, expected " + std::to_string(count) +
                  ": " + toText(actual));
    return;
  }
  for (std::size_t i = 0; i < count; ++i) {
    compare(expected.items()[i], actual.items()[i], path + "[" + std::to_string(i) + "]", out);
  }
}

void requireText(const json::Value& wanted, const std::string& text, const std::string& path, Differences& out) {
  if (wanted.isArray()) {
    for (const json::Value& part : wanted.items()) requireText(part, text, path, out);
  } else if (text.find(wanted.string()) == std::string::npos) {
    differs(path, wanted.string(), text, out);
  }
}

// "statusMessage" of "statusMessageHas", unless the object really has a member of the longer name.
std::optional<std::string> containedMember(const std::string& key, const json::Value& actual) {
  constexpr std::string_view kSuffix = "Has";
  if (!key.ends_with(kSuffix) || actual.find(key)) return std::nullopt;
  return key.substr(0, key.size() - kSuffix.size());
}

void compareObjects(const json::Value& expected, const json::Value& actual, const std::string& path, Differences& out) {
  if (!actual.isObject()) return differs(path, toText(expected), toText(actual), out);
  for (const auto& [key, value] : expected.members()) {
    const std::string memberPath = path + "." + key;
    if (const auto name = containedMember(key, actual)) {
      const json::Value* member = actual.find(*name);
      requireText(value, member && member->isString() ? member->string() : toText(member ? *member : nullValue()),
                  memberPath, out);
    } else {
      const json::Value* member = actual.find(key);
      compare(value, member ? *member : nullValue(), memberPath, out);
    }
  }
}

void compare(const json::Value& expected, const json::Value& actual, const std::string& path, Differences& out) {
  if (expected.isArray()) return compareArrays(expected, actual, path, out);
  if (expected.isObject()) return compareObjects(expected, actual, path, out);
  if (toText(expected) != toText(actual)) differs(path, toText(expected), toText(actual), out);
}

}  // namespace

std::vector<std::string> mismatches(const json::Value& expected, const json::Value& actual, const std::string& path) {
  Differences out;
  compare(expected, actual, path, out);
  return out;
}

}  // namespace sluice::tests
