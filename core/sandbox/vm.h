// One Lua VM with a memory cap: the place a script run happens in. A VM serves one run and is then destroyed, so
// nothing that a script did can be seen by another run.
#pragma once

#include <cstddef>
#include <cstdint>

#include "lua.h"

namespace sluice::sandbox {

// What the owner of a VM adds to it and hears from it.
class VmClient {
 public:
  // Adds helpers and globals. Called once while the VM is built, inside a protected call: may raise.
  virtual void install(lua_State* L) = 0;
  // A host call that was begun cannot wait for its answer (it would have to yield across C code).
  virtual void dropRequests() = 0;

 protected:
  ~VmClient() = default;
};

class Vm {
 public:
  // Builds libraries and whatever `client` installs. `client` must outlive the VM. When the memory does not suffice
  // for that, ready() is false and nothing else may be called.
  Vm(std::size_t memoryBytes, VmClient& client);
  ~Vm();
  Vm(const Vm&) = delete;
  Vm& operator=(const Vm&) = delete;

  bool ready() const { return ready_; }
  lua_State* state() const { return state_; }
  // The coroutine that runs the script. To the script it is the main thread.
  lua_State* runThread() const { return thread_; }

  std::size_t memoryPeak() const { return peak_; }
  // What would have been in use had the request that was refused last been granted; 0 when none was.
  std::uint64_t memoryRefused() const { return refused_; }
  // What was left on the meter at that moment: running out of memory spends it.
  int meterAtRefusal() const { return meterAtRefusal_; }

  // From now on every freed block is zeroed: called as soon as a secret value enters the VM.
  void wipeFreedMemory() { wipe_ = true; }

  VmClient& client() const { return client_; }
  static Vm& of(lua_State* L) { return **static_cast<Vm**>(lua_getextraspace(L)); }

 private:
  void* refuse(std::size_t growth);
  void* wipedResize(void* block, std::size_t oldSize, std::size_t newSize);
  static void* allocate(void* self, void* block, std::size_t oldSize, std::size_t newSize);
  void* resize(void* block, std::size_t oldSize, std::size_t newSize);

  VmClient& client_;
  std::size_t cap_;
  std::size_t used_ = 0;
  std::size_t peak_ = 0;
  std::uint64_t refused_ = 0;
  int meterAtRefusal_ = 0;
  bool wipe_ = false;
  bool ready_ = false;
  lua_State* state_ = nullptr;
  lua_State* thread_ = nullptr;
};

}  // namespace sluice::sandbox
