// Small readers for what scripts pass to helpers.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lua.h"

namespace sluice::helpers {

// The string argument number `index`, charged for being read; raises "bad argument" otherwise. Valid while it stays on
// the stack.
std::string_view checkText(lua_State* L, int index);

using TextPairs = std::vector<std::pair<std::string, std::string>>;

// The pairs by name, then value: the order of a table's keys is nobody's intention.
TextPairs sorted(TextPairs pairs);

// A value as a person wants to read it in a log: tables as JSON, functions and the like by their type, never by an
// address. Calls __tostring where there is one, as print does.
std::string displayText(lua_State* L, int index);

}  // namespace sluice::helpers
