#include "sandbox/lua_errors.h"

#include <charconv>

#include "base/concat.h"
#include "sandbox/run_error.h"

namespace sluice::sandbox {

int lineIn(std::string_view message) {
  const std::size_t colon = message.find(':');
  if (colon == std::string_view::npos || colon > LUA_IDSIZE) return 0;
  int line = 0;
  const char* end = message.data() + message.size();
  const auto [rest, status] = std::from_chars(message.data() + colon + 1, end, line);
  return status == std::errc() && rest != end && *rest == ':' && line > 0 ? line : 0;
}

int lineOnStack(lua_State* L) {
  lua_Debug frame;
  for (int level = 0; lua_getstack(L, level, &frame) != 0; level++) {
    if (lua_getinfo(L, "l", &frame) != 0 && frame.currentline > 0) return frame.currentline;
  }
  return 0;
}

std::string errorText(lua_State* L) {
  const int type = lua_type(L, -1);
  if (type == LUA_TSTRING) {
    std::size_t length = 0;
    const char* text = lua_tolstring(L, -1, &length);
    return std::string(std::string_view(text, length).substr(0, kKeptErrorBytes));
  }
  if (lua_isinteger(L, -1)) return std::to_string(lua_tointeger(L, -1));
  return concat({"the script raised a ", lua_typename(L, type), " value"});
}

}  // namespace sluice::sandbox
