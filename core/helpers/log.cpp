#include "helpers/arguments.h"
#include "helpers/functions.h"
#include "helpers/run_services.h"
#include "lauxlib.h"
#include "sandbox/meter.h"

namespace sluice::helpers {

namespace {

constexpr std::size_t kLine = 30;  // instructions
constexpr std::size_t kValue = 10;

// Also pays for the trace, which masks once more when it is written.
std::string masked(lua_State* L, const std::string& text) {
  sandbox::charge(L, 2 * sandbox::maskingCost(text) + text.size() / sandbox::kBytesWritten);
  return RunServices::of(L).execution().filter.apply(text);
}

// The arguments from `first` on, separated by tabs as print does. The line lives outside the script's memory, so it
// grows no further than a trace keeps; masked before that, because half a secret would not be recognised.
int logFrom(lua_State* L, int first, trace::LogLevel level) {
  sandbox::charge(L, kLine);
  RunServices& run = RunServices::of(L);
  const auto room = static_cast<std::size_t>(run.limits().logBytesPerScript);
  std::string line;
  for (int i = first; i <= lua_gettop(L) && line.size() <= room; i++) {
    sandbox::charge(L, kValue);
    if (i > first) line += '\t';
    line += masked(L, displayText(L, i)).substr(0, room + 1);
  }
  run.log(L, level, line);
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
