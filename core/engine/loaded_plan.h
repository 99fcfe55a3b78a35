// A plan with its scripts compiled: what executions run. Immutable, and shared by all of them.
#pragma once

#include <memory>
#include <vector>

#include "engine/engine.h"
#include "plan/plan.h"
#include "sandbox/chunk.h"

namespace sluice::engine {

struct LoadedPlan {
  plan::Plan plan;
  // By layer and position. A script that has no code, is too large or does not compile has its error here, and fails
  // with it whenever it should run.
  std::vector<std::vector<sandbox::Chunk>> chunks;
};

std::shared_ptr<const LoadedPlan> loadPlan(Engine& engine, plan::Plan plan);

}  // namespace sluice::engine
