#include "sandbox/vm_pool.h"

namespace sluice::sandbox {

VmLease& VmLease::operator=(VmLease&& other) noexcept {
  std::swap(pool_, other.pool_);
  std::swap(vm_, other.vm_);
  return *this;
}

void VmLease::release() {
  Vm* vm = std::exchange(vm_, nullptr);
  if (vm == nullptr) return;
  vm->end();
  pool_->idle_.push_back(vm);
}

VmLease VmPool::take(VmClient& client, std::size_t memoryBytes) {
  if (idle_.empty()) {
    auto vm = std::make_unique<Vm>(install_);
    if (!vm->ready()) return {};
    idle_.push_back(vm.get());
    slots_.push_back(std::move(vm));
  }
  Vm& vm = *idle_.back();
  idle_.pop_back();
  vm.begin(client, memoryBytes);
  return {*this, vm};
}

}  // namespace sluice::sandbox
