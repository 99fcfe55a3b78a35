// A Lua state with or without the meter, for measuring what the meter costs.
#pragma once

#include "lua.h"

namespace sluice::bench {

// Before each run: gives the chunk all the instructions there are, where they are counted.
void refill(lua_State* L);

}  // namespace sluice::bench
