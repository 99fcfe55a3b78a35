#include "sandbox/libraries.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "lauxlib.h"
#include "lualib.h"
#include "sandbox/coroutines.h"

namespace sluice::sandbox {

namespace {

// Gone from base: dofile load loadfile (code from data), collectgarbage (shows the collector), rawget rawset (around
// metatables), warn, print (installed as a log by the helpers).
constexpr std::string_view kBase[] = {"_G",    "_VERSION", "assert",   "error",    "getmetatable", "ipairs",
                                      "next",  "pairs",    "pcall",    "rawequal", "rawlen",       "select",
                                      "setmetatable", "tonumber", "tostring", "type", "xpcall"};

void keepAllowed(lua_State* L) {
  lua_pushglobaltable(L);
  lua_pushnil(L);
  while (lua_next(L, -2) != 0) {
    lua_pop(L, 1);
    const std::string_view name = lua_tostring(L, -1);
    if (std::find(std::begin(kBase), std::end(kBase), name) != std::end(kBase)) continue;
    lua_pushvalue(L, -1);
    lua_pushnil(L);
    lua_rawset(L, -4);
  }
  lua_pop(L, 1);
}

void makeReadOnly(lua_State* L) { lua_settabletraits(L, -1, LUA_TRAIT_READONLY); }

// Upstream's setmetatable, without finalizers: they would run at a moment the script does not choose.
int setMetatable(lua_State* L) {
  const int type = lua_type(L, 2);
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
  if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) return luaL_error(L, "cannot change a protected metatable");
  if ((lua_tabletraits(L, 1) & LUA_TRAIT_READONLY) != 0) return luaL_error(L, "attempt to modify a read-only table");
  if (type == LUA_TTABLE) {
    lua_pushliteral(L, "__gc");
    if (lua_rawget(L, 2) != LUA_TNIL) return luaL_error(L, "finalizers (__gc) are not available");
    lua_pop(L, 1);
  }
  lua_settop(L, 2);
  lua_setmetatable(L, 1);
  return 1;
}

void openBase(lua_State* L) {
  luaL_requiref(L, LUA_GNAME, luaopen_base, 1);
  lua_pop(L, 1);
  keepAllowed(L);
  lua_pushcfunction(L, setMetatable);
  lua_setglobal(L, "setmetatable");
}

void openString(lua_State* L) {
  luaL_requiref(L, LUA_STRLIBNAME, luaopen_string, 1);
  lua_pushnil(L);
  lua_setfield(L, -2, "dump");
  makeReadOnly(L);
  lua_pop(L, 1);
  lua_pushliteral(L, "");
  lua_getmetatable(L, -1);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 2);
}

void openLibrary(lua_State* L, const char* name, lua_CFunction open) {
  luaL_requiref(L, name, open, 1);
  makeReadOnly(L);
  lua_pop(L, 1);
}

// Only its address matters: the registry's key of math.randomseed, which no script can replace.
const char kRandomSeedKey = 0;

void openMath(lua_State* L) {
  openLibrary(L, LUA_MATHLIBNAME, luaopen_math);
  lua_getglobal(L, LUA_MATHLIBNAME);
  lua_getfield(L, -1, "randomseed");
  lua_rawsetp(L, LUA_REGISTRYINDEX, &kRandomSeedKey);
  lua_pop(L, 1);
}

}  // namespace

void openLibraries(lua_State* L) {
  openBase(L);
  openString(L);
  openMath(L);
  openLibrary(L, LUA_TABLIBNAME, luaopen_table);
  openLibrary(L, LUA_UTF8LIBNAME, luaopen_utf8);
  openLibrary(L, LUA_COLIBNAME, openCoroutines);
}

void seedRandom(lua_State* L, std::uint64_t first, std::uint64_t second) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &kRandomSeedKey);
  lua_pushinteger(L, static_cast<lua_Integer>(first));
  lua_pushinteger(L, static_cast<lua_Integer>(second));
  lua_call(L, 2, 0);
}

}  // namespace sluice::sandbox
