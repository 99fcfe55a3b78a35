// What a script sees of Lua's standard library: an allow-list. io, os, debug and package are not even linked.
#pragma once

#include <cstdint>

#include "lua.h"

namespace sluice::sandbox {

// Opens the allowed libraries into the globals of `L` and makes their tables read-only. May raise (memory).
void openLibraries(lua_State* L);

// Starts math.random of a VM whose libraries openLibraries() has opened.
void seedRandom(lua_State* L, std::uint64_t first, std::uint64_t second);

}  // namespace sluice::sandbox
