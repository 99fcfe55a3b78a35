#include "language/features/actions.h"

#include <algorithm>
#include <optional>

#include "base/concat.h"
#include "language/features/fixes.h"
#include "language/text/by_place.h"

namespace sluice::language {

namespace {

// One action out of the preferred mends that `wanted(mistake, fix)` lets in, as far as their edits are apart.
template <typename Wanted>
std::optional<Action> fixAll(const Analysis& analysis, const ActionOptions& options, Wanted wanted) {
  Action all;
  all.kind = ActionKind::FixAll;
  std::vector<std::size_t> done;
  for (std::size_t i = 0; i < analysis.diagnostics.size(); ++i) {
    if (std::find(done.begin(), done.end(), i) != done.end()) continue;
    for (Fix& fix : fixesOf(analysis, i, options)) {
      if (!fix.action.isPreferred || !wanted(analysis.diagnostics[i], fix)) continue;
      std::vector<TextEdit> edits = all.edits;
      edits.insert(edits.end(), fix.action.edits.begin(), fix.action.edits.end());
      sortByPlace(edits);
      // Two that put something into one place, or that end where the other begins, may get into each other's way.
      const auto touches = [](const TextEdit& a, const TextEdit& b) { return b.span.begin <= a.span.end; };
      const bool clash = std::adjacent_find(edits.begin(), edits.end(), touches) != edits.end();
      if (clash && !all.edits.empty()) continue;
      all.edits = std::move(edits);
      all.fixes.insert(all.fixes.end(), fix.action.fixes.begin(), fix.action.fixes.end());
      done.insert(done.end(), fix.action.fixes.begin(), fix.action.fixes.end());
    }
  }
  if (all.edits.empty()) return std::nullopt;
  return all;
}

}  // namespace

std::string_view toString(ActionKind kind) {
  switch (kind) {
    case ActionKind::QuickFix: return "quickfix";
    case ActionKind::Extract: return "refactor.extract";
    case ActionKind::Inline: return "refactor.inline";
    case ActionKind::Rewrite: return "refactor.rewrite";
    case ActionKind::FixAll: return "source.fixAll";
  }
  return {};
}

std::optional<Action> fixAllOf(const Analysis& analysis, catalog::DiagnosticCode code, const ActionOptions& options) {
  auto all = fixAll(analysis, options, [&](const Mistake& mistake, const Fix&) { return mistake.code == code; });
  if (!all || all->fixes.size() < 2) return std::nullopt;
  all->title = concat({"Mend all '", catalog::kDiagnostics[static_cast<std::size_t>(code)].code, "'"});
  return all;
}

std::optional<Action> fixAllSafe(const Analysis& analysis, const ActionOptions& options) {
  auto all = fixAll(analysis, options, [](const Mistake&, const Fix& fix) { return fix.worth == FixWorth::Safe; });
  if (all) all->title = "Mend all that changes nothing in what the script does";
  return all;
}

std::vector<Action> actionsAt(const Analysis& analysis, Span span, const ActionOptions& options) {
  std::vector<Action> out;
  std::vector<DiagnosticCode> codes;
  for (std::size_t i = 0; i < analysis.diagnostics.size(); ++i) {
    const Mistake& mistake = analysis.diagnostics[i];
    if (mistake.span.begin > span.end || mistake.span.end < span.begin) continue;
    if (std::find(codes.begin(), codes.end(), mistake.code) == codes.end()) codes.push_back(mistake.code);
    if (!options.fixes) continue;
    for (Fix& fix : fixesOf(analysis, i, options)) out.push_back(std::move(fix.action));
  }
  if (options.refactorings) addRefactorings(analysis, span, options, out);
  if (!options.fixAll) return out;
  for (const DiagnosticCode code : codes) {
    if (auto all = fixAllOf(analysis, code, options)) out.push_back(std::move(*all));
  }
  if (auto all = fixAllSafe(analysis, options); all && all->fixes.size() > 1) out.push_back(std::move(*all));
  return out;
}

}  // namespace sluice::language
