#include "base/names.h"
#include "helpers/arguments.h"
#include "helpers/functions.h"
#include "helpers/run_services.h"
#include "lauxlib.h"
#include "sandbox/coroutines.h"
#include "sandbox/meter.h"
#include "secrets/sealing.h"

namespace sluice::helpers {

using catalog::ErrorCode;

namespace {

constexpr std::size_t kSecret = 40;    // instructions
constexpr std::size_t kRequest = 400;  // when the host is asked

int pushSecret(lua_State* L, const secrets::Secret& secret) {
  if (!secret.hosts.empty()) {
    lua_pushlstring(L, secret.placeholder.data(), secret.placeholder.size());
    return 1;
  }
  lua_pushlstring(L, secret.value.data(), secret.value.size());
  return 1;
}

std::vector<std::string> hostsOf(const json::Value& value) {
  std::vector<std::string> hosts;
  const json::Value* list = value.get("hosts");
  if (list == nullptr || !list->isArray()) return hosts;
  for (const json::Value& host : list->items()) {
    if (host.isString()) hosts.push_back(host.string());
  }
  return hosts;
}

// Takes the host's answer into the vault.
int finishSecret(lua_State* L, int, lua_KContext context) {
  RunServices& run = RunServices::of(L);
  ExecutionServices& execution = run.execution();
  const std::string_view name = checkText(L, 1);
  const json::Value value = run.takeReply(L, static_cast<std::uint32_t>(context));
  if (value.isNull()) {
    if (execution.plan.namesSecret(name)) {
      return run.raise(L, ErrorCode::StoreUnavailable,
                       {"secret ", name, " was there when the plan was published and is not any more"});
    }
    lua_pushnil(L);
    return 1;
  }
  if (const std::string* plain = value.stringAt("plain")) {
    if (plain->size() < secrets::kMinValueBytes) {
      return run.raise(L, ErrorCode::HelperError,
                       {"secret ", name, " is shorter than ", secrets::kMinValueBytes,
                        " bytes, too short to be masked"});
    }
    return pushSecret(L, execution.vault.add(name, *plain, hostsOf(value)));
  }
  const json::Value* record = value.get("record");
  if (record == nullptr) return run.raise(L, ErrorCode::HelperError, {"the host answered with no secret record"});
  auto opened = secrets::open(execution.keys, execution.nameSpace, name, execution.plan.minSecretVersion(name), *record);
  if (!opened) return run.raise(L, ErrorCode::StoreUnavailable, {opened.error().message});
  return pushSecret(L, execution.vault.add(name, std::move(opened->value), std::move(opened->hosts)));
}

}  // namespace

int secret(lua_State* L) {
  sandbox::charge(L, kSecret);
  const std::string_view name = checkText(L, 1);
  luaL_argcheck(L, isSecretName(name), 1, "secret name like GEO_KEY expected");
  RunServices& run = RunServices::of(L);
  if (const secrets::Secret* known = run.execution().vault.find(name)) return pushSecret(L, *known);
  sandbox::charge(L, kRequest);
  Effect effect;
  effect.kind = EffectKind::Secret;
  effect.name = name;
  effect.minVersion = run.execution().plan.minSecretVersion(name);
  const std::uint32_t id = run.request(std::move(effect));
  return sandbox::awaitHost(L, static_cast<lua_KContext>(id), finishSecret);
}

}  // namespace sluice::helpers
