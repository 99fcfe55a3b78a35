#include "support/catalog_examples.h"

#include "base/check.h"
#include "support/json_text.h"
#include "support/read_file.h"

namespace sluice::tests {

std::vector<CatalogExample> catalogExamples() {
  const json::Value file = fromText(readFile(SLUICE_REPO_DIR "/core/catalog/diagnostics.json"));
  std::vector<CatalogExample> examples;
  for (const json::Value& each : file.get("diagnostics")->items()) {
    const json::Value* bad = each.get("bad");
    if (bad == nullptr || bad->isNull()) continue;
    const bool isError = each.get("severity")->string() == "error";
    const bool hasFix = each.get("noFix") == nullptr;
    examples.push_back({each.get("code")->string(), isError, bad->string(), each.get("good")->string(), hasFix});
  }
  SLUICE_CHECK(examples.size() > 50, "the examples of the catalog are gone");
  return examples;
}

}  // namespace sluice::tests
