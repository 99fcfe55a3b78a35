#include "sandbox/vm.h"

#include "base/check.h"
#include "sandbox/libraries.h"

namespace sluice::sandbox {

namespace {

// Outside the script's memory, for reading its result and its error.
constexpr std::size_t kReserveBytes = 64 * 1024;

// Until a run has allocated this many times the new VM's size, no collection starts: most runs end before.
constexpr int kFirstPause = 1000;  // percent; the most Lua can hold
constexpr int kPause = 200;

// An error outside every protected call is a bug of ours: there is no frame to return to.
int onPanic(lua_State*) { checkFailed("Lua error outside a protected call", __FILE__, __LINE__); }

}  // namespace

Vm::Vm(Installer install) : install_(install) {
  state_ = lua_newstate(allocate, this);
  if (state_ == nullptr) return;
  lua_atpanic(state_, onPanic);
  *static_cast<Vm**>(lua_getextraspace(state_)) = this;
  lua_pushcfunction(state_, build);
  if (lua_pcall(state_, 0, 0, 0) != LUA_OK) return;
  // No C frame is on the state now, so its memory alone says what it is.
  lua_gc(state_, LUA_GCSETPAUSE, kFirstPause);
  lua_gc(state_, LUA_GCCOLLECT);
  lua_gc(state_, LUA_GCSETPAUSE, kPause);
  arena_.keepImage();
  ready_ = true;
}

int Vm::build(lua_State* L) {
  Vm& vm = Vm::of(L);
  vm.thread_ = lua_newthread(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &vm);  // anchors the thread
  openLibraries(L);
  vm.install_(L);
  return 0;
}

void Vm::begin(VmClient& client, std::size_t memoryBytes) {
  SLUICE_CHECK(ready_ && client_ == nullptr, "begin() of a slot that is not idle");
  client_ = &client;
  cap_ = memoryBytes;
  meterAtRefusal_ = 0;
  arena_.setCap(cap_);
}

void Vm::end() {
  client_ = nullptr;
  arena_.restoreImage();
}

void Vm::openReserve() { arena_.setCap(cap_ + kReserveBytes); }

void* Vm::allocate(void* self, void* block, std::size_t oldSize, std::size_t newSize) {
  Vm& vm = *static_cast<Vm*>(self);
  // Without a block, oldSize is the kind of object to be made, not a size.
  void* result = vm.arena_.resize(block, block == nullptr ? 0 : oldSize, newSize);
  const bool refused = result == nullptr && newSize != 0;
  if (refused && vm.state_ != nullptr && lua_getmeter(vm.state_) >= 0) vm.meterAtRefusal_ = lua_getmeter(vm.state_);
  return result;
}

}  // namespace sluice::sandbox
