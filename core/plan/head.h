// The members that a plan and the pipeline it is compiled from have in common.
#pragma once

#include "json/value.h"
#include "plan/fields.h"
#include "plan/plan.h"

namespace sluice::plan {

inline constexpr std::string_view kHeadMembers[] = {"trigger", "mode", "onError", "failureText",
                                                    "limits",  "secrets", "sampling"};

// Fills in everything of `plan` but layers and hash, with the rules of readPlan(). Precondition: `json` is an object.
bool readHead(const json::Value& json, const catalog::Limits& deployment, Plan& plan, Fault& fault);

}  // namespace sluice::plan
