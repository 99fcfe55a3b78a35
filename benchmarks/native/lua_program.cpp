// bench_lua: pristine native Lua (batch.h tells the protocol). No limit, no isolation, no JSON: the floor that an
// embedding of Lua can be measured against. What runs a pipeline is pipeline.lua, beside this file.
//
//   scenario <Lua expression>   {layers = {{{id, code}…}…}, context, inFlight, reply}
#include <string>

#include "batch.h"
#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"

namespace {

using sluice::bench::giveUp;

void check(lua_State* L, int status) {
  if (status != LUA_OK) giveUp(lua_tostring(L, -1));
}

void openLibraries(lua_State* L) {
  constexpr luaL_Reg kLibraries[] = {
      {LUA_GNAME, luaopen_base},        {LUA_COLIBNAME, luaopen_coroutine}, {LUA_TABLIBNAME, luaopen_table},
      {LUA_STRLIBNAME, luaopen_string}, {LUA_MATHLIBNAME, luaopen_math},
  };
  for (const luaL_Reg& library : kLibraries) {
    luaL_requiref(L, library.name, library.func, 1);
    lua_pop(L, 1);
  }
}

// Calls a function of pipeline.lua with what is on the stack above it.
std::string callText(lua_State* L, int arguments) {
  check(L, lua_pcall(L, arguments, 1, 0));
  std::size_t length = 0;
  const char* text = lua_tolstring(L, -1, &length);
  std::string result = text ? std::string(text, length) : "";
  lua_pop(L, 1);
  return result;
}

void setScenario(lua_State* L, const std::string& expression) {
  check(L, luaL_loadstring(L, ("return " + expression).c_str()));
  check(L, lua_pcall(L, 0, 1, 0));
  lua_setglobal(L, "scenario");
}

}  // namespace

int main() {
  lua_State* L = luaL_newstate();
  if (!L) giveUp("no memory for a Lua state");
  openLibraries(L);
  check(L, luaL_loadfile(L, SLUICE_BENCH_PIPELINE));
  check(L, lua_pcall(L, 0, 0, 0));
  sluice::bench::serve(
      {{"scenario", [&](const std::string& expression) { setScenario(L, expression); }}},
      [&] {
        lua_getglobal(L, "runSample");
        return callText(L, 0);
      },
      [&](const std::string&) {
        lua_getglobal(L, "answerText");
        return callText(L, 0);
      });
  lua_close(L);
}
