#include "helpers/arguments.h"

#include "base/concat.h"
#include "base/sorted_order.h"
#include "helpers/run_services.h"
#include "lauxlib.h"
#include "sandbox/json_text.h"
#include "sandbox/meter.h"

namespace sluice::helpers {

std::string_view checkText(lua_State* L, int index) {
  std::size_t length = 0;
  const char* text = luaL_checklstring(L, index, &length);
  sandbox::charge(L, length / sandbox::kBytesRead);
  return {text, length};
}

TextPairs sorted(TextPairs pairs) {
  TextPairs result;
  result.reserve(pairs.size());
  for (const std::size_t i :
       sortedOrder(pairs.size(), [&](std::size_t a, std::size_t b) { return pairs[a] < pairs[b]; })) {
    result.push_back(std::move(pairs[i]));
  }
  return result;
}

std::string displayText(lua_State* L, int index) {
  const int type = lua_type(L, index);
  const bool hasOwnText = luaL_getmetafield(L, index, "__tostring") != LUA_TNIL;
  if (hasOwnText) lua_pop(L, 1);
  if (!hasOwnText && type == LUA_TTABLE) {
    const catalog::Limits& limits = RunServices::of(L).limits();
    const sandbox::JsonTextLimits bounds{static_cast<std::size_t>(limits.logBytesPerScript),
                                         static_cast<std::size_t>(limits.resultDepth),
                                         static_cast<std::size_t>(limits.resultNodes)};
    std::string text;
    sandbox::JsonTextError error;
    if (sandbox::writeJson(L, index, bounds, "table", nullptr, text, error)) return text;
    return concat({"(", error.message, ")"});
  }
  const bool shownByAddress = type == LUA_TFUNCTION || type == LUA_TTHREAD || type == LUA_TLIGHTUSERDATA;
  if (!hasOwnText && shownByAddress) return lua_typename(L, type);
  std::size_t length = 0;
  const char* text = luaL_tolstring(L, index, &length);
  sandbox::charge(L, length / sandbox::kBytesRead);
  std::string copy(text, length);
  lua_pop(L, 1);
  return copy;
}

}  // namespace sluice::helpers
