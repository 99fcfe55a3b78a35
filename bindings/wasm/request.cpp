#include "wasm/request.h"

#include <string_view>
#include <utility>

#include "base/concat.h"

namespace sluice::boundary {

namespace {

using catalog::ErrorCode;

Error invalid(ErrorCode code, std::string message, std::string field) {
  return {catalog::toString(code), std::move(message), std::move(field)};
}

Error invalidOption(const char* field, std::string message) {
  return invalid(ErrorCode::InvalidOptions, std::move(message), field);
}

bool isTrue(const json::Value* member) { return member != nullptr && member->isBoolean() && member->boolean(); }

bool readForm(std::string_view form, Outgoing& out) {
  out.carried = form == "carried";
  if (form == "percent") out.escape = secrets::Escape::Percent;
  if (form == "json") out.escape = secrets::Escape::Json;
  return out.carried || form == "plain" || out.escape != secrets::Escape::None;
}

bool readOutgoing(const json::Value& json, std::vector<Outgoing>& out) {
  const json::Value* list = json.get("texts");
  if (list == nullptr || !list->isArray()) return false;
  for (const json::Value& item : list->items()) {
    std::string form;
    Outgoing& outgoing = out.emplace_back();
    if (!item.readText("text", outgoing.text) || !item.readText("form", form) || !readForm(form, outgoing)) {
      return false;
    }
  }
  return true;
}

// A document costs many times its text in memory, so its size is bounded before it is built. The largest are plans of
// 50 scripts at their ceiling and the bodies of all fetches that may be in flight, both escaped.
constexpr json::ReadLimits kLimits{.bytes = std::size_t{64} << 20, .depth = 64, .nodes = 200'000};

}  // namespace

Result<json::Value> readRequest(std::string_view text, ErrorCode code) {
  json::ReadError error;
  auto value = json::parse(text, kLimits, &error);
  if (!value) return invalid(code, concat({error.message, " (byte ", error.offset, ")"}), "");
  return std::move(*value);
}

Result<Supply> readSupply(std::string_view text) {
  const auto json = readRequest(text, ErrorCode::InvalidOptions);
  if (!json) return json.error();
  Supply supply;
  if (!json->readInteger("now", supply.now)) {
    return invalidOption("now", "now must be an integer, ms since the epoch");
  }
  supply.expired = isTrue(json->get("expired"));
  const json::Value* replies = json->get("replies");
  if (replies == nullptr) return supply;
  if (!replies->isArray()) return invalidOption("replies", "replies must be a list");
  for (const json::Value& item : replies->items()) {
    if (auto reply = helpers::readReply(item)) supply.replies.push_back(std::move(*reply));
  }
  return supply;
}

Result<Reveal> readReveal(const std::string& text) {
  const auto json = readRequest(text, ErrorCode::InvalidOptions);
  if (!json) return json.error();
  Reveal reveal;
  if (!json->readText("host", reveal.host) || !readOutgoing(*json, reveal.texts)) {
    return invalidOption("texts", "host must be a string and texts a list of {text, form}");
  }
  return reveal;
}

Result<std::vector<std::string>> readTexts(const std::string& text) {
  const auto json = readRequest(text, ErrorCode::InvalidOptions);
  if (!json) return json.error();
  std::vector<std::string> texts;
  if (!json->readTexts("texts", texts)) {
    return invalidOption("texts", "texts must be a list of strings");
  }
  return texts;
}

Result<Seal> readSeal(const std::string& text) {
  const auto json = readRequest(text, ErrorCode::InvalidOptions);
  if (!json) return json.error();
  Seal seal;
  secrets::SealRequest& request = seal.request;
  if (!json->readText("name", request.name)) {
    return invalidOption("name", "name must be a string");
  }
  if (!json->readText("value", request.value)) {
    return invalidOption("value", "value must be a string");
  }
  if (!json->readInteger("version", request.version)) {
    return invalidOption("version", "version must be an integer");
  }
  if (!json->readTexts("hosts", request.hosts)) {
    return invalidOption("hosts", "hosts must be a list of strings");
  }
  if (const json::Value* record = json->get("record")) seal.record = *record;
  json->readInteger("minVersion", seal.minVersion);
  return seal;
}

Result<Pointer> readPointer(const std::string& text) {
  const auto json = readRequest(text, ErrorCode::InvalidOptions);
  if (!json) return json.error();
  Pointer pointer;
  const bool read = json->readText("trigger", pointer.trigger) && json->readText("planHash", pointer.planHash) &&
                    json->readInteger("revision", pointer.revision) && json->readText("kid", pointer.kid) &&
                    json->readText("mac", pointer.mac);
  if (!read) {
    return invalidOption("pointer", "a pointer is {trigger, planHash, revision, kid?, mac?}");
  }
  return pointer;
}

}  // namespace sluice::boundary
