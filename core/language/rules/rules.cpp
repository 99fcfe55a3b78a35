#include "language/rules/rules.h"

namespace sluice::language {

void runRules(const Scene& scene, Mistakes& out) {
  const Constants constants(scene.tree, scene.binding);
  lintStyle(scene, out);
  lintValues(scene, out);
  lintLoops(scene, constants, out);
  lintCalls(scene, constants, out);
  lintResults(scene, constants, out);
  lintSecrets(scene, constants, out);
}

}  // namespace sluice::language
