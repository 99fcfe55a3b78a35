// The bare VM as a WebAssembly module: one chunk, compiled once and run often.
#include <emscripten/bind.h>

#include <string>

#include "lauxlib.h"
#include "vm.h"

namespace {

lua_State* state() {
  static lua_State* const L = luaL_newstate();
  return L;
}

// Makes `code`, a chunk that needs no library and returns a number, what run() runs. Returns "", or what is wrong.
std::string prepare(const std::string& code) {
  lua_settop(state(), 0);
  sluice::bench::refill(state());
  return luaL_loadstring(state(), code.c_str()) == LUA_OK ? "" : lua_tostring(state(), -1);
}

// The number the chunk returned, NaN when it failed.
double run() {
  sluice::bench::refill(state());
  lua_pushvalue(state(), 1);
  const double result = lua_pcall(state(), 0, 1, 0) == LUA_OK ? lua_tonumber(state(), -1) : __builtin_nan("");
  lua_settop(state(), 1);
  return result;
}

}  // namespace

EMSCRIPTEN_BINDINGS(vm) {
  emscripten::function("prepare", &prepare);
  emscripten::function("run", &run);
}
