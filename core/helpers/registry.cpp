#include "helpers/registry.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "base/check.h"
#include "catalog/catalog.h"
#include "helpers/functions.h"
#include "lauxlib.h"

namespace sluice::helpers {

namespace {

struct Entry {
  std::string_view name;  // as in the catalog
  lua_CFunction function;
};

constexpr Entry kFunctions[] = {
    {"log", log},
    {"now", now},
    {"hash", hash},
    {"hmac", hmacHelper},
    {"env", env},
    {"secret", secret},
    {"fetch", fetch},
    {"fetchAll", fetchAll},
    {"matches", matches},
    {"rateLimit", rateLimit},
    {"json.encode", jsonEncode},
    {"json.decode", jsonDecode},
    {"json.array", jsonArray},
    {"base64.encode", base64Encode},
    {"base64.decode", base64Decode},
    {"ip.inCidr", ipInCidr},
    {"uuid", uuid},
    {"trace", trace},
    {"metrics.count", metricsCount},
    {"metrics.gauge", metricsGauge},
};

void push(lua_State* L, const catalog::Helper& helper) {
  if (helper.kind == catalog::HelperKind::Value) {
    SLUICE_CHECK(helper.name == "json.null", "the catalog has a helper value without a definition");
    pushJsonNull(L);
    return;
  }
  const auto entry = std::find_if(std::begin(kFunctions), std::end(kFunctions),
                                  [&](const Entry& e) { return e.name == helper.name; });
  SLUICE_CHECK(entry != std::end(kFunctions), "the catalog has a helper without a function");
  lua_pushcfunction(L, entry->function);
}

// Replaces the table on top of the stack by its member `name`, which is made when there is none.
void descend(lua_State* L, std::string_view name) {
  lua_pushlstring(L, name.data(), name.size());
  lua_pushvalue(L, -1);
  if (lua_rawget(L, -3) == LUA_TNIL) {
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -2);
    lua_rawset(L, -5);
  }
  lua_replace(L, -3);
  lua_pop(L, 1);
}

// Sets the member that the dotted `name` says, starting at the table on top of the stack.
void setMember(lua_State* L, const catalog::Helper& helper) {
  lua_pushvalue(L, -1);
  std::string_view rest = helper.name;
  for (std::size_t dot = rest.find('.'); dot != std::string_view::npos; dot = rest.find('.')) {
    descend(L, rest.substr(0, dot));
    rest.remove_prefix(dot + 1);
  }
  lua_pushlstring(L, rest.data(), rest.size());
  push(L, helper);
  lua_rawset(L, -3);
  lua_pop(L, 1);
}

void makeReadOnly(lua_State* L) {
  lua_pushnil(L);
  while (lua_next(L, -2) != 0) {
    if (lua_istable(L, -1)) makeReadOnly(L);
    lua_pop(L, 1);
  }
  lua_settabletraits(L, -1, LUA_TRAIT_READONLY);
}

// Lua looks here for the name of a function that was called without one, as in pcall(helpers.hash, 1).
void nameForErrors(lua_State* L) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_pushvalue(L, -2);
  lua_setfield(L, -2, "helpers");
  lua_pop(L, 1);
}

}  // namespace

void installHelpers(lua_State* L) {
  lua_newtable(L);
  for (const catalog::Helper& helper : catalog::helpers()) setMember(L, helper);
  makeReadOnly(L);
  nameForErrors(L);
  lua_setglobal(L, "helpers");
  lua_pushcfunction(L, await);
  lua_setglobal(L, "await");
  lua_pushcfunction(L, print);
  lua_setglobal(L, "print");
}

}  // namespace sluice::helpers
