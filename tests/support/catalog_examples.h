// The examples of core/catalog/diagnostics.json.
#pragma once

#include <string>
#include <vector>

namespace sluice::tests {

struct CatalogExample {
  std::string code;  // of the diagnostic
  bool isError;      // by its severity
  std::string bad;   // a script that has it
  std::string good;  // the same without it
  bool hasFix;       // the catalog gives no reason why it has none
};

// Those of all diagnostics that have some, in the order of the catalog.
std::vector<CatalogExample> catalogExamples();

}  // namespace sluice::tests
