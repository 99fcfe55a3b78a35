#include "secrets/sodium_init.h"

#include <sodium.h>

#include "base/check.h"

namespace sluice::secrets {

void ensureSodium() {
  static const bool ready = sodium_init() >= 0;
  SLUICE_CHECK(ready, "libsodium has no source of randomness");
}

}  // namespace sluice::secrets
