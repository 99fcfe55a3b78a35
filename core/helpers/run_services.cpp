#include "helpers/run_services.h"

#include <algorithm>

#include "helpers/fetch_span.h"
#include "lauxlib.h"

namespace sluice::helpers {

using catalog::ErrorCode;

RunServices::RunServices(ExecutionServices& execution, std::string_view scriptId, std::uint64_t seed,
                         trace::SpanRef span)
    : execution_(execution), scriptId_(scriptId), rng_(seed), span_(span), currentSpan_(span) {}

std::optional<ErrorCode> RunServices::codeOfHelperError(std::string_view message) const {
  const auto kept = std::string_view(raisedText_).substr(0, sandbox::kKeptErrorBytes);
  if (raisedText_.empty() || message != kept) return {};
  return raisedCode_;
}

int RunServices::raise(lua_State* L, ErrorCode code, std::initializer_list<TextPart> message) {
  luaL_where(L, 1);
  const std::string said = concat(message);
  lua_pushlstring(L, said.data(), said.size());
  lua_concat(L, 2);
  std::size_t length = 0;
  const char* text = lua_tolstring(L, -1, &length);
  raisedCode_ = code;
  raisedText_.assign(text, length);
  return lua_error(L);
}

void RunServices::refuseBound(lua_State* L, std::string_view text, const char* helper) {
  if (!execution_.vault.containsPlaceholder(text)) return;
  raise(L, ErrorCode::SecretBound,
        {helper, " cannot use a secret that is bound to hosts; only fetch to those hosts and hmac's key can"});
}

void RunServices::log(lua_State* L, trace::LogLevel level, std::string_view text) {
  if (execution_.recorder == nullptr) return;
  execution_.recorder->log(span_, level, text, sandbox::ScriptRun::currentLine(L), execution_.now);
}

void RunServices::countFetches(lua_State* L, std::size_t count) {
  const auto check = [&](std::string_view limit, std::uint64_t allowed, std::uint64_t used) {
    if (used > allowed) {
      raise(L, ErrorCode::LimitFetch, {sandbox::limitError(ErrorCode::LimitFetch, limit, allowed, used).message});
    }
  };
  check("fetches per script", limits().fetchesPerScript, fetches_ + count);
  check("fetches per execution", limits().fetchesPerExecution, execution_.fetches + count);
  fetches_ += count;
  execution_.fetches += count;
}

std::uint32_t RunServices::request(Effect effect) {
  effect.id = ++execution_.lastEffectId;
  effect.scriptId = scriptId_;
  requested_.push_back(std::move(effect));
  return execution_.lastEffectId;
}

std::vector<Effect> RunServices::takeRequests() {
  for (Effect& effect : requested_) {
    if (effect.kind == EffectKind::Fetch && execution_.recorder != nullptr) {
      effect.span = openFetchSpan(*execution_.recorder, currentSpan_, effect, execution_.now);
    }
    due_.push_back({effect.id, effect.span});
  }
  return std::exchange(requested_, {});
}

bool RunServices::accept(EffectReply& reply) {
  const auto due = std::find_if(due_.begin(), due_.end(), [&](const Due& d) { return d.id == reply.id; });
  if (due == due_.end()) return false;
  if (due->span != trace::kNoSpan) closeFetchSpan(*execution_.recorder, due->span, reply, execution_.now);
  due_.erase(due);
  replies_.push_back(std::move(reply));
  return true;
}

json::Value RunServices::takeReply(lua_State* L, std::uint32_t id) {
  const auto found = std::find_if(replies_.begin(), replies_.end(), [&](const EffectReply& r) { return r.id == id; });
  if (found == replies_.end()) raise(L, ErrorCode::HelperError, {"this call was interrupted before the host answered"});
  EffectReply reply = std::move(*found);
  replies_.erase(found);
  if (reply.ok) return std::move(reply.value);
  replies_.clear();  // the other answers of the same call are of no use to anyone
  raise(L, reply.code, {reply.message});
  return {};
}

}  // namespace sluice::helpers
