#include "helpers/arguments.h"
#include "helpers/functions.h"
#include "helpers/run_services.h"
#include "lauxlib.h"
#include "sandbox/json_text.h"
#include "sandbox/meter.h"

namespace sluice::helpers {

namespace {

constexpr std::size_t kSpan = 150;  // instructions

using trace::kNoSpan;
using trace::SpanRef;
using trace::SpanStatus;

// The stack holds what openSpan() left, nil, and the function's results or its error. `context` is the span that was
// current before. Another coroutine may have changed the current span meanwhile, so only our own is closed.
int finishTrace(lua_State* L, int status, lua_KContext context) {
  RunServices& run = RunServices::of(L);
  const auto span = static_cast<SpanRef>(lua_tointeger(L, 1));
  const bool failed = status != LUA_OK && status != LUA_YIELD;
  if (span != kNoSpan) {
    trace::Recorder& recorder = *run.execution().recorder;
    if (failed && lua_type(L, -1) == LUA_TSTRING) recorder.at(span).statusMessage = checkText(L, -1);
    recorder.close(span, failed ? SpanStatus::Error : SpanStatus::Success, run.execution().now);
    if (run.currentSpan() == span) run.setCurrentSpan(static_cast<SpanRef>(context));
  }
  return failed ? lua_error(L) : lua_gettop(L) - 2;
}

std::string readAttributes(lua_State* L) {
  if (lua_isnil(L, 2)) return "{}";
  const catalog::Limits& limits = RunServices::of(L).limits();
  const sandbox::JsonTextLimits bounds{static_cast<std::size_t>(limits.resultBytes),
                                       static_cast<std::size_t>(limits.resultDepth),
                                       static_cast<std::size_t>(limits.resultNodes)};
  std::string text;
  sandbox::JsonTextError error;
  const bool written = sandbox::writeJson(L, 2, bounds, "attributes", nullptr, text, error);
  if (!written) luaL_argerror(L, 2, error.message.c_str());
  luaL_argexpected(L, text.front() == '{', 2, "table with string keys");
  sandbox::charge(L, 2 * sandbox::maskingCost(text));
  return text;
}

// Opens the span that the arguments describe and makes it the current one; kNoSpan when there is no place or no trace.
SpanRef openSpan(lua_State* L) {
  RunServices& run = RunServices::of(L);
  const std::string attributes = readAttributes(L);
  trace::Recorder* recorder = run.execution().recorder;
  if (recorder == nullptr) return kNoSpan;
  const std::string_view name = checkText(L, 1);
  sandbox::charge(L, sandbox::maskingCost(name) + name.size() / sandbox::kBytesWritten);
  const SpanRef span = recorder->openCustom(run.currentSpan(), name, run.execution().now, attributes);
  if (span != kNoSpan) run.setCurrentSpan(span);
  return span;
}

}  // namespace

int trace(lua_State* L) {
  sandbox::charge(L, kSpan);
  luaL_checkstring(L, 1);
  if (lua_gettop(L) == 2) {
    lua_pushnil(L);
    lua_insert(L, 2);
  }
  lua_settop(L, 3);
  if (!lua_isnil(L, 2)) luaL_checktype(L, 2, LUA_TTABLE);
  luaL_checktype(L, 3, LUA_TFUNCTION);
  const auto before = static_cast<lua_KContext>(RunServices::of(L).currentSpan());
  lua_pushinteger(L, static_cast<lua_Integer>(openSpan(L)));
  lua_replace(L, 1);
  return finishTrace(L, lua_pcallk(L, 0, LUA_MULTRET, 0, before, finishTrace), before);
}

}  // namespace sluice::helpers
