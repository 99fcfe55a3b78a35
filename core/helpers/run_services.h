// What the helpers of one script run work with. The engine owns one per run; helpers find it through their VM.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/concat.h"
#include "catalog/catalog.h"
#include "helpers/effect.h"
#include "helpers/rng.h"
#include "lua.h"
#include "plan/plan.h"
#include "sandbox/script_run.h"
#include "secrets/sealing.h"
#include "secrets/vault.h"
#include "trace/recorder.h"
#include "trace/text_filter.h"

namespace sluice::helpers {

struct Metric {
  bool gauge = false;  // else a counter
  std::string name;
  double value = 0;
  std::vector<std::pair<std::string, std::string>> tags;
};

// Shared by all script runs of an execution. Outlives them.
struct ExecutionServices {
  const plan::Plan& plan;
  sandbox::VmPool& vms;
  const std::vector<std::pair<std::string, std::string>>& env;  // the settings scripts may read
  const secrets::KeyRing& keys;
  const std::string& nameSpace;
  secrets::Vault& vault;
  const trace::TextFilter& filter;  // masks the vault's secrets
  trace::Recorder* recorder;        // null: no trace is kept
  std::int64_t now = 0;       // the clock reading of the last start or supply, ms since the epoch
  std::uint64_t fetches = 0;
  std::uint32_t lastEffectId = 0;
  std::vector<Metric> metrics = {};
};

class RunServices : public sandbox::RunOwner {
 public:
  // `seed` starts math.random and uuid. `span` is the script's span (kNoSpan without a trace).
  RunServices(ExecutionServices& execution, std::string_view scriptId, std::uint64_t seed, trace::SpanRef span);

  static RunServices& of(lua_State* L) { return static_cast<RunServices&>(sandbox::Vm::of(L).client()); }

  // sandbox::VmClient and sandbox::RunOwner; pushContext is the engine's.
  std::uint64_t nextSeed() override { return rng_.next64(); }
  void dropRequests() override { requested_.clear(); }
  std::optional<catalog::ErrorCode> codeOfHelperError(std::string_view message) const override;

  ExecutionServices& execution() { return execution_; }
  const ExecutionServices& execution() const { return execution_; }
  const catalog::Limits& limits() const { return execution_.plan.limits; }
  Rng& rng() { return rng_; }

  // Raises a Lua error with the script's position in front; if it ends the run, the run has this code.
  int raise(lua_State* L, catalog::ErrorCode code, std::initializer_list<TextPart> message);
  // Raises secret_bound when `text` holds the placeholder of a bound secret.
  void refuseBound(lua_State* L, std::string_view text, const char* helper);

  void log(lua_State* L, trace::LogLevel level, std::string_view text);
  // The span that new spans go under: of the innermost helpers.trace, else the script's.
  trace::SpanRef currentSpan() const { return currentSpan_; }
  void setCurrentSpan(trace::SpanRef span) { currentSpan_ = span; }

  // Counts fetches against the quotas of script and execution; raises limit_fetch, and counts none, when they do not
  // all fit.
  void countFetches(lua_State* L, std::size_t count);

  // Hands an effect to the host when the run suspends next. Gives its id.
  std::uint32_t request(Effect effect);
  // The effects requested since the last call.
  std::vector<Effect> takeRequests();
  // Whether everything requested was handed out and has its reply.
  bool answered() const { return requested_.empty() && due_.empty(); }
  // Takes a reply in, moving from it; false, and nothing moved, when this run waits for no such effect.
  bool accept(EffectReply& reply);
  // The reply to an effect; raises when it failed, and when the call it belonged to was abandoned.
  json::Value takeReply(lua_State* L, std::uint32_t id);

 private:
  struct Due {
    std::uint32_t id;
    trace::SpanRef span;
  };

  ExecutionServices& execution_;
  std::string scriptId_;
  Rng rng_;
  trace::SpanRef span_;
  trace::SpanRef currentSpan_;
  std::uint64_t fetches_ = 0;
  std::vector<Effect> requested_;
  std::vector<Due> due_;
  std::vector<EffectReply> replies_;
  catalog::ErrorCode raisedCode_ = catalog::ErrorCode::HelperError;
  std::string raisedText_;
};

}  // namespace sluice::helpers
