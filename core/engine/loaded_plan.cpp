#include "engine/loaded_plan.h"

#include <utility>

namespace sluice::engine {

namespace {

sandbox::Chunk compiled(Engine& engine, const plan::PlanScript& script, const catalog::Limits& limits) {
  if (script.code) return sandbox::compileChunk(script.id, *script.code, limits, engine.vms);
  return {{}, sandbox::RunError{catalog::ErrorCode::ScriptMissing, "the plan has no code for the script " + script.id}};
}

}  // namespace

std::shared_ptr<const LoadedPlan> loadPlan(Engine& engine, plan::Plan plan) {
  LoadedPlan loaded{std::move(plan), {}};
  for (const auto& layer : loaded.plan.layers) {
    auto& chunks = loaded.chunks.emplace_back();
    for (const auto& script : layer) chunks.push_back(compiled(engine, script, loaded.plan.limits));
  }
  return std::make_shared<const LoadedPlan>(std::move(loaded));
}

}  // namespace sluice::engine
