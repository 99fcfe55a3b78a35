#include "plan/plan.h"

#include <sodium.h>

#include <array>

#include "base/hex.h"
#include "base/names.h"
#include "json/writer.h"
#include "plan/fields.h"
#include "plan/head.h"
#include "plan/messages.h"

namespace sluice::plan {
namespace {

class PlanReader {
 public:
  PlanReader(Plan& plan, Fault& fault) : plan_(plan), fault_(fault) {}

  bool readLayers(const json::Value& json, const Path& root) {
    const json::Value* layers = json.get("layers");
    const Path path = root.member("layers");
    if (layers == nullptr || !layers->isArray()) return fault_.at(path, "must be an array of arrays of scripts");
    const std::size_t count = layers->items().size();
    if (count > plan_.limits.layers) return fault_.says(path, tooDeep(plan_.limits.layers, count));
    plan_.layers.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
      if (!readLayer(layers->items()[i], path.item(i), i)) return false;
    }
    return true;
  }

 private:
  bool readLayer(const json::Value& json, const Path& path, std::size_t index) {
    if (!json.isArray()) return fault_.at(path, "must be an array of scripts");
    const std::size_t count = json.items().size();
    const std::uint64_t allowed = plan_.limits.scriptsPerLayer;
    if (count > allowed) return fault_.says(path, tooWide(index, allowed, count));
    plan_.layers[index].resize(count);
    for (std::size_t i = 0; i < count; ++i) {
      if (!readScript(json.items()[i], path.item(i), plan_.layers[index][i])) return false;
    }
    return true;
  }

  bool readScript(const json::Value& json, const Path& path, PlanScript& script) {
    if (!requireMembers(json, path, fault_, {"id", "name", "code"})) return false;
    if (!readText(json, path, "id", script.id, fault_)) return false;
    if (!isScriptId(script.id)) return fault_.at(path.member("id"), kScriptIdForm);
    if (!readText(json, path, "name", script.name, fault_)) return false;
    if (script.name.empty()) script.name = script.id;
    return json.get("code") == nullptr || readText(json, path, "code", script.code.emplace(), fault_);
  }

  Plan& plan_;
  Fault& fault_;
};

bool readWhole(const json::Value& json, const catalog::Limits& deployment, Plan& plan, Fault& fault) {
  const Path root;
  if (!requireMembers(json, root, fault, {"layers", "hash"}, kHeadMembers)) return false;
  if (!readHead(json, deployment, plan, fault) || !PlanReader(plan, fault).readLayers(json, root)) return false;
  plan.hash = hashPlan(plan);
  std::string hash = plan.hash;
  if (!readText(json, root, "hash", hash, fault)) return false;
  return hash == plan.hash || fault.at(root.member("hash"), "is not that of the plan");
}

void writeNumbers(std::string_view key, const NamedNumbers& numbers, json::Writer& out) {
  out.key(key).beginObject();
  for (const auto& [name, number] : numbers) out.key(name).integer(number);
  out.endObject();
}

void writeScript(const PlanScript& script, json::Writer& out) {
  out.beginObject().member("id", script.id).member("name", script.name);
  if (script.code) out.member("code", *script.code);
  out.endObject();
}

}  // namespace

bool Plan::namesSecret(std::string_view name) const {
  for (const auto& [secret, version] : secrets) {
    if (secret == name) return true;
  }
  return false;
}

std::int64_t Plan::minSecretVersion(std::string_view name) const {
  for (const auto& [secret, version] : secrets) {
    if (secret == name) return version;
  }
  return 1;
}

Result<Plan> readPlan(const json::Value& json, const catalog::Limits& deployment) {
  Plan plan;
  Fault fault;
  if (!readWhole(json, deployment, plan, fault)) return fault.error();
  return plan;
}

std::string writePlan(const Plan& plan) {
  json::Writer out;
  out.beginObject().member("trigger", plan.trigger).member("mode", toString(plan.mode));
  out.member("onError", plan.onError == OnError::Block ? "block" : "allow").member("failureText", plan.failureText);
  writeNumbers("limits", plan.ownLimits, out);
  writeNumbers("secrets", plan.secrets, out);
  writeSampling(plan.sampling, out);
  out.key("layers").beginArray();
  for (const std::vector<PlanScript>& layer : plan.layers) {
    out.beginArray();
    for (const PlanScript& script : layer) writeScript(script, out);
    out.endArray();
  }
  return out.endArray().endObject().take();
}

void writeSampling(const Sampling& sampling, json::Writer& out) {
  if (sampling == Sampling()) return;
  out.plainKey("sampling").beginObject();
  out.plainKey("trace").number(sampling.trace).plainKey("journal").number(sampling.journal).endObject();
}

std::string hashPlan(const Plan& plan) {
  const std::string text = writePlan(plan);
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest;
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  return toHex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

bool isScriptId(std::string_view text) {
  return isName(
      text, [](char c) { return isOneOf(c, kLowerLetters, kDigits); },
      [](char c) { return isOneOf(c, kLowerLetters, kDigits, "_-"); });
}

bool isTriggerName(std::string_view text) {
  return isName(
      text, [](char c) { return isOneOf(c, kLowerLetters); },
      [](char c) { return isOneOf(c, kLowerLetters, kDigits, "_"); });
}

}  // namespace sluice::plan
