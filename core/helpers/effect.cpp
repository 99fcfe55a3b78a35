#include "helpers/effect.h"

namespace sluice::helpers {

namespace {

using catalog::ErrorCode;

void writeFetch(const Effect& effect, json::Writer& out) {
  out.member("kind", "fetch").member("url", effect.url).member("method", effect.method);
  out.key("headers").beginObject();
  for (const auto& [name, value] : effect.headers) out.key(name).string(value);
  out.endObject();
  if (effect.body) out.member("body", *effect.body);
}

// Codes that a reply may give; anything else a host says is a plain helper error.
bool isReplyCode(ErrorCode code) {
  return code == ErrorCode::FetchDenied || code == ErrorCode::FetchFailed || code == ErrorCode::StoreUnavailable ||
         code == ErrorCode::SecretBound || code == ErrorCode::HelperError;
}

}  // namespace

void writeEffect(const Effect& effect, json::Writer& out) {
  out.beginObject();
  out.member("id", std::int64_t{effect.id}).member("scriptId", effect.scriptId);
  switch (effect.kind) {
    case EffectKind::Fetch: writeFetch(effect, out); break;
    case EffectKind::Secret:
      out.member("kind", "secret").member("name", effect.name).member("minVersion", effect.minVersion);
      break;
    case EffectKind::RateLimit:
      out.member("kind", "rateLimit").member("key", effect.key).member("limit", effect.limit);
      out.member("window", effect.windowMs);
      break;
  }
  out.endObject();
}

std::optional<EffectReply> readReply(const json::Value& json) {
  const json::Value* id = json.get("id");
  if (id == nullptr || !id->isInteger() || id->integer() < 1 || id->integer() > UINT32_MAX) return {};
  EffectReply reply;
  reply.id = static_cast<std::uint32_t>(id->integer());
  const json::Value* ok = json.get("ok");
  reply.ok = ok != nullptr && ok->isBoolean() && ok->boolean();
  if (reply.ok) {
    if (const json::Value* value = json.get("value")) reply.value = *value;
    return reply;
  }
  const json::Value* code = json.get("code");
  ErrorCode named = ErrorCode::HelperError;
  if (code != nullptr && code->isString() && catalog::errorCodeFrom(code->string(), named) && isReplyCode(named)) {
    reply.code = named;
  }
  const json::Value* message = json.get("message");
  reply.message = message != nullptr && message->isString() ? message->string() : "the host gave no answer";
  return reply;
}

}  // namespace sluice::helpers
