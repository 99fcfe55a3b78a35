// What an editor asks about a script, all of it at one place: for tests that only want to know that it ends well.
#pragma once

#include <cstdint>

#include "language/features/completion.h"
#include "language/features/hover.h"
#include "language/features/navigation.h"
#include "language/features/outline.h"

namespace sluice::tests {

inline void useFeaturesAt(const language::Analysis& analysis, std::uint32_t offset) {
  using namespace sluice::language;
  static const CompletionNames names{{"API_KEY"}, {"REGION"}};
  completionsAt(analysis, offset, names);
  hoverAt(analysis, offset);
  definitionAt(analysis, offset);
  referencesAt(analysis, offset);
  if (renamableAt(analysis, offset)) renameAt(analysis, offset, "renamed");
  selectionsAt(*analysis.tree, offset);
}

inline void useFeaturesOfAll(const language::Analysis& analysis) {
  language::outlineOf(*analysis.tree);
  language::foldsOf(*analysis.tree);
}

}  // namespace sluice::tests
