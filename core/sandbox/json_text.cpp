#include "sandbox/json_text.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/concat.h"
#include "base/sorted_order.h"
#include "json/writer.h"
#include "lauxlib.h"
#include "sandbox/meter.h"
#include "sandbox/run_error.h"

namespace sluice::sandbox {

namespace {

const char kNull = 0;

// Names of limits, for messages.
constexpr std::string_view kSize = "result size";
constexpr std::string_view kValues = "result values";

constexpr lua_Integer kMaxExact = lua_Integer{1} << 53;  // beyond it a double, and so JavaScript, is not exact

std::string_view stringAt(lua_State* L, int index) {
  std::size_t length = 0;
  const char* text = lua_tolstring(L, index, &length);
  return {text, length};
}

class JsonTextWriter {
 public:
  JsonTextWriter(lua_State* L, const JsonTextLimits& limits, std::string_view root, const SecretFinder* secrets,
                 JsonTextError& error)
      : L_(L), limits_(limits), root_(root), secrets_(secrets), error_(error) {}

  bool value(int index);
  std::string take() { return out_.take(); }
  std::vector<JsonPart>& parts() { return parts_; }

 private:
  // A member of a table about to be written: its key as JSON text, and what is needed to look it up again.
  struct Member {
    std::string text;
    lua_Integer integer;
    lua_Number number;
    int type;
  };
  struct Shape {
    std::vector<Member> members;
    lua_Integer largest = 0;  // key
    bool onlyPositiveIntegers = true;
    bool isArray = false;
  };

  // A step of the path: a key of an object, or an index of an array.
  struct Segment {
    const std::string* key;  // null: index
    lua_Integer index;
  };

  bool number(int index);
  bool text(int index);
  bool clean(std::string_view text);
  bool table(int index);
  bool survey(int index, Shape& shape);
  bool readKey(Shape& shape);
  bool array(int index, lua_Integer length);
  bool object(int index, const Shape& shape);
  void pushKey(const Member& member);
  bool fits();
  bool refuse(std::initializer_list<TextPart> what);
  bool exceeds(std::string_view limit, std::size_t allowed, std::size_t used);
  std::string path() const;

  lua_State* L_;
  const JsonTextLimits& limits_;
  std::string_view root_;
  const SecretFinder* secrets_;
  JsonTextError& error_;
  json::Writer out_;
  std::vector<JsonPart> parts_;  // of the outermost object
  std::size_t nodes_ = 0;
  std::vector<const void*> ancestors_;  // tables being written, outermost first
  std::vector<Segment> segments_;       // of the path below the root
};

std::string JsonTextWriter::path() const {
  std::string text(root_);
  for (const Segment& segment : segments_) {
    text += segment.key != nullptr ? concat({".", *segment.key}) : concat({"[", segment.index, "]"});
  }
  return text;
}

bool JsonTextWriter::refuse(std::initializer_list<TextPart> what) {
  error_ = {false, concat({path(), " ", concat(what)})};
  return false;
}

bool JsonTextWriter::exceeds(std::string_view limit, std::size_t allowed, std::size_t used) {
  error_ = {true, concat({path(), ": ", limitError(catalog::ErrorCode::LimitOutput, limit, allowed, used).message})};
  return false;
}

bool JsonTextWriter::fits() { return out_.size() <= limits_.bytes || exceeds(kSize, limits_.bytes, out_.size()); }

bool JsonTextWriter::value(int index) {
  if (++nodes_ > limits_.nodes) return exceeds(kValues, limits_.nodes, nodes_);
  charge(L_, kJsonWritten);
  switch (lua_type(L_, index)) {
    case LUA_TNIL: out_.null(); return true;
    case LUA_TBOOLEAN: out_.boolean(lua_toboolean(L_, index) != 0); return true;
    case LUA_TNUMBER: return number(index);
    case LUA_TSTRING: return text(index);
    case LUA_TTABLE: return table(index);
    case LUA_TLIGHTUSERDATA:
      if (lua_touserdata(L_, index) == jsonNull()) {
        out_.null();
        return true;
      }
      [[fallthrough]];
    default: return refuse({"is a ", lua_typename(L_, lua_type(L_, index)), ", which JSON cannot hold"});
  }
}

bool JsonTextWriter::number(int index) {
  if (lua_isinteger(L_, index)) {
    const lua_Integer integer = lua_tointeger(L_, index);
    if (integer > kMaxExact || integer < -kMaxExact) {
      return refuse({"is an integer beyond 2^53, which JSON readers round"});
    }
    return clean(std::to_string(integer)) && (out_.integer(integer), fits());
  }
  const lua_Number number = lua_tonumber(L_, index);
  if (!std::isfinite(number)) return refuse({"is not a finite number"});
  charge(L_, kJsonFloat + farFloatCost(number));
  return clean(json::formatNumber(number)) && (out_.number(number), fits());
}

// Whether no secret stands in what is about to be written.
bool JsonTextWriter::clean(std::string_view text) {
  if (secrets_ == nullptr) return true;
  charge(L_, 2 * maskingCost(text));  // the trace looks once more
  const std::string_view name = secrets_->secretIn(text);
  return name.empty() || refuse({"contains the value of the secret ", name});
}

bool JsonTextWriter::text(int index) {
  const std::string_view text = stringAt(L_, index);
  if (text.size() > limits_.bytes) return exceeds(kSize, limits_.bytes, text.size());
  charge(L_, text.size() / kBytesRead);
  if (!json::isUtf8(text)) return refuse({"is not valid UTF-8"});
  if (!clean(text)) return false;
  const std::size_t before = out_.size();
  out_.string(text);
  charge(L_, (out_.size() - before) / kBytesWritten);  // escapes included
  return fits();
}

bool JsonTextWriter::table(int index) {
  const void* identity = lua_topointer(L_, index);
  if (std::find(ancestors_.begin(), ancestors_.end(), identity) != ancestors_.end()) return refuse({"contains itself"});
  if (ancestors_.size() >= limits_.depth) return exceeds("nesting", limits_.depth, ancestors_.size() + 1);
  luaL_checkstack(L_, 4, "result nested too deeply");
  charge(L_, kJsonTable);

  Shape shape;
  if (!survey(index, shape)) return false;
  ancestors_.push_back(identity);
  const bool written = shape.isArray ? array(index, shape.largest) : object(index, shape);
  ancestors_.pop_back();
  return written && fits();
}

// Collects the keys of the table, and decides whether it is an array.
bool JsonTextWriter::survey(int index, Shape& shape) {
  lua_pushnil(L_);
  while (lua_next(L_, index) != 0) {
    lua_pop(L_, 1);
    if (nodes_ + shape.members.size() >= limits_.nodes) {
      lua_pop(L_, 1);
      return exceeds(kValues, limits_.nodes, nodes_ + shape.members.size() + 1);
    }
    if (!readKey(shape)) {
      lua_pop(L_, 1);
      return false;
    }
  }
  const auto count = static_cast<lua_Integer>(shape.members.size());
  const bool marked = (lua_tabletraits(L_, index) & LUA_TRAIT_ARRAY) != 0;
  const bool sequence = count > 0 && shape.onlyPositiveIntegers && shape.largest == count;
  const bool sparse = marked && shape.onlyPositiveIntegers &&
                      static_cast<std::uint64_t>(shape.largest) <= static_cast<std::uint64_t>(limits_.nodes);
  shape.isArray = sequence || sparse;
  return true;
}

// The key is on top of the stack, and stays there.
bool JsonTextWriter::readKey(Shape& shape) {
  Member member{{}, 0, 0, lua_type(L_, -1)};
  charge(L_, kJsonIndex);
  switch (member.type) {
    case LUA_TSTRING:
      charge(L_, stringAt(L_, -1).size() / kBytesWritten);
      member.text = stringAt(L_, -1);
      if (member.text.size() > limits_.bytes) return exceeds(kSize, limits_.bytes, member.text.size());
      if (!json::isUtf8(member.text)) return refuse({"has a key that is not valid UTF-8"});
      break;
    case LUA_TNUMBER:
      if (lua_isinteger(L_, -1)) {
        member.integer = lua_tointeger(L_, -1);
        member.text = std::to_string(member.integer);
        shape.largest = std::max(shape.largest, member.integer);
      } else {
        member.number = lua_tonumber(L_, -1);
        if (!std::isfinite(member.number)) return refuse({"has a key that is not a finite number"});
        charge(L_, kJsonFloat + farFloatCost(member.number));
        member.text = json::formatNumber(member.number);
      }
      break;
    case LUA_TBOOLEAN:
      member.integer = lua_toboolean(L_, -1);
      member.text = member.integer != 0 ? "true" : "false";
      break;
    default: return refuse({"has a ", lua_typename(L_, member.type), " as a key"});
  }
  if (!clean(member.text)) return false;
  const bool positive = member.type == LUA_TNUMBER && lua_isinteger(L_, -1) && member.integer >= 1;
  shape.onlyPositiveIntegers = shape.onlyPositiveIntegers && positive;
  shape.members.push_back(std::move(member));
  return true;
}

bool JsonTextWriter::array(int index, lua_Integer length) {
  out_.beginArray();
  for (lua_Integer i = 1; i <= length; i++) {
    segments_.push_back({nullptr, i});
    lua_rawgeti(L_, index, i);
    const bool written = value(lua_gettop(L_));
    lua_pop(L_, 1);
    if (!written) return false;
    segments_.pop_back();
  }
  out_.endArray();
  return true;
}

void JsonTextWriter::pushKey(const Member& member) {
  switch (member.type) {
    case LUA_TSTRING: lua_pushlstring(L_, member.text.data(), member.text.size()); break;
    case LUA_TBOOLEAN: lua_pushboolean(L_, static_cast<int>(member.integer)); break;
    default:
      if (member.number != 0) {
        lua_pushnumber(L_, member.number);
      } else {
        lua_pushinteger(L_, member.integer);
      }
  }
}

bool JsonTextWriter::object(int index, const Shape& shape) {
  const std::vector<Member>& members = shape.members;
  charge(L_, members.size() * kJsonKey);
  const auto order =
      sortedOrder(members.size(), [&](std::size_t a, std::size_t b) { return members[a].text < members[b].text; });
  out_.beginObject();
  for (std::size_t i = 0; i < order.size(); i++) {
    const Member& member = members[order[i]];
    if (i > 0 && members[order[i - 1]].text == member.text) {
      return refuse({"has two keys that both read \"", member.text, "\""});
    }
    segments_.push_back({&member.text, 0});
    const std::size_t before = out_.size();
    out_.key(member.text);
    const std::size_t begin = out_.size();
    charge(L_, (begin - before) / kBytesWritten);  // escapes included
    pushKey(member);
    lua_rawget(L_, index);
    const bool written = value(lua_gettop(L_));
    lua_pop(L_, 1);
    if (!written) return false;
    if (ancestors_.size() == 1) parts_.push_back({member.text, begin, out_.size()});
    segments_.pop_back();
  }
  out_.endObject();
  return true;
}

}  // namespace

void* jsonNull() { return const_cast<char*>(&kNull); }

bool writeJson(lua_State* L, int index, const JsonTextLimits& limits, std::string_view root,
               const SecretFinder* secrets, std::string& out, JsonTextError& error, std::vector<JsonPart>* parts) {
  const int top = lua_gettop(L);
  JsonTextWriter writer(L, limits, root, secrets, error);
  const bool written = writer.value(lua_absindex(L, index));
  lua_settop(L, top);
  if (written) out = writer.take();
  if (parts != nullptr) *parts = std::move(writer.parts());
  return written;
}

}  // namespace sluice::sandbox
