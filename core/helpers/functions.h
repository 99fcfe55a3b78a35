// The helpers as Lua functions, one file per subject. Each reads its arguments with luaL_check…, so that a wrong one
// raises "bad argument #n to 'x' (…)", and finds what it works on through RunServices::of(L).
#pragma once

#include "lua.h"

namespace sluice::helpers {

// log.cpp
int log(lua_State* L);
int print(lua_State* L);
// environment.cpp
int now(lua_State* L);
int env(lua_State* L);
int uuid(lua_State* L);
int await(lua_State* L);
// hash.cpp
int hash(lua_State* L);
int hmacHelper(lua_State* L);
// text.cpp
int base64Encode(lua_State* L);
int base64Decode(lua_State* L);
int ipInCidr(lua_State* L);
// matches.cpp
int matches(lua_State* L);
// json.cpp
int jsonEncode(lua_State* L);
int jsonDecode(lua_State* L);
int jsonArray(lua_State* L);
void pushJsonNull(lua_State* L);
// secret.cpp
int secret(lua_State* L);
// fetch.cpp
int fetch(lua_State* L);
int fetchAll(lua_State* L);
// rate_limit.cpp
int rateLimit(lua_State* L);
// trace.cpp
int trace(lua_State* L);
// metrics.cpp
int metricsCount(lua_State* L);
int metricsGauge(lua_State* L);

}  // namespace sluice::helpers
