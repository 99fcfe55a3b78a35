#include "sandbox/vm.h"

#include <algorithm>

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
  retried_ = false;
  arena_.setCap(cap_);
}

// The hook and the allocator are part of the state, so that the image takes them back.
void Vm::profile(Profile& profile) {
  profile_ = &profile;
  profile.begin(meterLeft());
  lua_sethook(thread_, onInstruction, LUA_MASKCOUNT, 1);
  lua_setallocf(state_, allocateProfiled, this);
}

void Vm::end() {
  client_ = nullptr;
  profile_ = nullptr;
  arena_.restoreImage();
}

int Vm::meterLeft() const {
  const int left = lua_memoryspent(state_) != 0 ? meterAtRefusal_ : lua_getmeter(state_);
  return std::max(left, 0);
}

void Vm::openReserve() { arena_.setCap(cap_ + kReserveBytes); }

void* Vm::allocate(void* self, void* block, std::size_t oldSize, std::size_t newSize) {
  Vm& vm = *static_cast<Vm*>(self);
  // Without a block, oldSize is the kind of object to be made, not a size.
  void* result = vm.arena_.resize(block, block == nullptr ? 0 : oldSize, newSize);
  if (result == nullptr && newSize != 0) {
    if (vm.state_ != nullptr) vm.noteRefusal();
  } else if (vm.retried_ && newSize > oldSize) {
    vm.retried_ = false;
  }
  return result;
}

// Lua collects garbage and asks once more, and the charge for that may have spent the meter: what was left before is
// what counts. What is refused after memory has run out does not count.
void Vm::noteRefusal() {
  if (lua_memoryspent(state_) != 0) return;
  const int left = lua_getmeter(state_);
  if (left >= 0 || !retried_) meterAtRefusal_ = left;
  retried_ = !retried_;
}

void* Vm::allocateProfiled(void* self, void* block, std::size_t oldSize, std::size_t newSize) {
  void* result = allocate(self, block, oldSize, newSize);
  const std::size_t before = block == nullptr ? 0 : oldSize;
  if (result != nullptr && newSize > before) static_cast<Vm*>(self)->profile_->allocated(newSize - before);
  return result;
}

// The count hook: see core/lua/50-count-hook.patch.
void Vm::onInstruction(lua_State* L, lua_Debug* next) {
  Vm& vm = Vm::of(L);
  vm.profile_->reach(next->currentline, vm.meterLeft());
}

}  // namespace sluice::sandbox
