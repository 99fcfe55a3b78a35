#include "wasm/boundary.h"

#include <sodium.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/concat.h"
#include "base/hex.h"
#include "base/numeral.h"
#include "engine/engine.h"
#include "engine/execution.h"
#include "engine/vault_filter.h"
#include "helpers/digest.h"
#include "json/value.h"
#include "json/writer.h"
#include "plan/compile.h"
#include "plan/plan.h"
#include "sandbox/chunk.h"
#include "secrets/redactor.h"
#include "secrets/sealing.h"
#include "secrets/wipe.h"
#include "trace/convert.h"
#include "wasm/answers.h"
#include "wasm/handles.h"
#include "wasm/request.h"

namespace sluice::boundary {

namespace {

struct Running {
  std::unique_ptr<engine::Execution> execution;
  bool hold = false;  // stays when it is done, until cancel()
  bool done = false;
};

// The state of one instance. Engine options are set once; plans and executions come and go.
struct Instance {
  engine::Engine engine;
  Handles<std::shared_ptr<const engine::LoadedPlan>> plans;
  Handles<Running> executions;
};

Instance& instance() {
  static Instance one;
  return one;
}

Error invalidOption(const char* field, std::string_view message) {
  return {catalog::toString(catalog::ErrorCode::InvalidOptions), concat({field, ": ", message}), field};
}

// Of all texts of one request together: a body, headers and a URL, with some room for secrets.
constexpr std::size_t kMaxRevealedBytes = std::size_t{4} << 20;

Error tooLargeWithSecrets() {
  return {catalog::toString(catalog::ErrorCode::FetchDenied), "the request is larger than 4 MB with its secrets in place"};
}

Error deadHandle() {
  return {catalog::toString(catalog::ErrorCode::InvalidPlan), "this handle is not alive", "handle"};
}

std::string doneStep(const engine::Execution& execution) {
  json::Writer out = beginAnswer();
  out.member("done", true).plainKey("outcome");
  engine::writeOutcome(execution.outcome(), out);
  execution.writeMetrics(out.plainKey("metrics"));
  if (!execution.profileJson().empty()) out.memberRaw("profile", execution.profileJson());
  if (execution.hasTrace()) execution.writeTrace(out.newLine().plainKey("trace"));
  return out.endObject().take();
}

std::string waitingStep(int handle, const engine::Step& step) {
  json::Writer out = beginAnswer();
  out.member("done", false).member("execution", std::int64_t{handle}).member("waitMs", step.waitMs);
  out.key("effects").beginArray();
  for (const helpers::Effect& effect : step.effects) helpers::writeEffect(effect, out);
  return out.endArray().endObject().take();
}

std::size_t widestLayer(const plan::Plan& plan) {
  std::size_t widest = 0;
  for (const auto& layer : plan.layers) widest = std::max(widest, layer.size());
  return widest;
}

void writeLimits(const catalog::Limits& limits, json::Writer& out) {
  out.key("limits").beginObject();
  for (const catalog::LimitInfo& info : catalog::limits()) {
    out.key(info.name).integer(static_cast<std::int64_t>(limits.*(info.field)));
  }
  out.endObject();
}

bool holdsSecret(const secrets::Vault& vault, std::string_view text) {
  return vault.containsPlaceholder(text) || !secrets::Redactor(vault).findIn(text).empty();
}

void writeOutgoing(const secrets::Vault& vault, const Outgoing& item, std::string_view host, json::Writer& out) {
  std::optional<std::string> text;
  if (!item.carried || !holdsSecret(vault, item.text)) text = vault.reveal(item.text, host, item.escape);
  if (!text) {
    out.null();
    return;
  }
  out.string(*text);
  secrets::wipe(*text);
}

// What compiling the plan's scripts found, added to what compiling the pipeline found.
void compileScripts(plan::Compiled& compiled) {
  for (const auto& layer : compiled.plan.layers) {
    for (const plan::PlanScript& script : layer) {
      if (!script.code) continue;
      engine::Engine& engine = instance().engine;
      const auto chunk = sandbox::compileChunk(script.id, *script.code, engine.options.limits, engine.vms);
      if (!chunk.error) continue;
      compiled.problems.push_back({catalog::toString(chunk.error->code), chunk.error->message, {script.id}});
    }
  }
}

void writeProblems(const std::vector<plan::Problem>& problems, json::Writer& out) {
  out.key("problems").beginArray();
  for (const plan::Problem& problem : problems) {
    out.beginObject().member("kind", problem.kind).member("message", problem.message);
    out.key("nodes").beginArray();
    for (const std::string& node : problem.nodes) out.string(node);
    out.endArray().endObject();
  }
  out.endArray();
}

}  // namespace

std::string version() {
  json::Writer out = beginAnswer();
  out.member("sluice", SLUICE_VERSION).member("lua", SLUICE_LUA_VERSION);
  return out.member("sodium", SODIUM_VERSION_STRING).endObject().take();
}

std::string configure(const std::string& optionsJson) {
  const auto json = readRequest(optionsJson, catalog::ErrorCode::InvalidOptions);
  if (!json) return failure(json.error());
  auto options = engine::readOptions(*json);
  if (!options) return failure(options.error());
  if (instance().executions.size() > 0) return failure(invalidOption("configure", "executions are under way"));
  instance().engine.options = std::move(*options);
  return success();
}

std::string compile(const std::string& pipelineJson) {
  const auto json = readRequest(pipelineJson, catalog::ErrorCode::InvalidPlan);
  if (!json) return failure(json.error());
  const catalog::Limits& limits = instance().engine.options.limits;
  auto compiled = plan::compile(*json, limits);
  if (!compiled) return failure(compiled.error());
  compileScripts(*compiled);
  json::Writer out = beginAnswer();
  writeProblems(compiled->problems, out);
  if (compiled->problems.empty()) {
    out.memberRaw("plan", plan::writePlan(compiled->plan)).member("hash", compiled->plan.hash);
  }
  return out.endObject().take();
}

std::string load(const std::string& planJson) {
  const auto json = readRequest(planJson, catalog::ErrorCode::InvalidPlan);
  if (!json) return failure(json.error());
  auto plan = plan::readPlan(*json, instance().engine.options.limits);
  if (!plan) return failure(plan.error());
  const auto loaded = engine::loadPlan(instance().engine, std::move(*plan));
  const plan::Plan& read = loaded->plan;
  json::Writer out = beginAnswer();
  out.member("plan", std::int64_t{instance().plans.add(loaded)}).member("hash", read.hash);
  out.member("trigger", read.trigger).member("mode", catalog::toString(read.mode));
  out.member("onError", read.onError == plan::OnError::Block ? "block" : "allow");
  out.member("failureText", read.failureText).member("widest", static_cast<std::int64_t>(widestLayer(read)));
  plan::writeSampling(read.sampling, out);
  writeLimits(read.limits, out);
  return out.endObject().take();
}

void unload(int plan) { instance().plans.remove(plan); }

std::string start(int plan, std::string_view contextJson, const Start& options) {
  const auto* loaded = instance().plans.find(plan);
  if (loaded == nullptr) return failure(deadHandle());
  if (!isLowerHex(options.traceId, 32)) return failure(invalidOption("traceId", "must be 32 lower-case hex digits"));
  if (!isLowerHex(options.seed, 16)) return failure(invalidOption("seed", "must be 16 lower-case hex digits"));
  if (!isExactInteger(options.now)) return failure(invalidOption("now", "must be whole ms since the epoch"));
  const auto now = static_cast<std::int64_t>(options.now);
  auto execution = engine::Execution::create(
      instance().engine, *loaded, contextJson,
      {.traceId = options.traceId,
       .seed = fromHex64(options.seed),
       .now = now,
       .trace = options.trace,
       .profile = options.profile,
       .userId = options.userId,
       .requestIp = options.requestIp});
  if (!execution) return failure(execution.error());
  const engine::Step step = (*execution)->advance(now, {}, false);
  if (step.done) return doneStep(**execution);
  return waitingStep(instance().executions.add({std::move(*execution), options.hold}), step);
}

std::string advance(int execution, std::string_view repliesJson) {
  Running* running = instance().executions.find(execution);
  if (running == nullptr || running->done) return failure(deadHandle());
  auto supply = readSupply(repliesJson);
  if (!supply) return failure(supply.error());
  const engine::Step step = running->execution->advance(supply->now, std::move(supply->replies), supply->expired);
  if (!step.done) return waitingStep(execution, step);
  std::string answer = doneStep(*running->execution);
  running->done = true;
  if (!running->hold) instance().executions.remove(execution);
  return answer;
}

void cancel(int execution) { instance().executions.remove(execution); }

std::string reveal(int execution, const std::string& requestJson) {
  const Running* running = instance().executions.find(execution);
  if (running == nullptr) return failure(deadHandle());
  const auto request = readReveal(requestJson);
  if (!request) return failure(request.error());
  const secrets::Vault& vault = running->execution->vault();
  std::size_t size = 0;
  for (const Outgoing& item : request->texts) size += vault.revealedSize(item.text, item.escape);
  if (size > kMaxRevealedBytes) return failure(tooLargeWithSecrets());
  json::Writer out = beginAnswer();
  out.key("texts").beginArray();
  for (const Outgoing& item : request->texts) writeOutgoing(vault, item, request->host, out);
  return out.endArray().endObject().take();
}

std::string redact(int execution, const std::string& requestJson) {
  const Running* running = instance().executions.find(execution);
  if (running == nullptr) return failure(deadHandle());
  const auto texts = readTexts(requestJson);
  if (!texts) return failure(texts.error());
  const engine::VaultFilter filter(running->execution->vault());
  json::Writer out = beginAnswer();
  out.key("texts").beginArray();
  for (const std::string& text : *texts) out.string(filter.apply(text));
  return out.endArray().endObject().take();
}

std::string seal(const std::string& requestJson) {
  auto read = readSeal(requestJson);
  if (!read) return failure(read.error());
  const engine::EngineOptions& options = instance().engine.options;
  secrets::SealRequest& request = read->request;
  if (read->record) {
    auto opened = secrets::open(options.keys, options.nameSpace, request.name, read->minVersion, *read->record);
    if (!opened) return failure(opened.error());
    request.value = std::move(opened->value);
  }
  const auto record = secrets::seal(options.keys, options.nameSpace, request);
  secrets::wipe(request.value);
  if (!record) return failure(record.error());
  return beginAnswer().memberRaw("record", *record).endObject().take();
}

std::string sealJournal(const std::string& traceId, const std::string& journalJson) {
  const engine::EngineOptions& options = instance().engine.options;
  const auto record = secrets::sealJournal(options.keys, options.nameSpace, traceId, journalJson);
  if (!record) return failure(record.error());
  return beginAnswer().memberRaw("record", *record).endObject().take();
}

std::string openJournal(const std::string& traceId, const std::string& recordJson) {
  const auto record = readRequest(recordJson, catalog::ErrorCode::InvalidOptions);
  if (!record) return failure(record.error());
  const engine::EngineOptions& options = instance().engine.options;
  const auto journal = secrets::openJournal(options.keys, options.nameSpace, traceId, *record);
  if (!journal) return failure(journal.error());
  return beginAnswer().memberRaw("journal", *journal).endObject().take();
}

std::string sign(const std::string& pointerJson) {
  const auto pointer = readPointer(pointerJson);
  if (!pointer) return failure(pointer.error());
  const engine::EngineOptions& options = instance().engine.options;
  const auto signature =
      secrets::signPointer(options.keys, options.nameSpace, pointer->trigger, pointer->planHash, pointer->revision);
  if (!signature) return failure(signature.error());
  return beginAnswer().member("kid", signature->kid).member("mac", signature->mac).endObject().take();
}

std::string verify(const std::string& pointerJson) {
  const auto pointer = readPointer(pointerJson);
  if (!pointer) return failure(pointer.error());
  const engine::EngineOptions& options = instance().engine.options;
  const bool valid = secrets::verifyPointer(options.keys, options.nameSpace, pointer->trigger, pointer->planHash,
                                            pointer->revision, pointer->kid, pointer->mac);
  return beginAnswer().member("valid", valid).endObject().take();
}

std::string convertTrace(const std::string& form, const std::string& traceJson) {
  if (form != "otlp" && form != "canonical") return failure(invalidOption("form", "must be otlp or canonical"));
  const auto converted = form == "otlp" ? trace::toOtlp(traceJson) : trace::toCanonical(traceJson);
  if (!converted) return failure(converted.error());
  return beginAnswer().memberRaw("trace", *converted).endObject().take();
}

std::string digest(const std::string& text) {
  const std::string bytes = helpers::digest(helpers::Algorithm::Sha256, text);
  return beginAnswer().member("sha256", toHex(bytes)).endObject().take();
}

std::string liveHandles() {
  json::Writer out = beginAnswer();
  out.member("plans", static_cast<std::int64_t>(instance().plans.size()));
  return out.member("executions", static_cast<std::int64_t>(instance().executions.size())).endObject().take();
}

}  // namespace sluice::boundary
