// Reading what Lua says about an error, without running script code and without allocating in the VM.
#pragma once

#include <string>
#include <string_view>

#include "lua.h"

namespace sluice::sandbox {

// Lua puts "chunk:line: " before its messages. The line, 0 when there is none.
int lineIn(std::string_view message);

// The line of the innermost Lua function of a coroutine, which an error leaves as it was; 0 when there is none.
int lineOnStack(lua_State* L);

// The error value on top of the stack. Its __tostring is not asked.
std::string errorText(lua_State* L);

}  // namespace sluice::sandbox
