#include "language/analysis.h"

#include "base/concat.h"
#include "language/lint.h"
#include "language/rules/capabilities.h"
#include "language/rules/rules.h"
#include "language/rules/suppressions.h"
#include "language/text/by_place.h"

namespace sluice::language {

Analysis analyze(std::string text, const Setting& setting) {
  Analysis analysis;
  const std::size_t size = text.size();
  analysis.tree = parse(std::move(text));
  analysis.binding = bind(*analysis.tree);
  analysis.inference = infer(*analysis.tree, analysis.binding, setting);
  analysis.inference.capabilities = capabilities(*analysis.tree, analysis.binding);
  Mistakes& all = analysis.diagnostics;
  for (const Mistakes* each : {&analysis.tree->mistakes, &analysis.binding.mistakes, &analysis.inference.findings}) {
    all.insert(all.end(), each->begin(), each->end());
  }
  lintNames(*analysis.tree, analysis.binding, all);
  runRules({*analysis.tree, analysis.binding, analysis.inference, setting}, all);
  if (size > setting.scriptBytes) {
    all.push_back({DiagnosticCode::ScriptTooLarge,
                   {static_cast<std::uint32_t>(setting.scriptBytes), static_cast<std::uint32_t>(size)},
                   concat({"the script has ", size, " bytes; ", setting.scriptBytes, " are allowed"})});
  }
  applySuppressions(*analysis.tree, all);
  sortByPlace(all);
  return analysis;
}

}  // namespace sluice::language
