#include "support/virtual_host.h"

#include <algorithm>
#include <cctype>

#include "json/writer.h"
#include "support/json_text.h"
#include "wasm/boundary.h"

namespace sluice::tests {
namespace {

std::string lowerCase(std::string text) {
  for (char& letter : text) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return text;
}

// As a platform's Headers object gives them: lower-case, sorted, a content type for JSON.
std::map<std::string, std::string> headersOf(const json::Value& reply) {
  std::map<std::string, std::string> headers;
  if (const json::Value* given = reply.get("headers")) {
    for (const auto& [name, value] : given->members()) headers[lowerCase(name)] = value.string();
  }
  if (reply.find("json")) headers.try_emplace("content-type", "application/json");
  return headers;
}

std::string failure(std::int64_t id, const json::Value& error) {
  json::Writer out;
  out.beginObject().member("id", id).member("ok", false);
  out.member("code", error.get("code")->string()).member("message", error.get("message")->string());
  out.endObject();
  return out.take();
}

std::string answer(std::int64_t id, const json::Value& reply) {
  if (const json::Value* error = reply.get("error")) return failure(id, *error);
  json::Writer out;
  out.beginObject().member("id", id).member("ok", true).key("value").beginObject();
  out.member("status", integerOr(reply, "status", 200)).key("headers").beginObject();
  for (const auto& [name, value] : headersOf(reply)) out.key(name).string(value);
  out.endObject();
  const json::Value* body = reply.find("json");
  out.member("body", body ? toText(*body) : stringOr(reply, "body", "")).endObject().endObject();
  return out.take();
}

std::string seenRequest(const json::Value& effect) {
  json::Writer out;
  out.beginObject().member("url", effect.get("url")->string()).member("method", effect.get("method")->string());
  std::map<std::string, std::string> headers;
  if (const json::Value* given = effect.get("headers")) {
    for (const auto& [name, value] : given->members()) headers[lowerCase(name)] = value.string();
  }
  out.key("headers").beginObject();
  for (const auto& [name, value] : headers) out.key(name).string(value);
  out.endObject();
  if (const json::Value* body = effect.get("body")) out.member("body", body->string());
  out.endObject();
  return out.take();
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ",") + text;
  return all;
}

}  // namespace

VirtualHost::VirtualHost(const json::Value& script, std::size_t maxOpen)
    : script_(script), maxOpen_(maxOpen), now_(integerOr(script, "now", kDefaultNow)) {}

json::Value VirtualHost::drive(json::Value step) {
  while (step.get("ok")->boolean() && !step.get("done")->boolean()) {
    accept(*step.get("effects"));
    const std::int64_t execution = step.get("execution")->integer();
    const std::string supply = answersAfter(step.get("waitMs")->integer());
    if (supply.empty()) break;
    step = fromText(boundary::advance(static_cast<int>(execution), supply));
  }
  return step;
}

json::Value VirtualHost::requests() const { return fromText("[" + joined(requests_) + "]"); }

void VirtualHost::accept(const json::Value& effects) {
  for (const json::Value& effect : effects.items()) {
    const std::string& kind = effect.get("kind")->string();
    if (kind == "fetch") {
      queued_.push_back(effect);
    } else if (kind == "secret") {
      secrets_.push_back(secretReply(effect));
    } else {
      faults_.push_back("the virtual host cannot perform a " + kind);
    }
  }
  sendQueued();
}

void VirtualHost::sendQueued() {
  while (!queued_.empty() && open_.size() < maxOpen_) {
    send(queued_.front());
    queued_.pop_front();
  }
  mostOpen_ = std::max(mostOpen_, open_.size());
}

void VirtualHost::send(const json::Value& fetch) {
  requests_.push_back(seenRequest(fetch));
  const std::string& url = fetch.get("url")->string();
  const json::Value* reply = replyTo(url);
  if (!reply) return faults_.push_back("the case has no answer for " + url);
  const std::int64_t id = fetch.get("id")->integer();
  open_[{now_ + integerOr(*reply, "delayMs", 0), id}] = answer(id, *reply);
}

// The argument of the next advance(), or nothing when the execution waits for something the case does not have.
std::string VirtualHost::answersAfter(std::int64_t waitMs) {
  std::string replies = takeSecrets();
  bool expired = false;
  if (replies.empty()) {
    if (open_.empty()) {
      faults_.push_back("the execution waits, but for nothing");
      return {};
    }
    const auto earliest = open_.begin();
    const std::int64_t dueAt = earliest->first.first;
    expired = dueAt > now_ + waitMs;
    now_ = expired ? now_ + waitMs : std::max(now_, dueAt);
    if (!expired) {
      replies = earliest->second;
      open_.erase(earliest);
      sendQueued();
    }
  }
  return "{\"now\":" + std::to_string(now_) + ",\"replies\":[" + replies +
         "],\"expired\":" + (expired ? "true" : "false") + "}";
}

std::string VirtualHost::takeSecrets() { return joined(std::exchange(secrets_, {})); }

std::string VirtualHost::secretReply(const json::Value& effect) const {
  const json::Value* all = script_.get("secrets");
  const json::Value* value = all ? all->get(effect.get("name")->string()) : nullptr;
  json::Writer out;
  out.beginObject().member("id", effect.get("id")->integer()).member("ok", true).key("value");
  if (value) {
    out.beginObject().member("plain", value->string()).endObject();
  } else {
    out.null();
  }
  out.endObject();
  return out.take();
}

const json::Value* VirtualHost::replyTo(const std::string& url) const {
  const json::Value* replies = script_.get("fetch");
  if (!replies) return nullptr;
  for (const json::Value& reply : replies->items()) {
    const json::Value* part = reply.get("match");
    if (stringOr(reply, "url", "") == url || (part && url.find(part->string()) != std::string::npos)) return &reply;
  }
  return nullptr;
}

}  // namespace sluice::tests
