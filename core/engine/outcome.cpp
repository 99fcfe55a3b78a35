#include "engine/outcome.h"

namespace sluice::engine {

void writeOutcome(const Outcome& outcome, json::Writer& out) {
  out.beginObject().member("allowed", outcome.allowed);
  if (outcome.allowed) {
    if (outcome.data) out.memberRaw("data", outcome.data->text());
  } else {
    out.member("error", outcome.error);
    if (!outcome.code.empty()) out.member("code", outcome.code);
  }
  out.endObject();
}

}  // namespace sluice::engine
