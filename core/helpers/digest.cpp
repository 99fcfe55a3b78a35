#include "helpers/digest.h"

#include <sodium.h>

#include <array>
#include <cstddef>

#include "helpers/md5.h"
#include "helpers/sha1.h"

namespace sluice::helpers {
namespace {

constexpr std::size_t kBlake2bBytes = 32;

const unsigned char* bytesOf(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytesOf(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string sha256(std::string_view text) {
  std::string out(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(bytesOf(out), bytesOf(text), text.size());
  return out;
}

std::string sha512(std::string_view text) {
  std::string out(crypto_hash_sha512_BYTES, '\0');
  crypto_hash_sha512(bytesOf(out), bytesOf(text), text.size());
  return out;
}

std::string blake2b(std::string_view text) {
  std::string out(kBlake2bBytes, '\0');
  crypto_generichash_blake2b(bytesOf(out), out.size(), bytesOf(text), text.size(), nullptr, 0);
  return out;
}

std::size_t blockBytes(Algorithm algorithm) {
  return algorithm == Algorithm::Sha512 || algorithm == Algorithm::Blake2b ? 128 : 64;
}

void wipe(std::string& text) { sodium_memzero(text.data(), text.size()); }

// digest((key ⊕ pad) ‖ text), the step that HMAC takes twice. `key` is at most one block long.
std::string keyedDigest(Algorithm algorithm, std::string_view key, unsigned char pad, std::string_view text) {
  std::string message;
  // Room first: growing would leave an unwiped copy of the key behind.
  message.reserve(blockBytes(algorithm) + text.size());
  message.assign(blockBytes(algorithm), static_cast<char>(pad));
  for (std::size_t i = 0; i < key.size(); ++i) message[i] = static_cast<char>(message[i] ^ key[i]);
  message.append(text);
  std::string out = digest(algorithm, message);
  wipe(message);
  return out;
}

}  // namespace

bool algorithmFrom(std::string_view name, Algorithm& algorithm) {
  struct Entry {
    std::string_view name;
    Algorithm algorithm;
  };
  static constexpr std::array<Entry, 5> kEntries = {{{"sha256", Algorithm::Sha256},
                                                     {"sha512", Algorithm::Sha512},
                                                     {"sha1", Algorithm::Sha1},
                                                     {"md5", Algorithm::Md5},
                                                     {"blake2b", Algorithm::Blake2b}}};
  for (const Entry& entry : kEntries) {
    if (entry.name != name) continue;
    algorithm = entry.algorithm;
    return true;
  }
  return false;
}

std::string digest(Algorithm algorithm, std::string_view text) {
  switch (algorithm) {
    case Algorithm::Sha256: return sha256(text);
    case Algorithm::Sha512: return sha512(text);
    case Algorithm::Sha1: return sha1(text);
    case Algorithm::Md5: return md5(text);
    case Algorithm::Blake2b: break;
  }
  return blake2b(text);
}

std::string hmac(Algorithm algorithm, std::string_view key, std::string_view text) {
  std::string shortKey;
  if (key.size() > blockBytes(algorithm)) {
    shortKey = digest(algorithm, key);
    key = shortKey;
  }
  const std::string inner = keyedDigest(algorithm, key, 0x36, text);
  std::string out = keyedDigest(algorithm, key, 0x5c, inner);
  wipe(shortKey);
  return out;
}

}  // namespace sluice::helpers
