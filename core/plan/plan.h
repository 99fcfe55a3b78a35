// A plan: the compiled, immutable, self-contained form of a pipeline. Code is inside, so a plan needs nothing else to
// run, and its canonical JSON is its identity (SHA-256).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"
#include "json/value.h"
#include "json/writer.h"

namespace sluice::plan {

struct PlanScript {
  std::string id;                   // ^[a-z0-9][a-z0-9_-]{0,63}$
  std::string name;                 // shown to people; the id when the plan gives none
  std::optional<std::string> code;  // absent: the run ends as script_missing
};

enum class OnError : std::uint8_t { Block, Allow };

// Shares of a published plan's executions, from 0 to 1, of which the host keeps something.
struct Sampling {
  double trace = 1;    // of those that succeed; the others' traces are always kept
  double journal = 0;

  bool operator==(const Sampling&) const = default;
};

// Numbers by name, sorted by name.
using NamedNumbers = std::vector<std::pair<std::string, std::int64_t>>;

struct Plan {
  std::string trigger;  // ^[a-z][a-z0-9_]{0,63}$
  catalog::Mode mode = catalog::Mode::Blocking;
  OnError onError = OnError::Block;  // async: always Allow
  std::string failureText;           // what an end user reads when a script failed under Block
  catalog::Limits limits;            // the deployment's, lowered by ownLimits
  NamedNumbers ownLimits;            // those the plan itself states
  std::vector<std::vector<PlanScript>> layers;
  NamedNumbers secrets;  // lowest acceptable version of each secret
  Sampling sampling;
  std::string hash;      // hashPlan()

  // Whether the plan counts on a secret: it existed when the plan was published.
  bool namesSecret(std::string_view name) const;
  // The lowest acceptable version of a secret; 1 when the plan does not name it.
  std::int64_t minSecretVersion(std::string_view name) const;
};

// Reads {trigger, mode?, onError?, failureText?, limits?, secrets?: {NAME: version}, sampling?: {trace?, journal?},
// layers: [[{id, name?, code?}]], hash?}. Other members are refused; null counts as absent.
// - `mode` may be left out for a trigger of the catalog, and must not contradict it; for other triggers it is required.
// - `onError` "block" is refused for async plans, which always behave as "allow".
// - `limits` of a plan may only lower those of the deployment.
// - `hash`, when given, must be that of the plan.
// The words "chain depth" and "parallel nodes" stand in the messages about too many layers and too many scripts in a
// layer. All errors: invalid_plan with the field.
// A script that is too large or does not parse is not refused here: that is the script's own error when it runs.
Result<Plan> readPlan(const json::Value& json, const catalog::Limits& deployment);

// Canonical JSON: members in a fixed order, defaults written out but for `sampling`, which stands only where it differs
// from its default, and limits as the plan states them. It does not depend on the deployment, so a plan has one hash
// everywhere; reading it gives a plan with the same canonical JSON.
std::string writePlan(const Plan& plan);

// The member "sampling", where it differs from its default.
void writeSampling(const Sampling& sampling, json::Writer& out);

// SHA-256 of the canonical JSON in lower-case hex.
std::string hashPlan(const Plan& plan);

bool isScriptId(std::string_view text);
bool isTriggerName(std::string_view text);

}  // namespace sluice::plan
