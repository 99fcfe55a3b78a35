#include "language/server/message.h"

#include "base/concat.h"
#include "base/hex.h"

namespace sluice::language::server {

namespace {

// What an editor sends is a script and some places in it. The rest is room.
constexpr json::ReadLimits kLimits{.bytes = 64u << 20, .depth = 64, .nodes = 1u << 20};
constexpr std::string_view kNoId = "null";

// The UTF-16 code unit that the escape at `at` writes, or 0 when none stands there. Precondition: at <= text.size().
std::uint32_t unitAt(std::string_view text, std::size_t at) {
  const std::string_view escape = text.substr(at);
  return escape.starts_with("\\u") ? leadingHex(escape.substr(2), 4).value_or(0) : 0;
}

// Editors in JavaScript cut texts between the halves of a surrogate pair, which JSON can write and UTF-8 cannot. Each
// half becomes U+FFFD, which is one code unit too: places stay where they are.
std::string withoutHalves(std::string_view text) {
  std::string out(text);
  for (std::size_t at = 0; at + 1 < out.size(); ++at) {
    if (out[at] != '\\') continue;
    const std::uint32_t unit = unitAt(out, at);
    const std::uint32_t next = unit == 0 ? 0 : unitAt(out, at + 6);
    if (unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000) {
      at += 11;
    } else if (unit >= 0xd800 && unit < 0xe000) {
      out.replace(at + 2, 4, "fffd");
    } else {
      ++at;
    }
  }
  return out;
}

std::optional<json::Value> parseMessage(std::string_view text, json::ReadError& error) {
  auto value = json::parseBriefly(text, kLimits, error);
  if (value || text.find("\\u") == std::string_view::npos) return value;
  return json::parseBriefly(withoutHalves(text), kLimits, error);
}

}  // namespace

const json::Value& Message::params() const {
  static const json::Value none;
  const json::Value* params = whole.find("params");
  return params != nullptr ? *params : none;
}

std::string idText(const json::Value& id) {
  if (!id.isString() && !id.isInteger()) return std::string(kNoId);
  json::Writer out;
  id.write(out);
  return out.take();
}

Outcome readMessage(std::string_view text, Message& message) {
  json::ReadError error;
  auto value = parseMessage(text, error);
  if (!value) {
    message.id = kNoId;
    return Failure{failures::kParseError, concat({"no JSON at byte ", error.offset, ": ", error.message})};
  }
  message.whole = std::move(*value);
  const json::Value& whole = message.whole;
  if (const json::Value* id = whole.find("id")) message.id = idText(*id);
  const std::string* version = whole.stringAt("jsonrpc");
  if (version == nullptr || *version != "2.0") {
    if (message.id.empty()) message.id = kNoId;
    return Failure{failures::kInvalidRequest, "a message is an object with \"jsonrpc\": \"2.0\""};
  }
  const bool isReply = whole.find("result") != nullptr || whole.find("error") != nullptr;
  if (whole.find("method") == nullptr && isReply) return std::nullopt;
  const std::string* method = whole.stringAt("method");
  if (method == nullptr || method->empty() || message.id == kNoId) {
    if (message.id.empty()) message.id = kNoId;
    return Failure{failures::kInvalidRequest,
                   "a message has a \"method\", which is a string, and its \"id\", if any, is a string or an integer"};
  }
  message.method = *method;
  return std::nullopt;
}

void beginReply(json::Writer& out, std::string_view id) {
  out.beginObject().member("jsonrpc", "2.0").memberRaw("id", id).plainKey("result");
}

std::string failureReply(std::string_view id, const Failure& failure) {
  json::Writer out;
  out.beginObject().member("jsonrpc", "2.0").memberRaw("id", id).plainKey("error").beginObject();
  out.member("code", failure.code).member("message", failure.message).endObject().endObject();
  return out.take();
}

void beginNotification(json::Writer& out, std::string_view method) {
  out.beginObject().member("jsonrpc", "2.0").member("method", method).plainKey("params");
}

}  // namespace sluice::language::server
