#include "language/features/actions.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "base/concat.h"
#include "language/features/fixes.h"
#include "language/rules/suppressions.h"

namespace sluice::language {

namespace {

// Of more mistakes, the first ones: each costs a look at the whole script, and the rest can be asked for afterwards.
constexpr std::size_t kMostMended = 500;
constexpr std::size_t kMostOffered = 200;

// Adds edits to those that are there, in the order of their places. False, and nothing is added, when two would put
// something into one place, or one ends where another begins: they may get into each other's way.
bool merge(std::vector<TextEdit> edits, std::vector<TextEdit>& into) {
  const auto placeOf = [&](const TextEdit& edit) {
    return std::upper_bound(into.begin(), into.end(), edit,
                            [](const TextEdit& a, const TextEdit& b) { return a.span.begin < b.span.begin; });
  };
  for (const TextEdit& edit : edits) {
    const auto next = placeOf(edit);
    if (next != into.end() && next->span.begin <= edit.span.end) return false;
    if (next != into.begin() && edit.span.begin <= std::prev(next)->span.end) return false;
  }
  for (TextEdit& edit : edits) into.insert(placeOf(edit), std::move(edit));
  return true;
}

// One action out of the preferred mends of the mistakes of one code, or without one, out of those that are safe; as far
// as their edits are apart.
std::optional<Action> fixAll(const Analysis& analysis, const ActionOptions& options, std::optional<DiagnosticCode> code,
                             Tries& tries) {
  Action all;
  all.kind = ActionKind::FixAll;
  std::vector<bool> done(analysis.diagnostics.size(), false);
  std::size_t looked = 0;
  for (std::size_t i = 0; i < done.size() && looked < kMostMended; ++i) {
    const DiagnosticCode own = analysis.diagnostics[i].code;
    // What is no program yet does nothing that a mend could keep.
    if (done[i] || (code ? own != *code : isFatal(own))) continue;
    ++looked;
    for (Fix& fix : fixesOf(analysis, i, options, tries)) {
      if (!fix.action.isPreferred || (!code && fix.worth != FixWorth::Safe)) continue;
      if (!merge(std::move(fix.action.edits), all.edits)) continue;
      all.fixes.insert(all.fixes.end(), fix.action.fixes.begin(), fix.action.fixes.end());
      for (const std::size_t each : fix.action.fixes) done[each] = true;
    }
  }
  if (all.edits.empty()) return std::nullopt;
  return all;
}

// Mends all diagnostics of one code at once, if there are several.
std::optional<Action> fixAllOf(const Analysis& analysis, DiagnosticCode code, const ActionOptions& options,
                               Tries& tries) {
  auto all = fixAll(analysis, options, code, tries);
  if (!all || all->fixes.size() < 2) return std::nullopt;
  all->title = concat({"Mend all '", catalog::kDiagnostics[static_cast<std::size_t>(code)].code, "'"});
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

std::optional<Action> fixAllSafe(const Analysis& analysis, const ActionOptions& options) {
  Tries tries;
  auto all = fixAll(analysis, options, std::nullopt, tries);
  if (all) all->title = "Mend all that changes nothing in what the script does";
  return all;
}

std::vector<Action> actionsAt(const Analysis& analysis, Span span, const ActionOptions& options) {
  std::vector<Action> out;
  std::vector<DiagnosticCode> codes;
  Tries tries;
  std::size_t offered = 0;
  for (std::size_t i = 0; i < analysis.diagnostics.size() && offered < kMostOffered; ++i) {
    const Mistake& mistake = analysis.diagnostics[i];
    if (mistake.span.begin > span.end || mistake.span.end < span.begin) continue;
    ++offered;
    if (std::find(codes.begin(), codes.end(), mistake.code) == codes.end()) codes.push_back(mistake.code);
    if (!options.fixes) continue;
    for (Fix& fix : fixesOf(analysis, i, options, tries)) out.push_back(std::move(fix.action));
  }
  if (options.refactorings) addRefactorings(analysis, span, options, out);
  if (!options.fixAll) return out;
  for (const DiagnosticCode code : codes) {
    if (auto all = fixAllOf(analysis, code, options, tries)) out.push_back(std::move(*all));
  }
  if (auto all = fixAllSafe(analysis, options); all && all->fixes.size() > 1) out.push_back(std::move(*all));
  return out;
}

}  // namespace sluice::language
