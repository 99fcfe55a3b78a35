#include <algorithm>

#include "helpers/arguments.h"
#include "helpers/functions.h"
#include "helpers/run_services.h"
#include "lauxlib.h"
#include "sandbox/meter.h"

namespace sluice::helpers {

namespace {
constexpr std::size_t kUuid = 20;  // instructions
}

int now(lua_State* L) {
  lua_pushinteger(L, RunServices::of(L).execution().now);
  return 1;
}

int env(lua_State* L) {
  const std::string_view name = checkText(L, 1);
  const auto& settings = RunServices::of(L).execution().env;
  sandbox::charge(L, settings.size() / 4);
  const auto found = std::find_if(settings.begin(), settings.end(), [&](const auto& s) { return s.first == name; });
  if (found == settings.end()) {
    lua_pushnil(L);
  } else {
    lua_pushlstring(L, found->second.data(), found->second.size());
  }
  return 1;
}

int uuid(lua_State* L) {
  sandbox::charge(L, kUuid);
  const std::string text = uuidV4(RunServices::of(L).rng());
  lua_pushlstring(L, text.data(), text.size());
  return 1;
}

int await(lua_State* L) {
  luaL_checkany(L, 1);
  lua_settop(L, 1);
  return 1;
}

}  // namespace sluice::helpers
