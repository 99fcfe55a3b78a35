#include <climits>

#include "vm.h"

namespace sluice::bench {

void refill(lua_State* L) { lua_setmeter(L, INT_MAX); }

}  // namespace sluice::bench
