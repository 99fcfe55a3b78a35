#include "base/base64.h"
#include "base/cidr.h"
#include "helpers/arguments.h"
#include "helpers/functions.h"
#include "helpers/run_services.h"
#include "lauxlib.h"
#include "sandbox/meter.h"

namespace sluice::helpers {

using catalog::ErrorCode;

namespace {
constexpr std::size_t kCidr = 20;          // instructions
constexpr std::size_t kBytesEncoded = 4;   // of Base64, for one instruction
}

int base64Encode(lua_State* L) {
  const std::string_view text = checkText(L, 1);
  RunServices::of(L).refuseBound(L, text, "base64.encode");
  sandbox::charge(L, text.size() / kBytesEncoded);
  const std::string encoded = encodeBase64(text);
  lua_pushlstring(L, encoded.data(), encoded.size());
  return 1;
}

int base64Decode(lua_State* L) {
  const std::string_view text = checkText(L, 1);
  RunServices& run = RunServices::of(L);
  run.refuseBound(L, text, "base64.decode");
  sandbox::charge(L, text.size() / kBytesEncoded);
  std::string decoded;
  if (!decodeBase64(text, decoded)) return run.raise(L, ErrorCode::HelperError, {"base64.decode: this is not Base64"});
  lua_pushlstring(L, decoded.data(), decoded.size());
  return 1;
}

int ipInCidr(lua_State* L) {
  sandbox::charge(L, kCidr);
  const std::string_view ip = checkText(L, 1);
  const std::string_view cidr = checkText(L, 2);
  RunServices& run = RunServices::of(L);
  switch (inCidr(ip, cidr)) {
    case CidrMatch::Inside: lua_pushboolean(L, 1); return 1;
    case CidrMatch::Outside: lua_pushboolean(L, 0); return 1;
    case CidrMatch::MalformedAddress:
      return run.raise(L, ErrorCode::HelperError, {"ip.inCidr: the first argument is not an IP address"});
    case CidrMatch::MalformedRange: break;
  }
  return run.raise(L, ErrorCode::HelperError, {"ip.inCidr: the second argument is not a range like 10.0.0.0/8"});
}

}  // namespace sluice::helpers
