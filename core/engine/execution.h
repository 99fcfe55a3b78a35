// One trigger being run: a state machine without I/O. advance() runs scripts until all of them are done or wait for the
// host; effects go out, replies come in. Given the same plan, context, options and replies it does the same again.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "engine/engine.h"
#include "engine/loaded_plan.h"
#include "engine/outcome.h"
#include "engine/script_task.h"
#include "engine/vault_filter.h"
#include "helpers/effect.h"
#include "helpers/run_services.h"
#include "secrets/vault.h"
#include "trace/recorder.h"

namespace sluice::engine {

struct StartOptions {
  std::string traceId;     // 32 lower-case hex digits
  std::uint64_t seed = 0;  // all randomness of the scripts follows from it
  std::int64_t now = 0;    // clock reading, ms since the epoch
  bool trace = true;
  bool profile = false;  // whether to keep what each line of the scripts costs
  std::string userId;     // empty = unknown
  std::string requestIp;  // empty = unknown
};

struct Step {
  bool done = false;
  std::vector<helpers::Effect> effects;  // new ones, in plan order
  std::int64_t waitMs = 0;               // until the nearest time limit, from the last clock reading
};

class Execution {
 public:
  // Checks the context: one JSON object within the limits. Errors: invalid_context.
  // `engine` must outlive the execution.
  static Result<std::unique_ptr<Execution>> create(Engine& engine, std::shared_ptr<const LoadedPlan> plan,
                                                   std::string_view context, StartOptions options);
  ~Execution();
  Execution(const Execution&) = delete;
  Execution& operator=(const Execution&) = delete;

  // Takes replies in and runs on. The first call starts the first layer. `expired` says that a time limit has passed
  // although the clock may not show it. Precondition: not done.
  Step advance(std::int64_t now, std::vector<helpers::EffectReply> replies, bool expired);

  // Valid once a step said done. There is no trace when none was asked for, or when the plan has no layers.
  const Outcome& outcome() const { return outcome_; }
  bool hasTrace() const { return recorder_.has_value(); }
  // As a member's value. Precondition: hasTrace().
  void writeTrace(json::Writer& out) const;
  // [{kind, name, value, tags}], what the scripts counted; secrets are masked.
  void writeMetrics(json::Writer& out) const;

  // [{scriptId, layerIndex, parallelIndex, lines: [{line, instructions, bytes}]}], of each script of the layers that
  // were reached, in plan order; the sum of a script's instructions is that of its span. Empty when it was not asked
  // for.
  std::string_view profileJson() const { return profile_.text(); }

  const secrets::Vault& vault() const { return vault_; }

 private:
  Execution(Engine& engine, std::shared_ptr<const LoadedPlan> plan, json::Tape context, StartOptions options);

  void startLayer();
  void runReady();
  void enforceTime(bool expired);
  sandbox::RunError timeError(bool ofScript, std::int64_t used) const;
  bool layerEnded() const;
  void finishLayer();
  void writeProfiles();
  void inherit(const plan::ObjectSlices& merged);
  void stop(const ScriptTask& task);
  void finish();
  void recordSkippedLayers();
  std::vector<helpers::Effect> takeEffects();
  std::int64_t waitMs() const;

  std::shared_ptr<const LoadedPlan> loaded_;
  const plan::Plan* plan_;  // loaded_'s
  StartOptions options_;
  secrets::Vault vault_;
  VaultFilter filter_;
  std::optional<trace::Recorder> recorder_;
  helpers::ExecutionServices services_;
  Inherited inherited_;
  std::vector<std::pair<std::string, std::string>> outputs_;  // script id → data, JSON
  std::size_t inheritedOutputs_ = 0;  // how many of them are in inherited_ as they are; 0 = all have to be told again
  std::size_t layer_ = 0;
  std::uint64_t started_ = 0;  // script runs, for their seeds
  std::deque<ScriptTask> tasks_;  // of the current layer, in plan order
  json::Writer profile_;
  bool done_ = false;
  bool begun_ = false;
  bool timeSpent_ = false;  // no script starts any more
  Outcome outcome_;
  trace::TraceStatus status_ = trace::TraceStatus::Success;
  std::string statusMessage_;
};

}  // namespace sluice::engine
