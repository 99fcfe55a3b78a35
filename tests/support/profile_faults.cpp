#include "support/profile_faults.h"

#include <initializer_list>

#include "support/json_text.h"

namespace sluice::tests {

namespace {

std::string placeOf(const json::Value& script) {
  std::string place = stringOr(script, "scriptId", "");
  for (const char* name : {"layerIndex", "parallelIndex"}) place += " " + std::to_string(integerOr(script, name, -1));
  return place;
}

// As profiles and traces tell it: each script that ran and its instructions; "unordered" marks lines out of order.
std::string entry(const json::Value& script) {
  std::int64_t instructions = 0;
  std::int64_t last = 0;
  bool ordered = true;
  for (const json::Value& cost : script.get("lines")->items()) {
    const std::int64_t line = integerOr(cost, "line", 0);
    ordered = ordered && line > last;
    last = line;
    instructions += integerOr(cost, "instructions", 0);
  }
  return placeOf(script) + ": " + std::to_string(instructions) + (ordered ? "; " : " unordered; ");
}

std::string told(const json::Value& trace) {
  std::string all;
  for (const json::Value& span : trace.get("spans")->items()) {
    if (span.get("parentId") != nullptr || stringOr(span, "status", "") == "skipped") continue;
    all += placeOf(span) + ": " + std::to_string(integerOr(span, "instructions", -1)) + "; ";
  }
  return all;
}

}  // namespace

std::vector<std::string> profileFaults(const json::Value& step) {
  const json::Value* profile = step.get("profile");
  if (profile == nullptr) return {"there is no profile"};
  std::string all;
  for (const json::Value& script : profile->items()) all += entry(script);
  const json::Value* trace = step.get("trace");
  // A trace that would be too large leaves spans out.
  if (trace != nullptr && trace->get("spansLeftOut") != nullptr) return {};
  const std::string expected = trace == nullptr ? "" : told(*trace);
  if (all == expected) return {};
  return {"the profile tells " + all + "and the trace " + expected};
}

}  // namespace sluice::tests
