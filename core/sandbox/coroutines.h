// The coroutine library, and how host calls get through it.
//
// A helper that needs the host yields with a key that no script can make. Whoever resumed the coroutine it runs in
// sees the key and yields it further up, until the engine gets it; the answer comes back down the same way. So a
// helper works inside coroutines that the script made, and a script cannot forge, see or swallow a host call.
#pragma once

#include "lua.h"

namespace sluice::sandbox {

// A lua_CFunction: leaves the library's table on the stack.
int openCoroutines(lua_State* L);

// Suspends the run until the host has answered; then `resume` continues in the caller's place with `context`.
// Raises "attempt to yield across a C-call boundary" where Lua cannot yield. Use as `return awaitHost(…)`.
int awaitHost(lua_State* L, lua_KContext context, lua_KFunction resume);

// Whether the coroutine `L`, which yielded `count` values, waits for the host.
bool isAwaitingHost(lua_State* L, int count);

}  // namespace sluice::sandbox
