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
  if (newSize > oldSize && newSize - oldSize > cap_ - used_) {
    refused_ = used_ + (newSize - oldSize);
    return nullptr;
  }
  void* result = nullptr;
  if (newSize == 0) {
    if (wipe_ && block != nullptr) zero(block, oldSize);
    std::free(block);
  } else if (wipe_ && block != nullptr) {
    result = std::malloc(newSize);
    if (result == nullptr) return nullptr;
    std::memcpy(result, block, std::min(oldSize, newSize));
    zero(block, oldSize);
    std::free(block);
  } else {
    result = std::realloc(block, newSize);
    if (result == nullptr) return nullptr;
  }
  used_ += newSize - oldSize;
  peak_ = std::max(peak_, used_);
  return result;
}

}  // namespace sluice::sandbox
