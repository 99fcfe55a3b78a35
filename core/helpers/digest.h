// The digests that helpers.hash and helpers.hmac offer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sluice::helpers {

enum class Algorithm : std::uint8_t { Sha256, Sha512, Sha1, Md5, Blake2b };

// Reads "sha256", "sha512", "sha1", "md5" or "blake2b"; false for any other name.
bool algorithmFrom(std::string_view name, Algorithm& algorithm);

// The raw bytes of the digest: 32, 64, 20, 16 and (BLAKE2b, RFC 7693, unkeyed) 32.
std::string digest(Algorithm algorithm, std::string_view text);

// HMAC (RFC 2104) over digest(), raw bytes. For BLAKE2b this is HMAC too, with its 128-byte block, not the keyed mode
// of RFC 7693. Every copy of the key that is made on the way is wiped.
std::string hmac(Algorithm algorithm, std::string_view key, std::string_view text);

}  // namespace sluice::helpers
