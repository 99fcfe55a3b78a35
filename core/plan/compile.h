// Pipeline → plan: what publishing does.
#pragma once

#include <string>
#include <vector>

#include "plan/graph.h"
#include "plan/plan.h"

namespace sluice::plan {

// The outcome of compiling: a plan when `problems` is empty.
struct Compiled {
  Plan plan;
  std::vector<Problem> problems;
};

// `json` = {trigger, mode?, onError?, failureText?, limits?, secrets?, layers: [["script-id"]] | graph: {…},
// scripts: {"script-id": {name?, code}}}. A wrong shape is an Error; faults an author can see in an editor (cycle,
// unknown script, too large a script …) are problems, all of them at once; among layers a problem's nodes are script
// ids. The members shared with plans follow the rules of readPlan(). Syntax is checked by the caller, which has a Lua
// parser (sandbox/script_run.h).
Result<Compiled> compile(const json::Value& json, const catalog::Limits& deployment);

}  // namespace sluice::plan
