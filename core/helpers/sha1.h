// SHA-1, for scripts that must speak to systems that still use it. Broken against collisions: nothing of our own
// relies on it. libsodium has none.
#pragma once

#include <string>
#include <string_view>

namespace sluice::helpers {

// The 20 raw bytes of the digest.
std::string sha1(std::string_view text);

}  // namespace sluice::helpers
