#include "wasm/request.h"

#include <string_view>
#include <utility>

namespace sluice::boundary {

namespace {

using catalog::ErrorCode;

Error invalid(ErrorCode code, std::string message, std::string field) {
  return {catalog::toString(code), std::move(message), std::move(field)};
}

// Each sets `out` to the member `name` and answers false when it has another type. Texts may be absent.
bool takeText(const json::Value& json, const char* name, std::string& out) {
  const json::Value* member = json.get(name);
  if (member == nullptr) return true;
  if (!member->isString()) return false;
  out = member->string();
  return true;
}

bool takeInteger(const json::Value& json, const char* name, std::int64_t& out) {
  const json::Value* member = json.get(name);
  if (member == nullptr || !member->isInteger()) return false;
  out = member->integer();
  return true;
}

bool takeFlag(const json::Value& json, const char* name, bool otherwise) {
  const json::Value* member = json.get(name);
  return member != nullptr && member->isBoolean() ? member->boolean() : otherwise;
}

bool takeTexts(const json::Value& json, const char* name, std::vector<std::string>& out) {
  const json::Value* list = json.get(name);
  if (list == nullptr) return true;
  if (!list->isArray()) return false;
  for (const json::Value& item : list->items()) {
    if (!item.isString()) return false;
    out.push_back(item.string());
  }
  return true;
}

bool readForm(std::string_view form, Outgoing& out) {
  out.carried = form == "carried";
  if (form == "percent") out.escape = secrets::Escape::Percent;
  if (form == "json") out.escape = secrets::Escape::Json;
  return out.carried || form == "plain" || out.escape != secrets::Escape::None;
}

bool takeOutgoing(const json::Value& json, std::vector<Outgoing>& out) {
  const json::Value* list = json.get("texts");
  if (list == nullptr || !list->isArray()) return false;
  for (const json::Value& item : list->items()) {
    std::string form;
    Outgoing& outgoing = out.emplace_back();
    if (!takeText(item, "text", outgoing.text) || !takeText(item, "form", form) || !readForm(form, outgoing)) {
      return false;
    }
  }
  return true;
}

// A document costs many times its text in memory, so its size is bounded before it is built. The largest are plans of
// 50 scripts at their ceiling and the bodies of all fetches that may be in flight, both escaped.
constexpr json::ReadLimits kLimits{.bytes = std::size_t{64} << 20, .depth = 64, .nodes = 200'000};

}  // namespace

Result<json::Value> readRequest(const std::string& text, ErrorCode code) {
  json::ReadError error;
  auto value = json::parse(text, kLimits, &error);
  if (!value) return invalid(code, error.message + " (byte " + std::to_string(error.offset) + ")", "");
  return std::move(*value);
}

Result<Supply> readSupply(const std::string& text) {
  const auto json = readRequest(text, ErrorCode::InvalidOptions);
  if (!json) return json.error();
  Supply supply;
  if (!takeInteger(*json, "now", supply.now)) {
    return invalid(ErrorCode::InvalidOptions, "now must be an integer, ms since the epoch", "now");
  }
  supply.expired = takeFlag(*json, "expired", false);
  const json::Value* replies = json->get("replies");
  if (replies == nullptr) return supply;
  if (!replies->isArray()) return invalid(ErrorCode::InvalidOptions, "replies must be a list", "replies");
  for (const json::Value& item : replies->items()) {
    if (auto reply = helpers::readReply(item)) supply.replies.push_back(std::move(*reply));
  }
  return supply;
}

Result<Reveal> readReveal(const std::string& text) {
  const auto json = readRequest(text, ErrorCode::InvalidOptions);
  if (!json) return json.error();
  Reveal reveal;
  if (!takeText(*json, "host", reveal.host) || !takeOutgoing(*json, reveal.texts)) {
    return invalid(ErrorCode::InvalidOptions, "host must be a string and texts a list of {text, form}", "texts");
  }
  return reveal;
}

Result<std::vector<std::string>> readTexts(const std::string& text) {
  const auto json = readRequest(text, ErrorCode::InvalidOptions);
  if (!json) return json.error();
  std::vector<std::string> texts;
  if (!takeTexts(*json, "texts", texts)) {
    return invalid(ErrorCode::InvalidOptions, "texts must be a list of strings", "texts");
  }
  return texts;
}

Result<Seal> readSeal(const std::string& text) {
  const auto json = readRequest(text, ErrorCode::InvalidOptions);
  if (!json) return json.error();
  Seal seal;
  secrets::SealRequest& request = seal.request;
  if (!takeText(*json, "name", request.name)) {
    return invalid(ErrorCode::InvalidOptions, "name must be a string", "name");
  }
  if (!takeText(*json, "value", request.value)) {
    return invalid(ErrorCode::InvalidOptions, "value must be a string", "value");
  }
  if (!takeInteger(*json, "version", request.version)) {
    return invalid(ErrorCode::InvalidOptions, "version must be an integer", "version");
  }
  if (!takeTexts(*json, "hosts", request.hosts)) {
    return invalid(ErrorCode::InvalidOptions, "hosts must be a list of strings", "hosts");
  }
  if (const json::Value* record = json->get("record")) seal.record = *record;
  takeInteger(*json, "minVersion", seal.minVersion);
  return seal;
}

Result<Pointer> readPointer(const std::string& text) {
  const auto json = readRequest(text, ErrorCode::InvalidOptions);
  if (!json) return json.error();
  Pointer pointer;
  const bool read = takeText(*json, "trigger", pointer.trigger) && takeText(*json, "planHash", pointer.planHash) &&
                    takeInteger(*json, "revision", pointer.revision) && takeText(*json, "kid", pointer.kid) &&
                    takeText(*json, "mac", pointer.mac);
  if (!read) {
    return invalid(ErrorCode::InvalidOptions, "a pointer is {trigger, planHash, revision, kid?, mac?}", "pointer");
  }
  return pointer;
}

}  // namespace sluice::boundary
