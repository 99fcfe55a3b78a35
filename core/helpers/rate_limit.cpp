#include "helpers/arguments.h"
#include "helpers/functions.h"
#include "helpers/run_services.h"
#include "lauxlib.h"
#include "sandbox/coroutines.h"
#include "sandbox/meter.h"

namespace sluice::helpers {

namespace {

constexpr std::size_t kRequest = 500;  // instructions
constexpr std::size_t kMaxKeyBytes = 256;
constexpr lua_Integer kMaxWindowSeconds = 31 * 24 * 60 * 60;

lua_Integer checkCount(lua_State* L, const char* name, lua_Integer most) {
  lua_getfield(L, 1, name);
  int isInteger = 0;
  const lua_Integer value = lua_tointegerx(L, -1, &isInteger);
  if (isInteger == 0 || value < 1 || value > most) {
    luaL_argerror(L, 1, lua_pushfstring(L, "%s must be an integer from 1 to %I", name, static_cast<LUAI_UACINT>(most)));
  }
  lua_pop(L, 1);
  return value;
}

std::int64_t integerOf(const json::Value& value, const char* name) {
  const json::Value* member = value.get(name);
  return member != nullptr && member->isInteger() ? member->integer() : 0;
}

int finishRateLimit(lua_State* L, int, lua_KContext context) {
  const json::Value value = RunServices::of(L).takeReply(L, static_cast<std::uint32_t>(context));
  const json::Value* allowed = value.get("allowed");
  lua_createtable(L, 0, 3);
  lua_pushboolean(L, allowed != nullptr && allowed->isBoolean() && allowed->boolean());
  lua_setfield(L, -2, "allowed");
  lua_pushinteger(L, integerOf(value, "remaining"));
  lua_setfield(L, -2, "remaining");
  lua_pushinteger(L, integerOf(value, "resetAt"));
  lua_setfield(L, -2, "resetAt");
  return 1;
}

}  // namespace

int rateLimit(lua_State* L) {
  sandbox::charge(L, kRequest);
  luaL_checktype(L, 1, LUA_TTABLE);
  RunServices& run = RunServices::of(L);
  Effect effect;
  effect.kind = EffectKind::RateLimit;
  luaL_argexpected(L, lua_getfield(L, 1, "key") == LUA_TSTRING, 1, "string in key");
  effect.key = checkText(L, -1);
  luaL_argcheck(L, !effect.key.empty() && effect.key.size() <= kMaxKeyBytes && json::isUtf8(effect.key), 1,
                "key must be 1 to 256 bytes of UTF-8");
  run.refuseBound(L, effect.key, "rateLimit");
  sandbox::charge(L, sandbox::maskingCost(effect.key));
  effect.key = run.execution().filter.apply(effect.key);
  effect.limit = checkCount(L, "limit", LUA_MAXINTEGER);
  effect.windowMs = checkCount(L, "window", kMaxWindowSeconds) * 1000;
  const std::uint32_t id = run.request(std::move(effect));
  return sandbox::awaitHost(L, static_cast<lua_KContext>(id), finishRateLimit);
}

}  // namespace sluice::helpers
