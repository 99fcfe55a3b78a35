#include "sandbox/vm.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "base/check.h"
#include "sandbox/libraries.h"

namespace sluice::sandbox {

namespace {

// An error outside every protected call is a bug of ours: there is no frame to return to.
int onPanic(lua_State*) { checkFailed("Lua error outside a protected call", __FILE__, __LINE__); }

int build(lua_State* L) {
  Vm& vm = Vm::of(L);
  openLibraries(L);
  vm.client().install(L);
  return 0;
}

// Not memset: the compiler may drop a store to memory that is freed next.
void zero(void* block, std::size_t size) {
  volatile char* bytes = static_cast<volatile char*>(block);
  for (std::size_t i = 0; i < size; i++) bytes[i] = 0;
}

}  // namespace

Vm::Vm(std::size_t memoryBytes, VmClient& client) : client_(client), cap_(memoryBytes) {
  state_ = lua_newstate(allocate, this);
  if (state_ == nullptr) return;
  lua_atpanic(state_, onPanic);
  *static_cast<Vm**>(lua_getextraspace(state_)) = this;
  lua_pushcfunction(state_, [](lua_State* L) {
    Vm::of(L).thread_ = lua_newthread(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &Vm::of(L));  // anchors the thread
    return build(L);
  });
  ready_ = lua_pcall(state_, 0, 0, 0) == LUA_OK;
}

Vm::~Vm() {
  if (state_ != nullptr) lua_close(state_);
  SLUICE_CHECK(used_ == 0, "a VM leaked memory");
}

void* Vm::allocate(void* self, void* block, std::size_t oldSize, std::size_t newSize) {
  // Without a block, oldSize is the kind of object to be made, not a size.
  return static_cast<Vm*>(self)->resize(block, block == nullptr ? 0 : oldSize, newSize);
}

void* Vm::resize(void* block, std::size_t oldSize, std::size_t newSize) {
  const std::size_t growth = newSize > oldSize ? newSize - oldSize : 0;
  if (growth > cap_ - used_) return refuse(growth);
  void* result = wipe_ ? wipedResize(block, oldSize, newSize) : nullptr;
  if (!wipe_ && newSize == 0) std::free(block);
  if (!wipe_ && newSize != 0) result = std::realloc(block, newSize);
  if (result == nullptr && newSize != 0) return refuse(growth);
  used_ += newSize - oldSize;
  peak_ = std::max(peak_, used_);
  return result;
}

void* Vm::refuse(std::size_t growth) {
  refused_ = std::uint64_t{used_} + growth;
  if (state_ != nullptr && lua_getmeter(state_) >= 0) meterAtRefusal_ = lua_getmeter(state_);
  return nullptr;
}

// As realloc and free, but nothing of the old block stays behind. Shrinking cannot fail, as Lua demands.
void* Vm::wipedResize(void* block, std::size_t oldSize, std::size_t newSize) {
  if (newSize <= oldSize && newSize > 0) {
    zero(static_cast<char*>(block) + newSize, oldSize - newSize);
    return block;
  }
  void* result = newSize > 0 ? std::malloc(newSize) : nullptr;
  if (block == nullptr || (newSize > 0 && result == nullptr)) return result;
  if (result != nullptr) std::memcpy(result, block, oldSize);
  zero(block, oldSize);
  std::free(block);
  return result;
}

}  // namespace sluice::sandbox
