// What a script sees of Lua's standard library: an allow-list. io, os, debug and package are not even linked.
#pragma once

#include "lua.h"

namespace sluice::sandbox {

// Opens the allowed libraries into the globals of `L` and makes their tables read-only. May raise (memory).
void openLibraries(lua_State* L);

}  // namespace sluice::sandbox
