// The meter as C++ sees it. What a helper does for a script costs the script, or a script could keep the worker busy
// without executing instructions. The rates are in docs/sandbox.md.
#pragma once

#include <cstddef>

#include "lua.h"

namespace sluice::sandbox {

// Takes `instructions` off the run's meter. Raises, uncatchably for the script, when that spends it: call it before the
// work, with nothing owned that a Lua error (a C++ exception) would not release.
inline void charge(lua_State* L, std::size_t instructions) { lua_chargemeter(L, instructions); }

}  // namespace sluice::sandbox
