// The `context` of scripts that start one after another and see the same: made by the first, and copied for those that
// get the same slot.
#pragma once

#include "sandbox/vm.h"

namespace sluice::sandbox {

// Lives as long as the loop that starts the scripts: it holds what they see. Zeroed when it goes.
class SharedContext {
 public:
  // Whether `vm`, whose run has done nothing yet, now has the context.
  bool copyInto(Vm& vm) const {
    if (vm_ != &vm) return false;
    vm.restore(image_);
    return true;
  }

  // Takes over what `vm` has, if it is small enough.
  void keep(const Vm& vm) {
    image_.clear();
    vm_ = vm.copyTo(image_) ? &vm : nullptr;
  }

 private:
  const Vm* vm_ = nullptr;
  Arena::Image image_;
};

}  // namespace sluice::sandbox
