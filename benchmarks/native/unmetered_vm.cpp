#include "vm.h"

namespace sluice::bench {

void refill(lua_State*) {}

}  // namespace sluice::bench
