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
  const std::int64_t* id = json.integerAt("id");
  if (id == nullptr || *id < 1 || *id > UINT32_MAX) return {};
  EffectReply reply;
  reply.id = static_cast<std::uint32_t>(*id);
  const json::Value* ok = json.get("ok");
  reply.ok = ok != nullptr && ok->isBoolean() && ok->boolean();
  if (reply.ok) {
    if (const json::Value* value = json.get("value")) reply.value = *value;
    return reply;
  }
  const std::string* code = json.stringAt("code");
  ErrorCode named = ErrorCode::HelperError;
  if (code != nullptr && catalog::errorCodeFrom(*code, named) && isReplyCode(named)) reply.code = named;
  const std::string* message = json.stringAt("message");
  reply.message = message != nullptr ? *message : "the host gave no answer";
  return reply;
}

}  // namespace sluice::helpers
