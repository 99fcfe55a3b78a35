// What an editor can do to a script by itself: mends of what is marked in it, and ways to write the same differently.
//
// Every action stands alone: its edits belong to the analysed text. A mend takes the diagnostics it names away and
// brings no new error; a refactoring leaves what the script does as it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "language/analysis.h"
#include "language/text/edit.h"

namespace sluice::language {

enum class ActionKind : std::uint8_t { QuickFix, Extract, Inline, Rewrite, FixAll };

// As the protocol calls it: "quickfix", "refactor.extract", "refactor.inline", "refactor.rewrite", "source.fixAll".
std::string_view toString(ActionKind kind);

struct Action {
  std::string title;
  ActionKind kind = ActionKind::QuickFix;
  bool isPreferred = false;             // the one to take without asking; at most one for each diagnostic
  std::vector<TextEdit> edits = {};     // by place, apart from each other; never none
  std::vector<std::size_t> fixes = {};  // indices in analysis.diagnostics
  std::optional<Span> renamed = {};     // a name that was made up, in the text after the edits: to be renamed at once
};

struct ActionOptions {
  catalog::Mode mode = catalog::Mode::Blocking;  // of the hook, for what results look like
  std::vector<std::string> secrets = {};         // the names there are
  std::vector<std::string> settings = {};        // likewise, of helpers.env
  bool fixes = true;                             // which of them are asked for
  bool refactorings = true;
  bool fixAll = true;
};

// The actions for a selection, or for a caret where the span is empty: mends of the diagnostics that touch it first,
// then refactorings, then mends of everything of one kind.
std::vector<Action> actionsAt(const Analysis& analysis, Span span, const ActionOptions& options = {});

// Mends whatever can be mended without changing what the script does: to be run when it is saved.
std::optional<Action> fixAllSafe(const Analysis& analysis, const ActionOptions& options = {});

}  // namespace sluice::language
