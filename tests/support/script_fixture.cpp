#include "support/script_fixture.h"

#include <memory>
#include <utility>

#include "base/check.h"
#include "engine/execution.h"
#include "support/json_text.h"

namespace sluice::tests {

namespace {

std::shared_ptr<const engine::LoadedPlan> planOf(engine::Engine& engine, std::string_view code, const catalog::Limits& limits) {
  plan::Plan plan;
  plan.trigger = "test";
  plan.failureText = "failed";
  plan.limits = limits;
  plan.layers = {{{"script", "Script", std::string(code)}}};
  return engine::loadPlan(engine, std::move(plan));
}

}  // namespace

Ran runScript(std::string_view code, const RunOptions& options) {
  static engine::Engine engine;
  engine::StartOptions start;
  start.traceId = std::string(32, 'a');
  start.seed = 1;
  start.now = 1'700'000'000'000;
  start.profile = options.profile;
  auto execution = engine::Execution::create(engine, planOf(engine, code, options.limits), options.context, start);
  SLUICE_CHECK(execution.has_value(), "the test's context is not acceptable");
  SLUICE_CHECK((*execution)->advance(start.now, {}, false).done, "the test's script waits for the host");

  Ran ran;
  json::Writer out;
  engine::writeOutcome((*execution)->outcome(), out);
  ran.outcome = out.take();
  json::Writer trace;
  (*execution)->writeTrace(trace);
  ran.trace = fromText(trace.text());
  const json::Value& span = ran.trace.get("spans")->items().front();
  ran.errorCode = stringOr(span, "errorCode", "");
  ran.message = stringOr(span, "statusMessage", "");
  ran.line = integerOr(span, "line", 0);
  ran.instructions = integerOr(span, "instructions", 0);
  if (options.profile) {
    ran.profile = *fromText((*execution)->profileJson()).items().front().get("lines");
  }
  const json::Value outcome = fromText(ran.outcome);
  if (const json::Value* data = outcome.get("data")) ran.data = toText(*data);
  return ran;
}

std::string evaluate(std::string_view expression, const RunOptions& options) {
  const Ran ran = runScript("return {data = {v = " + std::string(expression) + "}}", options);
  if (!ran.errorCode.empty()) return ran.errorCode + ": " + ran.message;
  const json::Value data = fromText(ran.data);
  const json::Value* value = data.find("v");
  return value == nullptr ? "nil" : toText(*value);
}

}  // namespace sluice::tests
