#include "sandbox/script_result.h"

#include <string_view>
#include <utility>
#include <vector>

#include "base/concat.h"
#include "base/names.h"
#include "json/utf8.h"
#include "lauxlib.h"
#include "sandbox/meter.h"

namespace sluice::sandbox {

namespace {

using catalog::ErrorCode;
using Fault = std::optional<RunError>;

Fault invalid(std::string message) { return RunError{ErrorCode::InvalidResult, std::move(message)}; }

class ResultReader {
 public:
  ResultReader(lua_State* L, int table, const catalog::Limits& limits, const SecretFinder& secrets,
               ScriptResult& result)
      : L_(L), table_(table), limits_(limits), secrets_(secrets), result_(result) {}

  Fault read() {
    if (Fault fault = readAllowed()) return fault;
    if (Fault fault = readText("error", result_.error)) return fault;
    if (Fault fault = readText("code", result_.code)) return fault;
    if (result_.error.size() > limits_.errorTextBytes) {
      return invalid(concat({"error is longer than ", limits_.errorTextBytes, " bytes"}));
    }
    if (!result_.code.empty() && !isResultCode(result_.code)) {
      return invalid("code must be 1 to 64 letters, digits, '_', '.' or '-'");
    }
    return readData();
  }

 private:
  // Pushes the member and gives its type. Raw: a metatable of the result is not asked.
  int push(const char* name) {
    lua_pushstring(L_, name);
    return lua_rawget(L_, table_);
  }

  Fault wrongType(const char* name, const char* expected, int type) {
    return invalid(concat({name, " must be ", expected, ", got ", lua_typename(L_, type)}));
  }

  Fault readAllowed() {
    const int type = push("allowed");
    if (type != LUA_TNIL && type != LUA_TBOOLEAN) return wrongType("allowed", "true or false", type);
    result_.allowed = type == LUA_TNIL || lua_toboolean(L_, -1) != 0;
    lua_pop(L_, 1);
    return {};
  }

  Fault readText(const char* name, std::string& out) {
    const int type = push(name);
    if (type != LUA_TNIL && type != LUA_TSTRING) return wrongType(name, "a string", type);
    if (type == LUA_TSTRING) {
      std::size_t length = 0;
      const char* text = lua_tolstring(L_, -1, &length);
      charge(L_, length / kBytesRead + 2 * maskingCost({text, length}));
      out.assign(text, length);
      if (!json::isUtf8({text, length})) return invalid(concat({name, " is not valid UTF-8"}));
      const std::string_view secret = secrets_.secretIn({text, length});
      if (!secret.empty()) {
        return invalid(concat({name, " contains the value of the secret ", secret}));
      }
    }
    lua_pop(L_, 1);
    return {};
  }

  Fault readData() {
    const int type = push("data");
    if (type == LUA_TNIL) {
      lua_pop(L_, 1);
      return {};
    }
    if (type != LUA_TTABLE) return wrongType("data", "a table", type);
    const JsonTextLimits limits{static_cast<std::size_t>(limits_.resultBytes),
                                static_cast<std::size_t>(limits_.resultDepth),
                                static_cast<std::size_t>(limits_.resultNodes)};
    std::string text;
    std::vector<JsonPart> parts;
    JsonTextError error;
    if (!writeJson(L_, -1, limits, "data", &secrets_, text, error, &parts)) {
      return RunError{error.tooLarge ? ErrorCode::LimitOutput : ErrorCode::InvalidResult, std::move(error.message)};
    }
    if (text.front() != '{') return invalid("data must be a table with string keys, got a sequence");
    result_.data.emplace();
    for (const JsonPart& part : parts) {
      result_.data->set(part.key, std::string_view(text).substr(part.begin, part.end - part.begin));
    }
    lua_pop(L_, 1);
    return {};
  }

  lua_State* L_;
  int table_;
  const catalog::Limits& limits_;
  const SecretFinder& secrets_;
  ScriptResult& result_;
};

}  // namespace

std::optional<RunError> readResult(lua_State* L, int index, const catalog::Limits& limits, const SecretFinder& secrets,
                                   ScriptResult& result) {
  const int type = lua_type(L, index);
  if (type == LUA_TNIL || type == LUA_TNONE) return {};
  if (type != LUA_TTABLE) {
    return invalid(std::string("a script returns a table or nothing, got ") + lua_typename(L, type));
  }
  luaL_checkstack(L, 8, nullptr);
  const int top = lua_gettop(L);
  Fault fault = ResultReader(L, lua_absindex(L, index), limits, secrets, result).read();
  lua_settop(L, top);
  return fault;
}

}  // namespace sluice::sandbox
