#include "secrets/sealing.h"

#include <sodium.h>

#include <algorithm>
#include <utility>

#include "base/base64.h"
#include "base/concat.h"
#include "base/hex.h"
#include "base/names.h"
#include "catalog/catalog.h"
#include "json/writer.h"
#include "secrets/bound_fields.h"
#include "secrets/sodium_init.h"
#include "secrets/wipe.h"

namespace sluice::secrets {
namespace {

constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(kKeyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
constexpr std::int64_t kRecordFormat = 1;

constexpr std::string_view kDeriveWrap = "sluice derive wrap key";
constexpr std::string_view kDerivePointer = "sluice derive pointer key";
constexpr std::string_view kSignPointer = "sluice sign pointer";

// What a record holds, and the purposes its two seals are bound to.
struct Content {
  std::string_view what;
  std::string_view sealKey;
  std::string_view sealValue;
};
constexpr Content kSecret{"secret", "sluice seal data key", "sluice seal secret value"};
constexpr Content kJournal{"journal", "sluice seal journal key", "sluice seal journal"};

// Key bytes that are wiped when they end.
struct WipedKey {
  WipedKey() = default;
  ~WipedKey() { sodium_memzero(bytes.data(), bytes.size()); }
  WipedKey(const WipedKey&) = delete;
  WipedKey& operator=(const WipedKey&) = delete;

  std::array<unsigned char, kKeyBytes> bytes;
};

const unsigned char* bytesOf(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytesOf(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string randomBytes(std::size_t count) {
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

// A key of its own for each use, so that no two primitives ever share one.
void derive(const KeyRing::Key& key, std::string_view purpose, WipedKey& out) {
  crypto_generichash(out.bytes.data(), out.bytes.size(), bytesOf(purpose), purpose.size(), key.bytes.data(),
                     key.bytes.size());
}

Error invalid(std::string_view field, std::string_view fault) {
  return {catalog::toString(catalog::ErrorCode::InvalidOptions), concat({field, " ", fault}), std::string(field)};
}

Error missingKeys() { return invalid("secretKeys", "must hold a key: sealing and publishing need one"); }

Error unusable(const Content& content, std::string_view name, std::string_view why) {
  return {catalog::toString(catalog::ErrorCode::StoreUnavailable),
          concat({"The record of ", content.what, " ", json::quoted(name), " cannot be used: ", why})};
}

// What a record says of itself in the clear, and what both of its seals are bound to.
struct Label {
  std::string name;
  std::int64_t version = 0;
  std::string kid;
  std::vector<std::string> hosts;

  BoundFields bind(std::string_view purpose, std::string_view nameSpace) const {
    BoundFields fields(purpose);
    fields.add(nameSpace).add(kid).add(version).add(name).add(static_cast<std::int64_t>(hosts.size()));
    for (const std::string& host : hosts) fields.add(host);
    return fields;
  }
};

struct Record {
  Label label;
  std::string wrapNonce;
  std::string wrapped;
  std::string nonce;
  std::string ciphertext;
};

std::string encrypt(const WipedKey& key, const std::string& nonce, std::string_view plain, const BoundFields& bound) {
  std::string out(plain.size() + kTagBytes, '\0');
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytesOf(out), nullptr, bytesOf(plain), plain.size(), bound.data(),
                                             bound.size(), nullptr, bytesOf(nonce), key.bytes.data());
  return out;
}

// Writes sealed.size() - kTagBytes bytes to `plain`, and nothing of use when it answers false.
bool decrypt(const WipedKey& key, const std::string& nonce, const std::string& sealed, const BoundFields& bound,
             unsigned char* plain) {
  return crypto_aead_xchacha20poly1305_ietf_decrypt(plain, nullptr, nullptr, bytesOf(sealed), sealed.size(),
                                                    bound.data(), bound.size(), bytesOf(nonce), key.bytes.data()) == 0;
}

std::string_view viewOf(const WipedKey& key) {
  return {reinterpret_cast<const char*>(key.bytes.data()), key.bytes.size()};
}

bool isKeyId(std::string_view text) {
  const auto alphanumeric = [](char c) { return isOneOf(c, kUpperLetters, kLowerLetters, kDigits); };
  return isName(text, alphanumeric, [&](char c) { return alphanumeric(c) || isOneOf(c, "_.-"); });
}

bool isHostEntry(std::string_view entry) {
  if (entry.starts_with("*.")) entry.remove_prefix(2);
  if (entry.empty() || entry.starts_with('.') || entry.ends_with('.')) return false;
  for (const char c : entry) {
    if (!isOneOf(c, kLowerLetters, kDigits, "-.")) return false;
  }
  return entry.find("..") == std::string_view::npos;
}

Status check(const SealRequest& request) {
  if (!isSecretName(request.name)) return invalid("name", "must be 1 to 64 characters A-Z, 0-9 and _, a letter first");
  if (request.version < 1) return invalid("version", "must be a positive integer");
  if (request.value.size() < kMinValueBytes || request.value.size() > kMaxValueBytes) {
    return invalid("value", concat({"must have ", kMinValueBytes, " to ", kMaxValueBytes,
                                    " bytes: shorter ones cannot be masked in logs"}));
  }
  for (std::size_t i = 0; i < request.hosts.size(); ++i) {
    if (isHostEntry(request.hosts[i])) continue;
    return invalid(
        concat({"hosts[", i, "]"}),
        "must be a lower-case host name without scheme, port and path, as in api.example.com or *.example.com");
  }
  return ok();
}

std::string write(const Record& record) {
  json::Writer out;
  out.beginObject().member("v", kRecordFormat).member("name", record.label.name);
  out.member("version", record.label.version).member("kid", record.label.kid).key("hosts").beginArray();
  for (const std::string& host : record.label.hosts) out.string(host);
  out.endArray();
  out.member("wrapNonce", encodeBase64(record.wrapNonce)).member("wrapped", encodeBase64(record.wrapped));
  out.member("nonce", encodeBase64(record.nonce)).member("ciphertext", encodeBase64(record.ciphertext));
  return out.endObject().take();
}

// The member has to be there.
bool readText(const json::Value& json, std::string_view name, std::string& out) {
  return json.get(name) != nullptr && json.readText(name, out);
}

bool readBytes(const json::Value& json, std::string_view name, std::string& out) {
  std::string text;  // of a key, where a ring is read
  const bool isRead = readText(json, name, text) && decodeBase64(text, out);
  wipe(text);
  return isRead;
}

// False for any other shape; lengths included, so that what follows need not look at them.
bool read(const json::Value& json, Record& record) {
  std::int64_t format = 0;
  return json.readInteger("v", format) && format == kRecordFormat && readText(json, "name", record.label.name) &&
         json.readInteger("version", record.label.version) && readText(json, "kid", record.label.kid) &&
         json.get("hosts") != nullptr && json.readTexts("hosts", record.label.hosts) &&
         readBytes(json, "wrapNonce", record.wrapNonce) && record.wrapNonce.size() == kNonceBytes &&
         readBytes(json, "wrapped", record.wrapped) && record.wrapped.size() == kKeyBytes + kTagBytes &&
         readBytes(json, "nonce", record.nonce) && record.nonce.size() == kNonceBytes &&
         readBytes(json, "ciphertext", record.ciphertext) && record.ciphertext.size() >= kTagBytes;
}

// Precondition: the ring has a key, and sodium is ready.
std::string sealRecord(const KeyRing& keys, std::string_view nameSpace, const Content& content, Label label,
                       std::string_view value) {
  const KeyRing::Key& key = keys.sealing();
  Record record;
  record.label = std::move(label);
  record.label.kid = key.id;
  WipedKey wrapKey;
  derive(key, kDeriveWrap, wrapKey);
  WipedKey dataKey;
  randombytes_buf(dataKey.bytes.data(), dataKey.bytes.size());
  record.wrapNonce = randomBytes(kNonceBytes);
  record.wrapped = encrypt(wrapKey, record.wrapNonce, viewOf(dataKey), record.label.bind(content.sealKey, nameSpace));
  record.nonce = randomBytes(kNonceBytes);
  record.ciphertext = encrypt(dataKey, record.nonce, value, record.label.bind(content.sealValue, nameSpace));
  return write(record);
}

bool decryptValue(const Record& record, const KeyRing::Key& key, std::string_view nameSpace, const Content& content,
                  std::string& value) {
  WipedKey wrapKey;
  derive(key, kDeriveWrap, wrapKey);
  WipedKey dataKey;
  if (!decrypt(wrapKey, record.wrapNonce, record.wrapped, record.label.bind(content.sealKey, nameSpace),
               dataKey.bytes.data())) {
    return false;
  }
  value = heapString(record.ciphertext.size());
  value.resize(record.ciphertext.size() - kTagBytes);
  return decrypt(dataKey, record.nonce, record.ciphertext, record.label.bind(content.sealValue, nameSpace),
                 bytesOf(value));
}

// Opens the record of `name`: what it says of itself is left in `label`, and is to be believed.
Result<std::string> openRecord(const KeyRing& keys, std::string_view nameSpace, const Content& content,
                               std::string_view name, std::int64_t minVersion, const json::Value& json, Label& label) {
  const auto refuse = [&](std::string_view why) { return unusable(content, name, why); };
  Record record;
  if (!read(json, record)) return refuse("it has another form.");
  if (record.label.name != name) return refuse("it is that of another.");
  if (record.label.version < minVersion) {
    return refuse(concat({"it is older than version ", minVersion, ", which the plan asks for."}));
  }
  const KeyRing::Key* key = keys.find(record.label.kid);
  if (key == nullptr) return refuse("secretKeys has no key of its key id.");
  ensureSodium();
  std::string value;
  if (!decryptValue(record, *key, nameSpace, content, value)) {
    return refuse("it does not open: it was changed or moved, or its key is another one.");
  }
  label = std::move(record.label);
  return value;
}

std::string pointerMac(const KeyRing::Key& key, std::string_view nameSpace, std::string_view trigger,
                       std::string_view planHash, std::int64_t revision) {
  WipedKey macKey;
  derive(key, kDerivePointer, macKey);
  BoundFields fields(kSignPointer);
  fields.add(nameSpace).add(key.id).add(trigger).add(planHash).add(revision);
  std::string mac(crypto_generichash_BYTES, '\0');
  crypto_generichash(bytesOf(mac), mac.size(), fields.data(), fields.size(), macKey.bytes.data(), macKey.bytes.size());
  return mac;
}

}  // namespace

KeyRing::~KeyRing() {
  for (Key& key : keys_) sodium_memzero(key.bytes.data(), key.bytes.size());
}

KeyRing& KeyRing::operator=(KeyRing&& other) noexcept {
  // The old keys go to `other`, whose end wipes them.
  keys_.swap(other.keys_);
  return *this;
}

Result<KeyRing> KeyRing::read(const json::Value& keys) {
  if (!keys.isArray()) return invalid("secretKeys", "must be an array [{id, key}]");
  KeyRing ring;
  ring.keys_.reserve(keys.items().size());  // a vector that grew would leave keys behind
  for (const json::Value& item : keys.items()) {
    const std::string path = concat({"secretKeys[", ring.keys_.size(), "]"});
    std::string id;
    if (!readText(item, "id", id) || !isKeyId(id)) {
      return invalid(concat({path, ".id"}),
                     "must be 1 to 64 characters A-Z, a-z, 0-9, _, . and -, a letter or digit first");
    }
    if (ring.find(id) != nullptr) return invalid(concat({path, ".id"}), "stands twice in secretKeys");
    std::string bytes;
    const bool isKey = readBytes(item, "key", bytes) && bytes.size() == kKeyBytes;
    if (isKey) std::copy(bytes.begin(), bytes.end(), ring.keys_.emplace_back(Key{std::move(id), {}}).bytes.begin());
    wipe(bytes);
    if (!isKey) return invalid(concat({path, ".key"}), "must be 32 bytes in base64");
  }
  return ring;
}

const KeyRing::Key* KeyRing::find(std::string_view id) const {
  for (const Key& key : keys_) {
    if (key.id == id) return &key;
  }
  return nullptr;
}

OpenedSecret::~OpenedSecret() { wipe(value); }

Result<std::string> seal(const KeyRing& keys, std::string_view nameSpace, const SealRequest& request) {
  if (keys.empty()) return missingKeys();
  if (Status status = check(request); !status) return status.error();
  ensureSodium();
  return sealRecord(keys, nameSpace, kSecret, {request.name, request.version, {}, request.hosts}, request.value);
}

Result<OpenedSecret> open(const KeyRing& keys, std::string_view nameSpace, std::string_view name,
                          std::int64_t minVersion, const json::Value& json) {
  Label label;
  auto value = openRecord(keys, nameSpace, kSecret, name, minVersion, json, label);
  if (!value) return value.error();
  OpenedSecret opened;
  opened.value = std::move(*value);
  opened.hosts = std::move(label.hosts);
  opened.version = label.version;
  return opened;
}

Result<std::string> sealJournal(const KeyRing& keys, std::string_view nameSpace, std::string_view traceId,
                                std::string_view journal) {
  if (keys.empty()) return missingKeys();
  ensureSodium();
  return sealRecord(keys, nameSpace, kJournal, {std::string(traceId), 1, {}, {}}, journal);
}

Result<std::string> openJournal(const KeyRing& keys, std::string_view nameSpace, std::string_view traceId,
                                const json::Value& record) {
  Label label;
  return openRecord(keys, nameSpace, kJournal, traceId, 1, record, label);
}

Result<Signature> signPointer(const KeyRing& keys, std::string_view nameSpace, std::string_view trigger,
                              std::string_view planHash, std::int64_t revision) {
  if (keys.empty()) return missingKeys();
  ensureSodium();
  const KeyRing::Key& key = keys.sealing();
  return Signature{key.id, toHex(pointerMac(key, nameSpace, trigger, planHash, revision))};
}

bool verifyPointer(const KeyRing& keys, std::string_view nameSpace, std::string_view trigger, std::string_view planHash,
                   std::int64_t revision, std::string_view kid, std::string_view mac) {
  const KeyRing::Key* key = keys.find(kid);
  std::string claimed;
  if (key == nullptr || !fromHex(mac, claimed) || claimed.size() != crypto_generichash_BYTES) return false;
  ensureSodium();
  const std::string expected = pointerMac(*key, nameSpace, trigger, planHash, revision);
  return sodium_memcmp(expected.data(), claimed.data(), expected.size()) == 0;
}

}  // namespace sluice::secrets
