#include "sandbox/coroutines.h"

#include "lauxlib.h"
#include "lualib.h"
#include "sandbox/meter.h"
#include "sandbox/vm.h"

namespace sluice::sandbox {

namespace {

constexpr std::size_t kCreate = 100;  // instructions: a thread has a stack of its own
constexpr std::size_t kResume = 50;   // on top of what the yield costs (LUAI_THROWN)
constexpr std::size_t kValuesMoved = 8;

// Only its address matters.
const char kHostKey = 0;

void* hostKey() { return const_cast<char*>(&kHostKey); }

bool isMain(lua_State* L) { return L == Vm::of(L).runThread(); }

lua_State* coroutineArgument(lua_State* L) {
  lua_State* co = lua_tothread(L, 1);
  luaL_argexpected(L, co != nullptr, 1, "thread");
  return co;
}

constexpr int kFailed = -1;
constexpr int kAwaitsHost = -2;

// Resumes `co` with the `count` topmost values of `L`. Gives the number of results now on top of `L`, kFailed with
// the error on top, or kAwaitsHost.
int step(lua_State* L, lua_State* co, int count) {
  charge(L, kResume + static_cast<std::size_t>(count) / kValuesMoved);
  if (!lua_checkstack(co, count)) {
    lua_pushliteral(L, "too many arguments to resume");
    return kFailed;
  }
  lua_xmove(L, co, count);
  int results = 0;
  const int status = lua_resume(co, L, count, &results);
  if (status != LUA_OK && status != LUA_YIELD) {
    lua_xmove(co, L, 1);
    return kFailed;
  }
  if (status == LUA_YIELD && isAwaitingHost(co, results)) {
    lua_pop(co, results);
    return kAwaitsHost;
  }
  if (!lua_checkstack(L, results + 1)) {
    lua_pop(co, results);
    lua_pushliteral(L, "too many results to resume");
    return kFailed;
  }
  charge(L, static_cast<std::size_t>(results) / kValuesMoved);
  lua_xmove(co, L, results);
  return results;
}

int finishResume(lua_State* L, int results);

int continueResume(lua_State* L, int, lua_KContext) { return finishResume(L, step(L, lua_tothread(L, 1), 0)); }

int finishResume(lua_State* L, int results) {
  if (results == kAwaitsHost) return awaitHost(L, 0, continueResume);
  lua_pushboolean(L, results != kFailed);
  const int values = results == kFailed ? 1 : results;
  lua_insert(L, -(values + 1));
  return values + 1;
}

int resume(lua_State* L) {
  lua_State* co = coroutineArgument(L);
  return finishResume(L, step(L, co, lua_gettop(L) - 1));
}

// As upstream: an error of the wrapped coroutine closes it and is raised again, with the position prepended.
int raiseFrom(lua_State* L, lua_State* co) {
  const int status = lua_status(co);
  bool outOfMemory = status == LUA_ERRMEM;
  if (status != LUA_OK && status != LUA_YIELD) {
    outOfMemory = lua_closethread(co, L) == LUA_ERRMEM;
    lua_xmove(co, L, 1);
  }
  if (!outOfMemory && lua_type(L, -1) == LUA_TSTRING) {
    luaL_where(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

int finishWrapped(lua_State* L, int results);

int continueWrapped(lua_State* L, int, lua_KContext) {
  return finishWrapped(L, step(L, lua_tothread(L, lua_upvalueindex(1)), 0));
}

int finishWrapped(lua_State* L, int results) {
  if (results == kAwaitsHost) return awaitHost(L, 0, continueWrapped);
  return results == kFailed ? raiseFrom(L, lua_tothread(L, lua_upvalueindex(1))) : results;
}

int callWrapped(lua_State* L) {
  return finishWrapped(L, step(L, lua_tothread(L, lua_upvalueindex(1)), lua_gettop(L)));
}

int create(lua_State* L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  charge(L, kCreate);
  lua_State* co = lua_newthread(L);
  lua_pushvalue(L, 1);
  lua_xmove(L, co, 1);
  return 1;
}

int wrap(lua_State* L) {
  create(L);
  lua_pushcclosure(L, callWrapped, 1);
  return 1;
}

int yield(lua_State* L) {
  if (isMain(L)) return luaL_error(L, "attempt to yield from outside a coroutine");
  return lua_yield(L, lua_gettop(L));
}

int isYieldable(lua_State* L) {
  lua_State* co = lua_isnone(L, 1) ? L : coroutineArgument(L);
  lua_pushboolean(L, !isMain(co) && lua_isyieldable(co));
  return 1;
}

int running(lua_State* L) {
  lua_pushthread(L);
  lua_pushboolean(L, isMain(L));
  return 2;
}

constexpr luaL_Reg kOurs[] = {{"create", create}, {"resume", resume}, {"wrap", wrap}, {"yield", yield},
                              {"isyieldable", isYieldable}, {"running", running}, {nullptr, nullptr}};

}  // namespace

int openCoroutines(lua_State* L) {
  luaopen_coroutine(L);  // status and close are upstream's
  luaL_setfuncs(L, kOurs, 0);
  return 1;
}

int awaitHost(lua_State* L, lua_KContext context, lua_KFunction resume) {
  if (!lua_isyieldable(L)) Vm::of(L).client().dropRequests();  // lua_yieldk raises
  lua_pushlightuserdata(L, hostKey());
  return lua_yieldk(L, 1, context, resume);
}

bool isAwaitingHost(lua_State* L, int count) {
  return count == 1 && lua_islightuserdata(L, -1) && lua_touserdata(L, -1) == hostKey();
}

}  // namespace sluice::sandbox
