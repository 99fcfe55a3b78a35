#include <algorithm>

#include "base/names.h"
#include "helpers/arguments.h"
#include "helpers/functions.h"
#include "helpers/json_limits.h"
#include "helpers/run_services.h"
#include "json/writer.h"
#include "lauxlib.h"
#include "sandbox/coroutines.h"
#include "sandbox/lua_pusher.h"
#include "sandbox/meter.h"

namespace sluice::helpers {

using catalog::ErrorCode;

namespace {

constexpr std::size_t kRequest = 1500;  // instructions: crossing to the host and back, a span, a request and a response
constexpr std::size_t kHeader = 80;          // of a request
constexpr std::size_t kResponseHeader = 12;

// Requests live outside the script's memory until they are sent, so they have bounds of their own.
constexpr std::size_t kMaxUrlBytes = 8192;
constexpr std::size_t kMaxMethodBytes = 16;
constexpr std::size_t kMaxHeaders = 64;
constexpr std::size_t kMaxHeaderBytes = 16 * 1024;  // name and value of one

bool endsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// application/json and every +json type (RFC 6839), parameters aside.
bool isJsonType(std::string_view contentType) {
  std::string type(contentType.substr(0, contentType.find(';')));
  while (!type.empty() && type.back() == ' ') type.pop_back();
  std::transform(type.begin(), type.end(), type.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return type == "application/json" || type == "text/json" || endsWith(type, "+json");
}

// It is written as JSON and read, and searched for secrets before it leaves.
void chargeSent(lua_State* L, std::string_view text) {
  sandbox::charge(L, text.size() / sandbox::kBytesSent + sandbox::maskingCost(text));
}

// A text argument that goes to the host.
std::string_view checkSent(lua_State* L, int index) {
  const std::string_view text = checkText(L, index);
  chargeSent(L, text);
  return text;
}

void checkUtf8(lua_State* L, int argument, std::string_view text, const char* what) {
  if (!json::isUtf8(text)) luaL_argerror(L, argument, lua_pushfstring(L, "%s is not valid UTF-8", what));
}

// Reads options.headers, on top of the stack.
Headers readHeaders(lua_State* L, int argument) {
  Headers headers;
  if (lua_isnil(L, -1)) return headers;
  luaL_argexpected(L, lua_istable(L, -1), argument, "table of strings in options.headers");
  lua_pushnil(L);
  while (lua_next(L, -2) != 0) {
    sandbox::charge(L, kHeader);
    luaL_argexpected(L, lua_type(L, -2) == LUA_TSTRING && lua_isstring(L, -1), argument,
                     "table of strings in options.headers");
    std::string name(checkSent(L, -2));
    std::string value(checkSent(L, -1));
    luaL_argcheck(L, headers.size() < kMaxHeaders, argument, "more than 64 headers");
    luaL_argcheck(L, name.size() + value.size() <= kMaxHeaderBytes, argument, "a header is larger than 16 KB");
    checkUtf8(L, argument, name, "a header name");
    checkUtf8(L, argument, value, "a header value");
    headers.emplace_back(std::move(name), std::move(value));
    lua_pop(L, 1);
  }
  return sorted(std::move(headers));
}

bool isMethod(std::string_view text) {
  return !text.empty() && text.size() <= kMaxMethodBytes && std::all_of(text.begin(), text.end(), [](char c) {
    return isOneOf(c, kUpperLetters, kLowerLetters);
  });
}

bool hasHeader(const Headers& headers, std::string_view lowerName) {
  return std::any_of(headers.begin(), headers.end(), [&](const auto& header) {
    return std::equal(header.first.begin(), header.first.end(), lowerName.begin(), lowerName.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? char(a + 32) : a) == b; });
  });
}

// Reads options.json, on top of the stack, into the body.
void readJsonBody(lua_State* L, Effect& effect) {
  if (lua_isnil(L, -1)) return;
  RunServices& run = RunServices::of(L);
  std::string text;
  sandbox::JsonTextError error;
  if (!sandbox::writeJson(L, -1, encodeLimits(run.limits()), "options.json", nullptr, text, error)) {
    run.raise(L, ErrorCode::HelperError, {"fetch: ", error.message});
  }
  chargeSent(L, text);
  effect.body = std::move(text);
  if (!hasHeader(effect.headers, "content-type")) effect.headers.emplace_back("content-type", "application/json");
}

// `argument` is the position that error messages name; the options may stand anywhere on the stack. Leaves values on
// the stack; readRequest clears them.
void readOptions(lua_State* L, int index, int argument, Effect& effect) {
  effect.method = "GET";
  if (lua_isnoneornil(L, index)) return;
  luaL_argexpected(L, lua_istable(L, index), argument, "table");
  const int options = lua_absindex(L, index);
  if (lua_getfield(L, options, "method") != LUA_TNIL) {
    luaL_argexpected(L, lua_type(L, -1) == LUA_TSTRING, argument, "string in options.method");
    effect.method = checkText(L, -1);
    luaL_argcheck(L, isMethod(effect.method), argument, "options.method must be 1 to 16 letters");
  }
  lua_getfield(L, options, "headers");
  effect.headers = readHeaders(L, argument);
  if (lua_getfield(L, options, "body") != LUA_TNIL) {
    luaL_argexpected(L, lua_type(L, -1) == LUA_TSTRING, argument, "string in options.body");
    luaL_argcheck(L, lua_rawlen(L, -1) <= RunServices::of(L).limits().fetchBytes, argument,
                  "options.body is larger than a response may be");
    effect.body = checkSent(L, -1);
    checkUtf8(L, argument, *effect.body, "options.body");
  }
  lua_getfield(L, options, "json");
  luaL_argcheck(L, lua_isnil(L, -1) || !effect.body, argument, "either options.body or options.json, not both");
  readJsonBody(L, effect);
}

Effect readRequest(lua_State* L, int url, int options, int argument) {
  sandbox::charge(L, kRequest);
  Effect effect;
  effect.kind = EffectKind::Fetch;
  const int top = lua_gettop(L);
  effect.url = checkSent(L, url);
  luaL_argcheck(L, effect.url.size() <= kMaxUrlBytes, 1, "the URL is longer than 8192 bytes");
  checkUtf8(L, 1, effect.url, "the URL");
  readOptions(L, options, argument, effect);
  lua_settop(L, top);
  return effect;
}

void pushHeaders(lua_State* L, const json::Value& value) {
  lua_newtable(L);
  const json::Value* headers = value.get("headers");
  if (headers == nullptr || !headers->isObject()) return;
  for (const auto& [name, content] : headers->members()) {
    if (!content.isString()) continue;
    sandbox::charge(L, kResponseHeader + (name.size() + content.string().size()) / sandbox::kBytesReceived);
    lua_pushlstring(L, name.data(), name.size());
    lua_pushlstring(L, content.string().data(), content.string().size());
    lua_rawset(L, -3);
  }
}

// The decoded body when the type says JSON and it is, else {text = …}. The text is on top of the stack.
void pushBody(lua_State* L, const json::Value& value, const std::string& text) {
  const json::Value* headers = value.get("headers");
  const json::Value* type = headers == nullptr ? nullptr : headers->get("content-type");
  const bool saysJson = type != nullptr && type->isString() && isJsonType(type->string());
  if (saysJson && sandbox::pushJson(L, text, kDecodeLimits, {.charged = true}, nullptr)) return;
  lua_createtable(L, 0, 1);
  lua_pushvalue(L, -2);
  lua_setfield(L, -2, "text");
}

void pushResponse(lua_State* L, const json::Value& value) {
  const json::Value* status = value.get("status");
  const json::Value* body = value.get("body");
  const std::int64_t code = status != nullptr && status->isInteger() ? status->integer() : 0;
  const std::string text = body != nullptr && body->isString() ? body->string() : "";
  sandbox::charge(L, text.size() / sandbox::kBytesReceived);
  lua_createtable(L, 0, 5);
  lua_pushinteger(L, code);
  lua_setfield(L, -2, "status");
  lua_pushboolean(L, code >= 200 && code <= 299);
  lua_setfield(L, -2, "ok");
  pushHeaders(L, value);
  lua_setfield(L, -2, "headers");
  lua_pushlstring(L, text.data(), text.size());
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "text");
  pushBody(L, value, text);
  lua_setfield(L, -3, "body");
  lua_pop(L, 1);
}

int finishFetch(lua_State* L, int, lua_KContext context) {
  pushResponse(L, RunServices::of(L).takeReply(L, static_cast<std::uint32_t>(context)));
  return 1;
}

// The number of requests is on top of the stack; their ids are consecutive.
int finishFetchAll(lua_State* L, int, lua_KContext context) {
  RunServices& run = RunServices::of(L);
  const auto first = static_cast<std::uint32_t>(context);
  const lua_Integer count = lua_tointeger(L, -1);
  lua_createtable(L, static_cast<int>(count), 0);
  lua_settabletraits(L, -1, LUA_TRAIT_ARRAY);
  for (lua_Integer i = 0; i < count; i++) {
    pushResponse(L, run.takeReply(L, first + static_cast<std::uint32_t>(i)));
    lua_rawseti(L, -2, i + 1);
  }
  return 1;
}

std::vector<Effect> readRequests(lua_State* L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  const auto count = static_cast<lua_Integer>(lua_rawlen(L, 1));
  std::vector<Effect> effects;
  const auto most = static_cast<lua_Integer>(RunServices::of(L).limits().fetchesPerScript) + 1;
  for (lua_Integer i = 1; i <= std::min(count, most); i++) {
    luaL_argexpected(L, lua_rawgeti(L, 1, i) == LUA_TTABLE, 1, "list of {url, options}");
    luaL_argexpected(L, lua_rawgeti(L, -1, 1) == LUA_TSTRING, 1, "list of {url, options}");
    lua_rawgeti(L, -2, 2);
    effects.push_back(readRequest(L, lua_absindex(L, -2), lua_absindex(L, -1), 1));
    lua_pop(L, 3);
  }
  return effects;
}

}  // namespace

int fetch(lua_State* L) {
  Effect effect = readRequest(L, 1, 2, 2);
  RunServices& run = RunServices::of(L);
  run.countFetches(L, 1);
  const std::uint32_t id = run.request(std::move(effect));
  return sandbox::awaitHost(L, static_cast<lua_KContext>(id), finishFetch);
}

int fetchAll(lua_State* L) {
  std::vector<Effect> effects = readRequests(L);
  RunServices& run = RunServices::of(L);
  run.countFetches(L, effects.size());
  lua_pushinteger(L, static_cast<lua_Integer>(effects.size()));
  if (effects.empty()) return finishFetchAll(L, LUA_OK, 0);
  std::uint32_t first = 0;
  for (Effect& effect : effects) {
    const std::uint32_t id = run.request(std::move(effect));
    if (first == 0) first = id;
  }
  return sandbox::awaitHost(L, static_cast<lua_KContext>(first), finishFetchAll);
}

}  // namespace sluice::helpers
