#include "sandbox/script_run.h"

#include <algorithm>
#include <climits>
#include <utility>

#include "base/check.h"
#include "lauxlib.h"
#include "sandbox/coroutines.h"
#include "sandbox/libraries.h"
#include "sandbox/lua_errors.h"
#include "sandbox/meter.h"

namespace sluice::sandbox {

namespace {

using catalog::ErrorCode;

constexpr std::size_t kUncountedMessageBytes = 1024;  // as usual as the span they go to

struct Preparation {
  const std::string& bytecode;
  RunOwner& owner;
};

int makeContextProtected(lua_State* L) {
  static_cast<RunOwner*>(lua_touserdata(L, 1))->pushContext(L);
  lua_setglobal(L, "context");
  return 0;
}

// Puts the chunk on the run thread and seeds math.random.
int prepareProtected(lua_State* L) {
  auto& preparation = *static_cast<Preparation*>(lua_touserdata(L, 1));
  const std::string& bytecode = preparation.bytecode;
  const std::uint64_t seed = preparation.owner.nextSeed();
  seedRandom(L, seed, preparation.owner.nextSeed());
  if (luaL_loadbufferx(L, bytecode.data(), bytecode.size(), "", "b") != LUA_OK) return lua_error(L);
  lua_xmove(L, Vm::of(L).runThread(), 1);
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

ScriptRun::ScriptRun(const Chunk& chunk, const catalog::Limits& limits, VmPool& pool, RunOwner& owner,
                     const SecretFinder& secrets, Profile* profile, SharedContext* shared)
    : limits_(limits), owner_(owner), secrets_(secrets), profile_(profile), error_(chunk.error) {
  if (!error_) {
    vm_ = pool.take(owner, static_cast<std::size_t>(limits.memoryBytes));
    if (!vm_ || !prepare(chunk.bytecode, shared)) error_ = memoryError();
  }
  if (error_) end(State::Failed);
}

bool ScriptRun::prepare(const std::string& bytecode, SharedContext* shared) {
  if (!makeContext(shared)) return false;
  lua_State* L = vm_->state();
  Preparation preparation{bytecode, owner_};
  lua_pushcfunction(L, prepareProtected);
  lua_pushlightuserdata(L, &preparation);
  if (lua_pcall(L, 1, 0, 0) != LUA_OK) return false;
  SLUICE_CHECK(limits_.instructions <= INT_MAX, "the instruction limit does not fit the meter");
  lua_setmeter(L, static_cast<int>(limits_.instructions));
  if (profile_ != nullptr) vm_->profile(*profile_);
  return true;
}

bool ScriptRun::makeContext(SharedContext* shared) {
  if (shared != nullptr && shared->copyInto(*vm_)) return true;
  lua_State* L = vm_->state();
  lua_pushcfunction(L, makeContextProtected);
  lua_pushlightuserdata(L, &owner_);
  if (lua_pcall(L, 1, 0, 0) != LUA_OK) return false;
  if (shared != nullptr) shared->keep(*vm_);
  return true;
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
  count();
  if (lua_getmeter(thread) < 0 || (status != LUA_OK && status != LUA_YIELD)) {
    error_ = classify(status);
    countMessage();
    return end(State::Failed);
  }
  if (status == LUA_YIELD) {
    SLUICE_CHECK(isAwaitingHost(thread, results), "a run yielded without a host call");
    lua_pop(thread, results);
    return state_;
  }
  readResultOf(results);
  count();
  return end(error_ ? State::Failed : State::Finished);
}

// Takes the reading of the meter.
void ScriptRun::count() {
  const int left = vm_->meterLeft();
  instructions_ = limits_.instructions - static_cast<std::uint64_t>(left);
  if (profile_ != nullptr) profile_->settle(left);
}

// A long message is work for the trace, which masks it for the script and for the whole.
void ScriptRun::countMessage() {
  if (error_->message.size() <= kUncountedMessageBytes) return;
  instructions_ = std::min<std::uint64_t>(limits_.instructions, instructions_ + 2 * maskingCost(error_->message));
  if (profile_ != nullptr) profile_->settle(static_cast<int>(limits_.instructions - instructions_));
}

// Only the first value a script returns counts. Reading it is work the script pays for.
void ScriptRun::readResultOf(int results) {
  lua_State* thread = vm_->runThread();
  Reading reading{limits_, secrets_, result_, {}};
  lua_State* L = vm_->state();
  vm_->openReserve();
  lua_pushcfunction(L, readProtected);
  lua_pushlightuserdata(L, &reading);
  if (results > 0) {
    lua_settop(thread, 1);
    lua_xmove(thread, L, 1);
  } else {
    lua_pushnil(L);
  }
  error_ = lua_pcall(L, 2, 0, 0) == LUA_OK ? std::move(reading.error) : classify(LUA_ERRMEM);
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
  if (!vm_) return limitError(ErrorCode::LimitMemory, "memory", limits_.memoryBytes, limits_.memoryBytes);
  const int line = lineOnStack(vm_->runThread());
  return limitError(ErrorCode::LimitMemory, "memory", limits_.memoryBytes, vm_->memoryRefused(), line);
}

void ScriptRun::fail(RunError error) {
  SLUICE_CHECK(state_ == State::Waiting, "fail() of a run that has ended");
  if (error.line == 0) error.line = lineOnStack(vm_->runThread());
  error_ = std::move(error);
  end(State::Failed);
}

// The slot goes back as soon as the run is over: results are kept as text, and memory is for those who still run.
ScriptRun::State ScriptRun::end(State state) {
  if (vm_) memoryPeak_ = vm_->memoryPeak();
  vm_.release();
  return state_ = state;
}

int ScriptRun::currentLine(lua_State* L) { return lineOnStack(L); }

}  // namespace sluice::sandbox
