#include "helpers/arguments.h"
#include "helpers/functions.h"
#include "helpers/run_services.h"
#include "lauxlib.h"

namespace sluice::helpers {

namespace {

// The arguments from `first` on, separated by tabs as print does.
int logFrom(lua_State* L, int first, trace::LogLevel level) {
  std::string line;
  for (int i = first; i <= lua_gettop(L); i++) {
    if (i > first) line += '\t';
    line += displayText(L, i);
  }
  RunServices::of(L).log(L, level, line);
  return 0;
}

}  // namespace

int log(lua_State* L) {
  trace::LogLevel level = trace::LogLevel::Info;
  const bool hasLevel = lua_gettop(L) > 1 && lua_type(L, 1) == LUA_TSTRING && logLevelFrom(checkText(L, 1), level);
  return logFrom(L, hasLevel ? 2 : 1, level);
}

int print(lua_State* L) { return logFrom(L, 1, trace::LogLevel::Info); }

}  // namespace sluice::helpers
