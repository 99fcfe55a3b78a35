#include "base/hex.h"
#include "helpers/arguments.h"
#include "helpers/digest.h"
#include "helpers/functions.h"
#include "helpers/run_services.h"
#include "lauxlib.h"
#include "sandbox/meter.h"

namespace sluice::helpers {

namespace {

constexpr std::size_t kDigest = 100;  // instructions, before the first byte

void chargeDigest(lua_State* L, std::size_t bytes) { sandbox::charge(L, kDigest + bytes / sandbox::kBytesHashed); }

Algorithm checkAlgorithm(lua_State* L, int index) {
  Algorithm algorithm = Algorithm::Sha256;
  if (lua_isnoneornil(L, index)) return algorithm;
  const std::string_view name = checkText(L, index);
  if (!algorithmFrom(name, algorithm)) {
    luaL_argerror(L, index, "sha256, sha512, sha1, md5 or blake2b expected");
  }
  return algorithm;
}

int pushHex(lua_State* L, const std::string& bytes) {
  const std::string text = toHex(bytes);
  lua_pushlstring(L, text.data(), text.size());
  return 1;
}

}  // namespace

int hash(lua_State* L) {
  const std::string_view text = checkText(L, 1);
  const Algorithm algorithm = checkAlgorithm(L, 2);
  RunServices::of(L).refuseBound(L, text, "hash");
  chargeDigest(L, text.size());
  return pushHex(L, digest(algorithm, text));
}

int hmacHelper(lua_State* L) {
  const std::string_view text = checkText(L, 1);
  const std::string_view key = checkText(L, 2);
  const Algorithm algorithm = checkAlgorithm(L, 3);
  RunServices& run = RunServices::of(L);
  run.refuseBound(L, text, "hmac");
  chargeDigest(L, text.size() + key.size());
  const secrets::Secret* bound = run.execution().vault.findByPlaceholder(key);
  if (bound == nullptr) run.refuseBound(L, key, "hmac");
  return pushHex(L, hmac(algorithm, bound != nullptr ? std::string_view(bound->value) : key, text));
}

}  // namespace sluice::helpers
