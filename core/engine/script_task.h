// One script of a layer while it runs: its services, its VM and its span.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/vault_filter.h"
#include "helpers/run_services.h"
#include "json/tape.h"
#include "plan/plan.h"
#include "sandbox/profile.h"
#include "sandbox/script_run.h"

namespace sluice::engine {

// What scripts of earlier layers left for this one.
struct Inherited {
  json::Tape context;              // the caller's
  std::optional<json::Tape> prev;  // merged data of the previous layer; absent in layer 1
  json::Tape outputs;              // {script id: data}
};

class ScriptTask final : public helpers::RunServices, public sandbox::SecretFinder {
 public:
  // All references must outlive the task. Nothing runs yet: start() or refuse() comes next, once.
  ScriptTask(const plan::PlanScript& script, const sandbox::Chunk& chunk, helpers::ExecutionServices& execution,
             const Inherited& inherited, const VaultFilter& filter, std::uint64_t seed, trace::SpanRef span);

  // Keeps what each line of the script costs. Before start(), if at all.
  void recordProfile() { profile_.emplace(); }
  // Runs the script from its beginning as far as it goes. `shared`: of its layer; null for a script on its own.
  void start(sandbox::SharedContext* shared);
  // Ends the task without running the script.
  void refuse(sandbox::RunError error);
  // Runs on. Precondition: waiting().
  void advance();
  // Whether the script waits for the host, and whether it has all the answers it waits for.
  bool waiting() const { return run_.has_value() && run_->state() == sandbox::ScriptRun::State::Waiting; }
  bool runnable() const { return waiting() && answered(); }
  void fail(sandbox::RunError error);

  std::int64_t startedAt() const { return startedAt_; }
  const plan::PlanScript& script() const { return script_; }
  // Set when the task has ended: exactly one of the two.
  const sandbox::RunError* error() const;
  const sandbox::ScriptResult* result() const;
  // sandbox/profile.h; without lines when it never ran. Precondition: recordProfile().
  const sandbox::Profile& profile() const { return *profile_; }

  void pushContext(lua_State* L) override;
  std::string_view secretIn(std::string_view text) const override;

 private:
  void closeSpan();

  const plan::PlanScript& script_;
  const sandbox::Chunk& chunk_;
  const Inherited& inherited_;
  const VaultFilter& filter_;
  trace::SpanRef span_;
  std::int64_t startedAt_;
  std::optional<sandbox::RunError> refusal_;
  std::optional<sandbox::Profile> profile_;
  std::optional<sandbox::ScriptRun> run_;
};

}  // namespace sluice::engine
