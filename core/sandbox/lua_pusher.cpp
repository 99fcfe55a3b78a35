#include "sandbox/lua_pusher.h"

#include <algorithm>
#include <climits>

#include "base/ascii.h"
#include "lauxlib.h"
#include "sandbox/meter.h"

namespace sluice::sandbox {

namespace {
constexpr int kSlotsPerLevel = 4;  // table, key, value, and one to spare
constexpr std::size_t kDoubleDigits = 17;

// One for each digit that no double needs: reading numerals of many digits takes big numbers.
std::size_t longNumeralCost(std::string_view text) {
  std::size_t cost = 0;
  std::size_t digits = 0;
  for (const char c : text) {
    digits = isDigit(c) ? digits + 1 : 0;
    if (digits > kDoubleDigits) cost++;
  }
  return cost;
}
}  // namespace

// Whether the value that comes now is left out. A scalar, or the end of the outermost left-out container, ends that.
bool LuaPusher::skips() {
  if (!skipsMember_) return false;
  if (skippedDepth_ == 0) skipsMember_ = false;
  return true;
}

void LuaPusher::pay(std::size_t instructions) {
  if (options_.charged) charge(L_, instructions);
}

// Moves the value on top of the stack to where it belongs.
bool LuaPusher::place() {
  pay(kJsonRead);
  if (levels_.empty()) return true;
  Level& level = levels_.back();
  if (level.array) {
    lua_rawseti(L_, -2, level.next++);
  } else {
    lua_rawset(L_, -3);
  }
  return true;
}

bool LuaPusher::null() {
  pay(kJsonRead);
  if (skips() || levels_.empty()) {
    if (levels_.empty()) lua_pushnil(L_);
    return true;
  }
  if (levels_.back().array) {
    levels_.back().next++;
  } else {
    lua_pop(L_, 1);
  }
  return true;
}

bool LuaPusher::boolean(bool value) {
  if (skips()) return true;
  lua_pushboolean(L_, value);
  return place();
}

bool LuaPusher::integer(std::int64_t value) {
  if (skips()) return true;
  lua_pushinteger(L_, value);
  return place();
}

bool LuaPusher::number(double value) {
  if (skips()) return true;
  pay(kJsonFloatRead + farFloatCost(value));
  lua_pushnumber(L_, value);
  return place();
}

bool LuaPusher::string(std::string_view value) {
  if (skips()) return true;
  lua_pushlstring(L_, value.data(), value.size());
  return place();
}

bool LuaPusher::key(std::string_view name) {
  if (skipsMember_) return true;
  if (levels_.size() == 1 && std::find(options_.omit.begin(), options_.omit.end(), name) != options_.omit.end()) {
    skipsMember_ = true;
    return true;
  }
  pay(kJsonRead);
  lua_pushlstring(L_, name.data(), name.size());
  return true;
}

// A table that knows its size is not filled into ever larger ones.
bool LuaPusher::begin(bool array, std::size_t size) {
  if (skipsMember_) {
    skippedDepth_++;
    return true;
  }
  luaL_checkstack(L_, kSlotsPerLevel, "JSON nested too deeply");
  pay(kJsonTableRead);
  const int known = size == json::kUnknownSize ? 0 : static_cast<int>(std::min<std::size_t>(size, INT_MAX));
  lua_createtable(L_, array ? known : 0, array ? 0 : known);
  levels_.push_back({array, 1});
  return true;
}

bool LuaPusher::end() {
  if (skipsMember_) {
    if (--skippedDepth_ == 0) skipsMember_ = false;
    return true;
  }
  const int array = levels_.back().array ? LUA_TRAIT_ARRAY : 0;
  const int readOnly = options_.readOnly ? LUA_TRAIT_READONLY : 0;
  if ((array | readOnly) != 0) lua_settabletraits(L_, -1, array | readOnly);
  levels_.pop_back();
  return place();
}

bool LuaPusher::startObject(std::size_t members) { return begin(false, members); }
bool LuaPusher::endObject() { return end(); }
bool LuaPusher::startArray(std::size_t items) { return begin(true, items); }
bool LuaPusher::endArray() { return end(); }

bool pushJson(lua_State* L, std::string_view text, const json::ReadLimits& limits, const LuaPusher::Options& options,
              json::ReadError* error) {
  const int top = lua_gettop(L);
  luaL_checkstack(L, kSlotsPerLevel, "JSON nested too deeply");
  if (options.charged) charge(L, text.size() / kBytesParsed + longNumeralCost(text));
  LuaPusher pusher(L, options);
  if (json::read(text, limits, pusher, error)) return true;
  lua_settop(L, top);
  return false;
}

}  // namespace sluice::sandbox
