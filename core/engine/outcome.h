// The answer of an execution.
#pragma once

#include <optional>
#include <string>

#include "json/writer.h"
#include "plan/merge.h"

namespace sluice::engine {

struct Outcome {
  bool allowed = true;
  std::string error;  // of a deny, for end users
  std::string code;   // of a deny; empty = none
  std::optional<plan::ObjectSlices> data;  // of an allow; absent when nothing ran
};

// {"allowed":true,"data"?:{…}} or {"allowed":false,"error":…,"code"?:…}
void writeOutcome(const Outcome& outcome, json::Writer& out);

}  // namespace sluice::engine
