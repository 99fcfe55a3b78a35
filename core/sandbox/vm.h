// One VM slot: a Lua state in an arena of its own, with libraries and helpers built once. Every run finds it as it was
// when it was new, so nothing that a script did can be seen by another run.
#pragma once

#include <cstddef>
#include <cstdint>

#include "lua.h"
#include "sandbox/arena.h"
#include "sandbox/profile.h"

namespace sluice::sandbox {

// What the VM tells the owner of the run.
class VmClient {
 public:
  // A host call that was begun cannot wait for its answer (it would have to yield across C code).
  virtual void dropRequests() = 0;

 protected:
  ~VmClient() = default;
};

// Adds helpers and globals to a new state. Called once per slot, inside a protected call: may raise.
using Installer = void (*)(lua_State* L);

class Vm {
 public:
  // Builds libraries and what `install` adds. When the machine has no memory for that, ready() is false and nothing
  // else may be called.
  explicit Vm(Installer install);
  Vm(const Vm&) = delete;
  Vm& operator=(const Vm&) = delete;

  bool ready() const { return ready_; }

  // Takes the slot for a run that may use `memoryBytes`, the new VM's own memory included. Precondition: ready, idle.
  void begin(VmClient& client, std::size_t memoryBytes);
  // From now until the end of the run `profile` is told what each line costs. The run does not notice.
  void profile(Profile& profile);
  // Copies what the VM is now, before its script; false when it is too large for that.
  bool copyTo(Arena::Image& image) const { return arena_.copyTo(image); }
  // Makes the VM of a run that has done nothing yet what it was then. Precondition: the image is this VM's.
  void restore(const Arena::Image& image) { arena_.restore(image); }
  // Gives the slot back as it was when it was new; what the run left is zeroed.
  void end();

  lua_State* state() const { return state_; }
  // The coroutine that runs the script. To the script it is the main thread.
  lua_State* runThread() const { return thread_; }

  std::size_t memoryPeak() const { return arena_.peak(); }
  // What would have been in use had the request that was refused last been granted; 0 when none was.
  std::uint64_t memoryRefused() const { return arena_.refused(); }
  // What is left on the meter, or was when memory ran out, which spends it.
  int meterLeft() const;
  // Lets the host finish its own work in a VM whose script has used up the memory.
  void openReserve();

  // Only while a run has the slot.
  VmClient& client() const { return *client_; }
  static Vm& of(lua_State* L) { return **static_cast<Vm**>(lua_getextraspace(L)); }

 private:
  static void* allocate(void* self, void* block, std::size_t oldSize, std::size_t newSize);
  static void* allocateProfiled(void* self, void* block, std::size_t oldSize, std::size_t newSize);
  static void onInstruction(lua_State* L, lua_Debug* next);
  static int build(lua_State* L);
  void noteRefusal();

  Arena arena_;
  Installer install_;
  VmClient* client_ = nullptr;
  Profile* profile_ = nullptr;
  std::size_t cap_ = 0;
  int meterAtRefusal_ = 0;  // negative: it was spent before
  bool retried_ = false;    // what was refused is asked for once more
  bool ready_ = false;
  lua_State* state_ = nullptr;
  lua_State* thread_ = nullptr;
};

}  // namespace sluice::sandbox
