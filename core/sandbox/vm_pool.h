// The VM slots of one engine instance. As many are built as ever ran at the same time; how many that may be, the host
// decides when it admits executions.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "sandbox/vm.h"

namespace sluice::sandbox {

class VmPool;

// A slot taken for one run; goes back by itself.
class VmLease {
 public:
  VmLease() = default;
  VmLease(VmPool& pool, Vm& vm) : pool_(&pool), vm_(&vm) {}
  VmLease(VmLease&& other) noexcept : pool_(other.pool_), vm_(std::exchange(other.vm_, nullptr)) {}
  VmLease& operator=(VmLease&& other) noexcept;
  ~VmLease() { release(); }

  explicit operator bool() const { return vm_ != nullptr; }
  Vm* operator->() const { return vm_; }
  Vm& operator*() const { return *vm_; }
  void release();

 private:
  VmPool* pool_ = nullptr;
  Vm* vm_ = nullptr;
};

class VmPool {
 public:
  explicit VmPool(Installer install) : install_(install) {}

  // An idle slot, begun for `client` with `memoryBytes`; empty when the machine has no memory for another slot.
  VmLease take(VmClient& client, std::size_t memoryBytes);

  std::size_t size() const { return slots_.size(); }

 private:
  friend class VmLease;

  Installer install_;
  std::vector<std::unique_ptr<Vm>> slots_;
  std::vector<Vm*> idle_;  // the one used last is taken first: its memory is warm
};

}  // namespace sluice::sandbox
