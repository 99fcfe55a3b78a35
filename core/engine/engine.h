// What all executions of an instance share: what a deployment fixes once, and the slots their scripts run in.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"
#include "helpers/registry.h"
#include "json/value.h"
#include "sandbox/vm_pool.h"
#include "secrets/sealing.h"

namespace sluice::engine {

struct EngineOptions {
  std::string nameSpace = "sluice";  // ^[a-z0-9][a-z0-9_-]{0,63}$
  secrets::KeyRing keys;
  catalog::Limits limits;
  std::vector<std::pair<std::string, std::string>> env;  // what helpers.env may read
  std::string engineHash = "native";                     // SHA-256 of engine.wasm, from the host
  std::string clock = "live";                            // or "frozen": does the host's clock move between I/O?
};

struct Engine {
  EngineOptions options;
  sandbox::VmPool vms{helpers::installHelpers};
};

// Reads {namespace?, secretKeys?, limits?, env?, engineHash?, clock?}. Limits may be raised up to their ceilings.
// Errors: invalid_options with the field.
Result<EngineOptions> readOptions(const json::Value& json);

}  // namespace sluice::engine
