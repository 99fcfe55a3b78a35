// From the catalog's names to the functions behind them.
#pragma once

#include "lua.h"

namespace sluice::helpers {

// Sets the globals `helpers`, `await` and `print`; helpers and its sub-tables become read-only. The functions find
// their RunServices through the VM. May raise.
void installHelpers(lua_State* L);

}  // namespace sluice::helpers
