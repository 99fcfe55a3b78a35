#include "support/watched_run.h"

#include <memory>
#include <utility>

#include "base/check.h"
#include "engine/execution.h"
#include "support/json_text.h"

namespace sluice::tests {

namespace {

constexpr std::int64_t kNow = 1'700'000'000'000;

json::Value answerTo(const helpers::Effect& effect, WatchedRun& run) {
  switch (effect.kind) {
    case helpers::EffectKind::Secret:
      run.secrets.insert(effect.name);
      return fromText(R"({"plain":"a value that is long enough"})");
    case helpers::EffectKind::RateLimit: return fromText(R"({"allowed":true,"remaining":1,"resetAt":1})");
    case helpers::EffectKind::Fetch: break;
  }
  run.urls.insert(effect.url);
  return fromText(R"({"status":200,"headers":{"content-type":"application/json"},"body":"{\"ok\":true,\"n\":2}"})");
}

}  // namespace

WatchedRun watch(std::string_view code, std::string_view trigger, std::string_view context,
                 const catalog::Limits& limits) {
  static engine::Engine engine;
  plan::Plan plan;
  plan.trigger = trigger;
  plan.failureText = "failed";
  plan.limits = limits;
  plan.layers = {{{"script", "Script", std::string(code)}}};
  engine::StartOptions start;
  start.traceId = std::string(32, 'a');
  start.seed = 1;
  start.now = kNow;
  auto execution = engine::Execution::create(engine, engine::loadPlan(engine, std::move(plan)), context, start);
  SLUICE_CHECK(execution.has_value(), "the test's context is not acceptable");
  WatchedRun run;
  std::vector<helpers::EffectReply> replies;
  for (engine::Step step = (*execution)->advance(kNow, {}, false); !step.done;
       step = (*execution)->advance(kNow, std::move(replies), false)) {
    replies.clear();
    for (const helpers::Effect& effect : step.effects) {
      helpers::EffectReply& reply = replies.emplace_back();
      reply.id = effect.id;
      reply.ok = true;
      reply.value = answerTo(effect, run);
    }
  }
  json::Writer out;
  engine::writeOutcome((*execution)->outcome(), out);
  run.outcome = out.take();
  json::Writer trace;
  (*execution)->writeTrace(trace);
  const json::Value written = fromText(trace.text());
  const json::Value& span = written.get("spans")->items().front();
  run.errorCode = stringOr(span, "errorCode", "");
  run.message = stringOr(span, "statusMessage", "");
  run.line = integerOr(span, "line", 0);
  const json::Value outcome = fromText(run.outcome);
  if (const json::Value* data = outcome.get("data")) run.data = toText(*data);
  return run;
}

}  // namespace sluice::tests
