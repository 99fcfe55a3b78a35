// The meter as C++ sees it. What a helper does for a script costs the script, or a script could keep the worker busy
// without executing instructions. The rates are in docs/sandbox.md.
#pragma once

#include <cstddef>

#include "lua.h"

namespace sluice::sandbox {

// Rates, chosen like those of core/lua/sluice_luaconf.h: no work takes more than about 20 times as long as the
// instructions it is charged for.
inline constexpr std::size_t kBytesRead = 32;     // of text that is searched, decoded or copied byte by byte
inline constexpr std::size_t kBytesHashed = 8;    // by a digest
inline constexpr std::size_t kBytesParsed = 4;    // of JSON
inline constexpr std::size_t kBytesWritten = 8;   // of text that becomes JSON
inline constexpr std::size_t kJsonNode = 2;       // instructions for a value or a key written as JSON,
inline constexpr std::size_t kJsonFloat = 60;     // and on top of it for a float

// Takes `instructions` off the run's meter. Raises, uncatchably for the script, when that spends it: call it before the
// work, with nothing owned that a Lua error (a C++ exception) would not release.
inline void charge(lua_State* L, std::size_t instructions) { lua_chargemeter(L, instructions); }

}  // namespace sluice::sandbox
