#include "engine/script_task.h"

#include <utility>

#include "json/writer.h"
#include "sandbox/lua_pusher.h"

namespace sluice::engine {

namespace {

using trace::SpanStatus;

// The caller's own values under these keys are replaced.
constexpr std::string_view kReserved[] = {"trigger", "prev", "outputs"};
constexpr sandbox::LuaPusher::Options kReadOnly{.readOnly = true};

void push(lua_State* L, const json::Tape& tape, const sandbox::LuaPusher::Options& options) {
  sandbox::LuaPusher pusher(L, options);
  tape.play(pusher);
}

}  // namespace

ScriptTask::ScriptTask(const plan::PlanScript& script, const sandbox::Chunk& chunk,
                       helpers::ExecutionServices& execution, const Inherited& inherited, const VaultFilter& filter,
                       std::uint64_t seed, trace::SpanRef span)
    : RunServices(execution, script.id, seed, span),
      script_(script),
      chunk_(chunk),
      inherited_(inherited),
      filter_(filter),
      span_(span),
      startedAt_(execution.now) {}

void ScriptTask::start(sandbox::SharedContext* shared) {
  run_.emplace(chunk_, limits(), execution().vms, *this, *this, profile_ ? &*profile_ : nullptr, shared);
  if (waiting()) {
    advance();
  } else {
    closeSpan();
  }
}

void ScriptTask::refuse(sandbox::RunError error) {
  refusal_ = std::move(error);
  closeSpan();
}

void ScriptTask::advance() {
  run_->resume();
  if (!waiting()) closeSpan();
}

void ScriptTask::fail(sandbox::RunError error) {
  run_->fail(std::move(error));
  closeSpan();
}

const sandbox::RunError* ScriptTask::error() const {
  if (refusal_) return &*refusal_;
  return run_->state() == sandbox::ScriptRun::State::Failed ? &run_->error() : nullptr;
}

const sandbox::ScriptResult* ScriptTask::result() const {
  return error() == nullptr && !waiting() ? &run_->result() : nullptr;
}

void ScriptTask::pushContext(lua_State* L) {
  push(L, inherited_.context, {.readOnly = true, .omit = kReserved});
  lua_settabletraits(L, -1, 0);  // writable for a moment, for the reserved keys
  const std::string& trigger = execution().plan.trigger;
  lua_pushlstring(L, trigger.data(), trigger.size());
  lua_setfield(L, -2, "trigger");
  if (inherited_.prev) {
    push(L, *inherited_.prev, kReadOnly);
    lua_setfield(L, -2, "prev");
  }
  push(L, inherited_.outputs, kReadOnly);
  lua_setfield(L, -2, "outputs");
  lua_settabletraits(L, -1, LUA_TRAIT_READONLY);
}

std::string_view ScriptTask::secretIn(std::string_view text) const { return filter_.secretIn(text); }

void ScriptTask::closeSpan() {
  trace::Recorder* recorder = execution().recorder;
  if (recorder == nullptr) return;
  trace::Span& span = recorder->at(span_);
  if (run_) {
    span.instructions = run_->instructions();
    span.memoryPeak = run_->memoryPeak();
  }
  SpanStatus status = SpanStatus::Success;
  if (const sandbox::RunError* failed = error()) {
    status = SpanStatus::Error;
    span.errorCode = catalog::toString(failed->code);
    span.statusMessage = failed->message;
    span.line = failed->line;
  } else if (!result()->allowed) {
    status = SpanStatus::Blocked;
    span.statusMessage = result()->error.empty() ? catalog::denyText() : result()->error;
  }
  if (result() != nullptr && result()->data) {
    json::Writer attributes;
    attributes.beginObject().memberRaw("output", result()->data->text()).endObject();
    span.attributes = attributes.take();
  }
  recorder->closeOpenChildren(span_, status == SpanStatus::Error ? status : SpanStatus::Success, execution().now);
  recorder->close(span_, status, execution().now);
}

}  // namespace sluice::engine
