#include "helpers/arguments.h"
#include "helpers/functions.h"
#include "helpers/json_limits.h"
#include "helpers/run_services.h"
#include "lauxlib.h"
#include "sandbox/json_text.h"

namespace sluice::helpers {

namespace {

using trace::kNoSpan;
using trace::SpanRef;
using trace::SpanStatus;

// Stack: name, attributes, function's results or error; the span that was current before is in the context.
int finishTrace(lua_State* L, int status, lua_KContext context) {
  RunServices& run = RunServices::of(L);
  const SpanRef before = static_cast<SpanRef>(context);
  const SpanRef span = run.currentSpan();
  const bool failed = status != LUA_OK && status != LUA_YIELD;
  if (span != before && span != kNoSpan) {
    trace::Recorder& recorder = *run.execution().recorder;
    if (failed && lua_type(L, -1) == LUA_TSTRING) recorder.at(span).statusMessage = checkText(L, -1);
    recorder.close(span, failed ? SpanStatus::Error : SpanStatus::Success, run.execution().now);
  }
  run.setCurrentSpan(before);
  return failed ? lua_error(L) : lua_gettop(L) - 2;
}

std::string readAttributes(lua_State* L) {
  if (lua_isnil(L, 2)) return "{}";
  std::string text;
  sandbox::JsonTextError error;
  const bool written = sandbox::writeJson(L, 2, encodeLimits(RunServices::of(L).limits()), "attributes", nullptr,
                                          text, error);
  if (!written) luaL_argerror(L, 2, error.message.c_str());
  luaL_argexpected(L, text.front() == '{', 2, "table with string keys");
  return text;
}

void openSpan(lua_State* L) {
  RunServices& run = RunServices::of(L);
  trace::Recorder* recorder = run.execution().recorder;
  if (recorder == nullptr) return;
  const SpanRef span =
      recorder->openCustom(run.currentSpan(), checkText(L, 1), run.execution().now, readAttributes(L));
  if (span != kNoSpan) run.setCurrentSpan(span);
}

}  // namespace

int trace(lua_State* L) {
  luaL_checkstring(L, 1);
  if (lua_gettop(L) == 2) {
    lua_pushnil(L);
    lua_insert(L, 2);
  }
  lua_settop(L, 3);
  if (!lua_isnil(L, 2)) luaL_checktype(L, 2, LUA_TTABLE);
  luaL_checktype(L, 3, LUA_TFUNCTION);
  const auto before = static_cast<lua_KContext>(RunServices::of(L).currentSpan());
  openSpan(L);
  return finishTrace(L, lua_pcallk(L, 0, LUA_MULTRET, 0, before, finishTrace), before);
}

}  // namespace sluice::helpers
