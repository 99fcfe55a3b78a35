#include "sandbox/script_run.h"

#include <charconv>
#include <climits>
#include <utility>

#include "base/check.h"
#include "lauxlib.h"
#include "sandbox/coroutines.h"

namespace sluice::sandbox {

namespace {

using catalog::ErrorCode;

std::string_view textAt(lua_State* L, int index) {
  std::size_t length = 0;
  const char* text = lua_tolstring(L, index, &length);
  return {text, length};
}

// Lua puts "chunk:line: " before its messages. Gives the line, 0 when there is none.
int lineIn(std::string_view message) {
  const std::size_t colon = message.find(':');
  if (colon == std::string_view::npos || colon > LUA_IDSIZE) return 0;
  int line = 0;
  const char* end = message.data() + message.size();
  const auto [rest, status] = std::from_chars(message.data() + colon + 1, end, line);
  return status == std::errc() && rest != end && *rest == ':' && line > 0 ? line : 0;
}

// The line of the innermost Lua function of a coroutine that an error has left as it was.
int lineOnStack(lua_State* L) {
  lua_Debug frame;
  for (int level = 0; lua_getstack(L, level, &frame) != 0; level++) {
    if (lua_getinfo(L, "l", &frame) != 0 && frame.currentline > 0) return frame.currentline;
  }
  return 0;
}

// The error value of a failed call, read without running its __tostring and without allocating in the VM: there may be
// no memory left, and no protected call to raise into.
std::string errorText(lua_State* L) {
  const int type = lua_type(L, -1);
  if (type == LUA_TSTRING) return std::string(textAt(L, -1).substr(0, kKeptErrorBytes));
  if (lua_isinteger(L, -1)) return std::to_string(lua_tointeger(L, -1));
  return std::string("the script raised a ") + lua_typename(L, type) + " value";
}

std::optional<RunError> checkSize(std::string_view code, const catalog::Limits& limits) {
  if (code.size() <= limits.scriptBytes) return {};
  return limitError(ErrorCode::LimitSize, "script size", limits.scriptBytes, code.size());
}

// Pushes the compiled chunk, or the message. Text only: Lua's bytecode loader is not safe against crafted input.
int loadText(lua_State* L, std::string_view scriptId, std::string_view code) {
  const std::string chunk = "=" + std::string(scriptId);
  return luaL_loadbufferx(L, code.data(), code.size(), chunk.c_str(), "t");
}

struct Preparation {
  std::string_view scriptId;
  std::string_view code;
  RunOwner* owner;
  std::optional<RunError> syntaxError;
};

// Puts the loaded chunk on the run thread and sets the global `context`.
int prepareProtected(lua_State* L) {
  auto& preparation = *static_cast<Preparation*>(lua_touserdata(L, 1));
  lua_State* thread = Vm::of(L).runThread();
  preparation.owner->pushContext(L);
  lua_setglobal(L, "context");
  const int status = loadText(L, preparation.scriptId, preparation.code);
  if (status == LUA_ERRMEM) return lua_error(L);
  if (status != LUA_OK) {
    const std::string message = errorText(L);
    preparation.syntaxError = RunError{ErrorCode::SyntaxError, message, lineIn(message)};
    return 0;
  }
  lua_xmove(L, thread, 1);
  return 0;
}

struct Reading {
  const catalog::Limits& limits;
  const SecretFinder& secrets;
  ScriptResult& result;
  std::optional<RunError> error;
};

int readProtected(lua_State* L) {
  auto& reading = *static_cast<Reading*>(lua_touserdata(L, 1));
  reading.error = readResult(L, 2, reading.limits, reading.secrets, reading.result);
  return 0;
}

}  // namespace

ScriptRun::ScriptRun(std::string_view scriptId, std::string_view code, const catalog::Limits& limits, RunOwner& owner,
                     const SecretFinder& secrets)
    : limits_(limits), owner_(owner), secrets_(secrets) {
  error_ = checkSize(code, limits);
  if (!error_) {
    vm_.emplace(static_cast<std::size_t>(limits.memoryBytes), owner);
    if (!vm_->ready() || !prepare(scriptId, code)) error_ = memoryError();
  }
  if (error_) end(State::Failed);
}

bool ScriptRun::prepare(std::string_view scriptId, std::string_view code) {
  lua_State* L = vm_->state();
  Preparation preparation{scriptId, code, &owner_, {}};
  lua_pushcfunction(L, prepareProtected);
  lua_pushlightuserdata(L, &preparation);
  const int status = lua_pcall(L, 1, 0, 0);
  error_ = std::move(preparation.syntaxError);
  if (status == LUA_OK && !error_) {
    SLUICE_CHECK(limits_.instructions <= INT_MAX, "the instruction limit does not fit the meter");
    lua_setmeter(L, static_cast<int>(limits_.instructions));
  }
  return status == LUA_OK;
}

ScriptRun::State ScriptRun::resume() {
  SLUICE_CHECK(state_ == State::Waiting && vm_, "resume() of a run that has ended");
  lua_State* thread = vm_->runThread();
  int results = 0;
  const int status = lua_resume(thread, vm_->state(), 0, &results);
  return afterResume(status, results);
}

ScriptRun::State ScriptRun::afterResume(int status, int results) {
  lua_State* thread = vm_->runThread();
  const int left = lua_getmeter(thread);
  const int unspent = lua_memoryspent(thread) != 0 ? vm_->meterAtRefusal() : left;
  instructions_ = limits_.instructions - static_cast<std::uint64_t>(unspent < 0 ? 0 : unspent);
  if (left < 0 || (status != LUA_OK && status != LUA_YIELD)) {
    error_ = classify(status);
    return end(State::Failed);
  }
  if (status == LUA_YIELD) {
    SLUICE_CHECK(isAwaitingHost(thread, results), "a run yielded without a host call");
    lua_pop(thread, results);
    return state_;
  }
  readResultOf(results);
  return end(error_ ? State::Failed : State::Finished);
}

// Only the first value a script returns counts.
void ScriptRun::readResultOf(int results) {
  lua_State* thread = vm_->runThread();
  Reading reading{limits_, secrets_, result_, {}};
  lua_State* L = vm_->state();
  lua_pushcfunction(L, readProtected);
  lua_pushlightuserdata(L, &reading);
  if (results > 0) {
    lua_settop(thread, 1);
    lua_xmove(thread, L, 1);
  } else {
    lua_pushnil(L);
  }
  error_ = lua_pcall(L, 2, 0, 0) == LUA_OK ? std::move(reading.error) : memoryError();
}

// The meter decides before the status: `return pcall(f)` ends well after f has spent it.
RunError ScriptRun::classify(int status) const {
  lua_State* thread = vm_->runThread();
  if (lua_memoryspent(thread) != 0) return memoryError();
  if (lua_getmeter(thread) < 0) {
    return limitError(ErrorCode::LimitInstructions, "instruction", limits_.instructions, limits_.instructions + 1,
                      lua_meterline(thread));
  }
  if (status == LUA_ERRERR) return {ErrorCode::RuntimeError, "error in error handling", lineOnStack(thread)};
  std::string message = errorText(thread);
  int line = lineIn(message);
  if (line == 0) line = lineOnStack(thread);
  const ErrorCode code = owner_.codeOfHelperError(message).value_or(ErrorCode::RuntimeError);
  return {code, std::move(message), line};
}

RunError ScriptRun::memoryError() const {
  const int line = vm_->ready() ? lineOnStack(vm_->runThread()) : 0;
  return limitError(ErrorCode::LimitMemory, "memory", limits_.memoryBytes, vm_->memoryRefused(), line);
}

void ScriptRun::fail(RunError error) {
  SLUICE_CHECK(state_ == State::Waiting, "fail() of a run that has ended");
  if (error.line == 0) error.line = lineOnStack(vm_->runThread());
  error_ = std::move(error);
  end(State::Failed);
}

// The VM goes as soon as the run is over: results are kept as text, and memory is for those who still run.
ScriptRun::State ScriptRun::end(State state) {
  if (vm_) memoryPeak_ = vm_->memoryPeak();
  vm_.reset();
  return state_ = state;
}

int ScriptRun::currentLine(lua_State* L) { return lineOnStack(L); }

std::optional<RunError> checkSyntax(std::string_view scriptId, std::string_view code, const catalog::Limits& limits) {
  if (auto error = checkSize(code, limits)) return error;
  struct Nobody final : VmClient {
    void install(lua_State*) override {}
    void dropRequests() override {}
  } nobody;
  Vm vm(static_cast<std::size_t>(limits.memoryBytes), nobody);
  const int status = vm.ready() ? loadText(vm.state(), scriptId, code) : LUA_ERRMEM;
  if (status == LUA_OK) return {};
  if (status == LUA_ERRMEM) {
    return limitError(ErrorCode::LimitMemory, "memory", limits.memoryBytes, vm.memoryRefused());
  }
  std::string message = errorText(vm.state());
  const int line = lineIn(message);
  return RunError{ErrorCode::SyntaxError, std::move(message), line};
}

}  // namespace sluice::sandbox
