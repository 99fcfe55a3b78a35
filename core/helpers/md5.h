// MD5, for scripts that must speak to systems that still use it. Broken: nothing of our own relies on it. libsodium
// has none.
#pragma once

#include <string>
#include <string_view>

namespace sluice::helpers {

// The 16 raw bytes of the digest.
std::string md5(std::string_view text);

}  // namespace sluice::helpers
