// Sealed records of secrets and journals: envelope encryption with XChaCha20-Poly1305 (libsodium
// crypto_aead_xchacha20poly1305_ietf). A random data key seals the value; a key-encryption key, derived from a key of
// the host's ring, seals the data key. Both seals bind, as associated data, the length-prefixed fields purpose,
// namespace, key id, version, name and hosts: a record that was moved to another name, namespace or version, or whose
// hosts were edited, does not open.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/value.h"

namespace sluice::secrets {

inline constexpr std::size_t kKeyBytes = 32;
inline constexpr std::size_t kMinValueBytes = 8;
inline constexpr std::size_t kMaxValueBytes = 16384;

// The host's keys. The first seals; all open. Destroying the ring wipes the keys.
class KeyRing {
 public:
  struct Key {
    std::string id;  // ^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$
    std::array<unsigned char, kKeyBytes> bytes;
  };
  KeyRing() = default;
  ~KeyRing();
  KeyRing(KeyRing&&) noexcept = default;
  KeyRing& operator=(KeyRing&& other) noexcept;

  // From [{"id": "k1", "key": "<32 bytes, base64>"}]; the JSON is the caller's to wipe. Errors: invalid_options with
  // field secretKeys[i]… (a caller's mistake at createEngine). No message contains a key.
  static Result<KeyRing> read(const json::Value& keys);

  bool empty() const { return keys_.empty(); }
  const Key& sealing() const { return keys_.front(); }  // precondition: not empty
  const Key* find(std::string_view id) const;

 private:
  std::vector<Key> keys_;
};

struct SealRequest {
  std::string name;          // ^[A-Z][A-Z0-9_]{0,63}$
  std::int64_t version = 1;  // ≥ 1, grows with every new value
  std::string value;         // kMinValueBytes to kMaxValueBytes bytes; the caller's to wipe (secrets/wipe.h)
  // Lower-case host names without port, or "*.example.com" for every name below example.com; empty = not bound.
  std::vector<std::string> hosts;
};

// The record as JSON: {v: 1, name, version, kid, hosts, wrapNonce, wrapped, nonce, ciphertext}, bytes in base64.
// Errors: invalid_options with the field (name, version, value, hosts[i], or secretKeys when there is no key). No
// message contains the value.
Result<std::string> seal(const KeyRing& keys, std::string_view nameSpace, const SealRequest& request);

// Its value is wiped when it ends. It may be moved from, into a Vault for example.
struct OpenedSecret {
  OpenedSecret() = default;
  OpenedSecret(OpenedSecret&&) noexcept = default;
  ~OpenedSecret();

  std::string value;  // from heapString()
  std::vector<std::string> hosts;
  std::int64_t version = 0;
};

// `name` and `minVersion` are what the plan asks for; what the record says of itself is only believed when it opens.
// Errors (code store_unavailable): unknown key id, record of another shape, name or namespace, older than
// minVersion, or not authentic. No message contains anything of the record. Members that the record should not have are
// ignored: a store may add its own.
Result<OpenedSecret> open(const KeyRing& keys, std::string_view nameSpace, std::string_view name,
                          std::int64_t minVersion, const json::Value& record);

// A journal, sealed as a secret's value is, under purposes of its own: no secret's record opens as a journal's, nor the
// other way round. It is bound to the id of its trace. Error: invalid_options with field secretKeys.
Result<std::string> sealJournal(const KeyRing& keys, std::string_view nameSpace, std::string_view traceId,
                                std::string_view journal);
// Errors as open().
Result<std::string> openJournal(const KeyRing& keys, std::string_view nameSpace, std::string_view traceId,
                                const json::Value& record);

struct Signature {
  std::string kid;  // the key of the ring that signed
  std::string mac;  // 64 lower-case hex digits
};

// MAC of a pointer record (keyed BLAKE2b-256 under a key derived from a ring key) over namespace, trigger, plan hash
// and revision. Error: invalid_options with field secretKeys when there is no key.
Result<Signature> signPointer(const KeyRing& keys, std::string_view nameSpace, std::string_view trigger,
                              std::string_view planHash, std::int64_t revision);
// Constant time in the mac. False for an unknown kid and a malformed mac too.
bool verifyPointer(const KeyRing& keys, std::string_view nameSpace, std::string_view trigger, std::string_view planHash,
                   std::int64_t revision, std::string_view kid, std::string_view mac);

}  // namespace sluice::secrets
