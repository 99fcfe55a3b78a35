#include "engine/execution.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/check.h"
#include "base/mix64.h"
#include "json/reader.h"
#include "trace/trace_json.h"

namespace sluice::engine {

namespace {

using catalog::ErrorCode;
using catalog::Mode;
using sandbox::RunError;

Result<json::Tape> readContext(std::string_view context, const catalog::Limits& limits) {
  json::Tape tape;
  json::ReadError error;
  const json::ReadLimits bounds{static_cast<std::size_t>(limits.contextBytes),
                                static_cast<std::size_t>(limits.contextDepth), SIZE_MAX};
  const bool isRead = json::read(context, bounds, tape, &error);
  if (isRead && tape.isObject()) return tape;
  const std::string reason =
      isRead ? "it must be an object" : error.message + " (byte " + std::to_string(error.offset) + ")";
  return Error{catalog::toString(ErrorCode::InvalidContext), "the context is not acceptable: " + reason, "context"};
}

// Precondition: `text` is JSON, written by the engine.
void append(std::string_view text, json::Tape& tape) {
  SLUICE_CHECK(json::read(text, {}, tape), "the engine holds text that is not JSON");
}

json::Tape tapeOf(std::string_view text) {
  json::Tape tape;
  append(text, tape);
  return tape;
}

json::Tape emptyObject() {
  json::Tape tape;
  tape.startObject(0);
  tape.endObject();
  return tape;
}

// Each script run has randomness of its own, so that what a neighbour draws cannot shift it. Mixed, because a run's
// generator counts on from its seed and must not meet its neighbour's.
std::uint64_t seedOf(std::uint64_t executionSeed, std::uint64_t run) { return mix64(executionSeed + mix64(run)); }

}  // namespace

Result<std::unique_ptr<Execution>> Execution::create(Engine& engine, std::shared_ptr<const LoadedPlan> plan,
                                                     std::string_view context, StartOptions options) {
  auto tape = readContext(context, plan->plan.limits);
  if (!tape) return tape.error();
  return std::unique_ptr<Execution>(
      new Execution(engine, std::move(plan), std::move(*tape), std::move(options)));
}

Execution::Execution(Engine& engine, std::shared_ptr<const LoadedPlan> plan, json::Tape context,
                     StartOptions options)
    : loaded_(std::move(plan)),
      plan_(&loaded_->plan),
      options_(std::move(options)),
      vault_(options_.traceId),
      filter_(vault_),
      services_{*plan_,
                engine.vms,
                engine.options.env,
                engine.options.keys,
                engine.options.nameSpace,
                vault_,
                filter_,
                nullptr,
                options_.now},
      inherited_{std::move(context), {}, emptyObject()} {
  if (options_.profile) profile_.beginArray();
  if (plan_->layers.empty()) return;
  outcome_.data.emplace();
  if (!options_.trace) return;
  trace::TraceInfo info;
  info.id = options_.traceId;
  info.trigger = plan_->trigger;
  info.mode = plan_->mode;
  info.planHash = plan_->hash;
  info.engineHash = engine.options.engineHash;
  info.clock = engine.options.clock;
  info.userId = options_.userId;
  info.requestIp = options_.requestIp;
  info.startedAt = options_.now;
  services_.recorder = &recorder_.emplace(std::move(info), plan_->limits, filter_);
}

Execution::~Execution() = default;

Step Execution::advance(std::int64_t now, std::vector<helpers::EffectReply> replies, bool expired) {
  SLUICE_CHECK(!done_, "advance() of an execution that is done");
  services_.now = std::max(services_.now, now);
  if (!begun_) {
    begun_ = true;
    startLayer();
  }
  for (helpers::EffectReply& reply : replies) {
    for (ScriptTask& task : tasks_) {
      if (task.waiting() && task.accept(reply)) break;
    }
  }
  enforceTime(expired);
  runReady();
  while (!done_ && layerEnded()) finishLayer();
  Step step;
  step.done = done_;
  if (!done_) {
    step.effects = takeEffects();
    step.waitMs = waitMs();
  }
  return step;
}

void Execution::startLayer() {
  if (layer_ == plan_->layers.size()) return finish();
  const auto& scripts = plan_->layers[layer_];
  std::vector<trace::SpanRef> spans(scripts.size(), trace::kNoSpan);
  for (std::size_t i = 0; recorder_ && i < scripts.size(); i++) {
    spans[i] = recorder_->openScript(scripts[i].id, scripts[i].name, static_cast<int>(layer_), static_cast<int>(i),
                                     services_.now);
  }
  sandbox::SharedContext shared;
  for (std::size_t i = 0; i < scripts.size(); i++) {
    ScriptTask& task = tasks_.emplace_back(scripts[i], loaded_->chunks[layer_][i], services_, inherited_, filter_,
                                           seedOf(options_.seed, ++started_), spans[i]);
    if (options_.profile) task.recordProfile();
    if (timeSpent_) {
      task.refuse(timeError(false, services_.now - options_.now));
    } else {
      task.start(scripts.size() > 1 ? &shared : nullptr);
    }
  }
}

void Execution::runReady() {
  for (ScriptTask& task : tasks_) {
    if (task.runnable()) task.advance();
  }
}

void Execution::enforceTime(bool expired) {
  const auto& limits = plan_->limits;
  const std::int64_t executionTime = services_.now - options_.now;
  timeSpent_ = executionTime > static_cast<std::int64_t>(limits.executionMs) ||
               (expired && limits.executionMs <= limits.scriptMs);
  for (ScriptTask& task : tasks_) {
    if (!task.waiting()) continue;
    const std::int64_t scriptTime = services_.now - task.startedAt();
    const bool scriptSpent = scriptTime > static_cast<std::int64_t>(limits.scriptMs);
    const bool executionSpent = executionTime > static_cast<std::int64_t>(limits.executionMs);
    if (!scriptSpent && !executionSpent && !expired) continue;
    const bool byScript = scriptSpent || (!executionSpent && limits.scriptMs <= limits.executionMs);
    task.fail(timeError(byScript, byScript ? scriptTime : executionTime));
  }
}

// `used` is what the clock says, which may stand still while the host's timer has run out.
RunError Execution::timeError(bool ofScript, std::int64_t used) const {
  const std::uint64_t allowed = ofScript ? plan_->limits.scriptMs : plan_->limits.executionMs;
  return sandbox::limitError(ErrorCode::LimitTime, ofScript ? "script time (ms)" : "execution time (ms)", allowed,
                             std::max(allowed, static_cast<std::uint64_t>(used)));
}

bool Execution::layerEnded() const {
  return std::none_of(tasks_.begin(), tasks_.end(), [](const ScriptTask& task) { return task.waiting(); });
}

// Results count in plan order, whatever the order they came in.
void Execution::finishLayer() {
  const bool blocksOnError = plan_->onError == plan::OnError::Block;
  plan::ObjectSlices merged;
  if (options_.profile) writeProfiles();
  for (const ScriptTask& task : tasks_) {
    const sandbox::ScriptResult* result = task.result();
    const bool stops = result != nullptr ? !result->allowed : blocksOnError;
    if (stops) {
      stop(task);
      return finish();
    }
    if (result == nullptr || !result->data) continue;
    merged.assign(*result->data);
    const auto same = std::find_if(outputs_.begin(), outputs_.end(),
                                   [&](const auto& output) { return output.first == task.script().id; });
    if (same != outputs_.end()) {
      same->second = result->data->text();
      inheritedOutputs_ = 0;
    } else {
      outputs_.emplace_back(task.script().id, result->data->text());
    }
  }
  outcome_.data->assign(merged);
  tasks_.clear();
  if (++layer_ < plan_->layers.size()) inherit(merged);
  startLayer();
}

void Execution::writeProfiles() {
  for (std::size_t i = 0; i < tasks_.size(); i++) {
    profile_.beginObject().member("scriptId", tasks_[i].script().id);
    profile_.member("layerIndex", static_cast<std::int64_t>(layer_));
    profile_.member("parallelIndex", static_cast<std::int64_t>(i));
    tasks_[i].profile().write(profile_.plainKey("lines"));
    profile_.endObject();
  }
}

// Gives the next layer what came before it.
void Execution::inherit(const plan::ObjectSlices& merged) {
  inherited_.prev = tapeOf(merged.text());
  if (inheritedOutputs_ == 0) inherited_.outputs = emptyObject();
  inherited_.outputs.reopen();
  for (; inheritedOutputs_ < outputs_.size(); inheritedOutputs_++) {
    const auto& [id, data] = outputs_[inheritedOutputs_];
    inherited_.outputs.key(id);
    append(data, inherited_.outputs);
  }
  inherited_.outputs.endObject();
}

// Ends the execution because of a deny, or of an error under onError "block".
void Execution::stop(const ScriptTask& task) {
  const RunError* error = task.error();
  if (error != nullptr) {
    status_ = trace::TraceStatus::Error;
    statusMessage_ = task.script().id + ": " + error->message;
    outcome_ = {false, plan_->failureText, catalog::toString(error->code), {}};
    return;
  }
  const sandbox::ScriptResult& result = *task.result();
  status_ = trace::TraceStatus::Blocked;
  statusMessage_ = result.error.empty() ? std::string(catalog::denyText()) : result.error;
  // In async mode a deny stops the chain only: there is nobody left to be denied.
  if (plan_->mode != Mode::Async) outcome_ = {false, statusMessage_, result.code, {}};
}

void Execution::finish() {
  if (recorder_ && status_ != trace::TraceStatus::Success) recordSkippedLayers();
  if (options_.profile) profile_.endArray();
  done_ = true;
}

void Execution::recordSkippedLayers() {
  for (std::size_t layer = layer_ + 1; layer < plan_->layers.size(); layer++) {
    const auto& scripts = plan_->layers[layer];
    for (std::size_t i = 0; i < scripts.size(); i++) {
      const trace::SpanRef span = recorder_->openScript(scripts[i].id, scripts[i].name, static_cast<int>(layer),
                                                        static_cast<int>(i), services_.now);
      recorder_->close(span, trace::SpanStatus::Skipped, services_.now);
    }
  }
}

std::vector<helpers::Effect> Execution::takeEffects() {
  std::vector<helpers::Effect> effects;
  for (ScriptTask& task : tasks_) {
    auto requests = task.takeRequests();
    std::move(requests.begin(), requests.end(), std::back_inserter(effects));
  }
  return effects;
}

std::int64_t Execution::waitMs() const {
  std::int64_t deadline = options_.now + static_cast<std::int64_t>(plan_->limits.executionMs);
  for (const ScriptTask& task : tasks_) {
    if (!task.waiting()) continue;
    deadline = std::min(deadline, task.startedAt() + static_cast<std::int64_t>(plan_->limits.scriptMs));
  }
  return std::max<std::int64_t>(deadline - services_.now, 1);
}

void Execution::writeMetrics(json::Writer& out) const {
  out.beginArray();
  for (const helpers::Metric& metric : services_.metrics) {
    out.beginObject().member("kind", metric.gauge ? "gauge" : "count").member("name", metric.name);
    out.key("value").number(metric.value);
    out.key("tags").beginObject();
    for (const auto& [name, value] : metric.tags) out.key(filter_.apply(name)).string(filter_.apply(value));
    out.endObject().endObject();
  }
  out.endArray();
}

void Execution::writeTrace(json::Writer& out) const {
  trace::TraceEnd end;
  end.status = status_;
  end.statusMessage = statusMessage_;
  end.endedAt = services_.now;
  end.context = &inherited_.context;
  const std::string result = outcome_.data ? outcome_.data->text() : std::string();
  end.result = result;
  trace::writeTrace(*recorder_, end, plan_->limits, filter_, out);
}

}  // namespace sluice::engine
