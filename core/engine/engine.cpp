#include "engine/engine.h"

#include "base/concat.h"
#include "base/names.h"

namespace sluice::engine {

namespace {

Error invalid(std::string message, std::string field) {
  return {catalog::toString(catalog::ErrorCode::InvalidOptions), std::move(message), std::move(field)};
}

Error notText(std::string field) { return invalid(concat({field, " must be a string"}), field); }

bool isNameSpace(std::string_view text) {
  return isName(
      text, [](char c) { return isOneOf(c, kLowerLetters, kDigits); },
      [](char c) { return isOneOf(c, kLowerLetters, kDigits, "_-"); });
}

Status readLimits(const json::Value& json, catalog::Limits& limits) {
  if (!json.isObject()) return invalid("limits must be an object", "limits");
  for (const auto& [name, value] : json.members()) {
    const std::string field = concat({"limits.", name});
    const catalog::LimitInfo* info = catalog::findLimit(name);
    if (info == nullptr) return invalid(concat({"there is no limit called ", name}), field);
    const bool fits = value.isInteger() && value.integer() >= 1 &&
                      static_cast<std::uint64_t>(value.integer()) <= info->ceiling;
    if (!fits) return invalid(concat({field, " must be an integer from 1 to ", info->ceiling}), field);
    limits.*(info->field) = static_cast<std::uint64_t>(value.integer());
  }
  return ok();
}

Status readEnv(const json::Value& json, std::vector<std::pair<std::string, std::string>>& env) {
  if (!json.isObject()) return invalid("env must be an object", "env");
  for (const auto& [name, value] : json.members()) {
    if (!value.isString()) return notText(concat({"env.", name}));
    env.emplace_back(name, value.string());
  }
  return ok();
}

}  // namespace

Result<EngineOptions> readOptions(const json::Value& json) {
  if (!json.isObject()) return invalid("options must be an object", "");
  EngineOptions options;
  if (!json.readText("namespace", options.nameSpace)) return notText("namespace");
  if (!isNameSpace(options.nameSpace)) {
    return invalid("namespace must be 1 to 64 lower-case letters, digits, '_' or '-'", "namespace");
  }
  if (!json.readText("engineHash", options.engineHash)) return notText("engineHash");
  if (!json.readText("clock", options.clock)) return notText("clock");
  if (options.clock != "live" && options.clock != "frozen") return invalid("clock must be live or frozen", "clock");
  if (const json::Value* limits = json.get("limits")) {
    if (auto status = readLimits(*limits, options.limits); !status) return status.error();
  }
  if (const json::Value* env = json.get("env")) {
    if (auto status = readEnv(*env, options.env); !status) return status.error();
  }
  if (const json::Value* keys = json.get("secretKeys")) {
    auto ring = secrets::KeyRing::read(*keys);
    if (!ring) return ring.error();
    options.keys = std::move(*ring);
  }
  return options;
}

}  // namespace sluice::engine
