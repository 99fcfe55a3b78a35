#include "helpers/arguments.h"
#include "helpers/functions.h"
#include "helpers/json_limits.h"
#include "helpers/run_services.h"
#include "lauxlib.h"
#include "sandbox/json_text.h"
#include "sandbox/lua_pusher.h"
#include "sandbox/meter.h"

namespace sluice::helpers {

using catalog::ErrorCode;

namespace {

int nullText(lua_State* L) {
  lua_pushliteral(L, "null");
  return 1;
}

}  // namespace

int jsonEncode(lua_State* L) {
  luaL_checkany(L, 1);
  RunServices& run = RunServices::of(L);
  std::string text;
  sandbox::JsonTextError error;
  if (!sandbox::writeJson(L, 1, encodeLimits(run.limits()), "value", nullptr, text, error)) {
    return run.raise(L, ErrorCode::HelperError, {"json.encode: ", error.message});
  }
  run.refuseBound(L, text, "json.encode");
  lua_pushlstring(L, text.data(), text.size());
  return 1;
}

int jsonDecode(lua_State* L) {
  const std::string_view text = checkText(L, 1);
  json::ReadError error;
  if (!sandbox::pushJson(L, text, kDecodeLimits, {.charged = true}, &error)) {
    return RunServices::of(L).raise(L, ErrorCode::HelperError,
                                    {"json.decode: ", error.message, " at byte ", error.offset});
  }
  return 1;
}

int jsonArray(lua_State* L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  const int traits = lua_tabletraits(L, 1);
  luaL_argcheck(L, (traits & LUA_TRAIT_READONLY) == 0, 1, "table is read-only");
  lua_settabletraits(L, 1, traits | LUA_TRAIT_ARRAY);
  lua_settop(L, 1);
  return 1;
}

// json.null is the only light userdata that scripts see, so the metatable of that type is its own.
void pushJsonNull(lua_State* L) {
  lua_pushlightuserdata(L, sandbox::jsonNull());
  lua_createtable(L, 0, 2);
  lua_pushcfunction(L, nullText);
  lua_setfield(L, -2, "__tostring");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
}

}  // namespace sluice::helpers
