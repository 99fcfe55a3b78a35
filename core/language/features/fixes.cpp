#include "language/features/fixes.h"

#include <algorithm>

#include "base/concat.h"
#include "language/text/by_place.h"

namespace sluice::language {

std::size_t FixSite::mistakesAfter(const std::vector<TextEdit>& edits) {
  if (!tries_.take(tree().text.size())) return SIZE_MAX;
  const auto changed = parse(applied(tree().text, edits));
  return changed->mistakes.size() + bind(*changed).mistakes.size();
}

Action* FixSite::add(FixWorth worth, std::string title, std::vector<TextEdit> edits) {
  sortByPlace(edits);
  if (edits.empty() || !areApart(edits, tree().text.size())) return nullptr;
  const bool isPreferred =
      worth != FixWorth::Possible &&
      std::none_of(fixes_.begin(), fixes_.end(), [](const Fix& fix) { return fix.action.isPreferred; });
  Fix& fix = fixes_.emplace_back(Fix{{}, isPreferred ? worth : FixWorth::Possible});
  fix.action = {std::move(title), ActionKind::QuickFix, isPreferred, std::move(edits), {index_}, {}};
  return &fix.action;
}

bool FixSite::addIfBelow(std::size_t bound, FixWorth worth, std::string title, std::vector<TextEdit> edits) {
  if (!areApart(edits, tree().text.size()) || mistakesAfter(edits) >= bound) return false;
  return add(worth, std::move(title), std::move(edits)) != nullptr;
}

bool FixSite::addIfBetter(FixWorth worth, std::string title, std::vector<TextEdit> edits) {
  return addIfBelow(mistakes(), worth, std::move(title), std::move(edits));
}

bool FixSite::addIfAsGood(FixWorth worth, std::string title, std::vector<TextEdit> edits) {
  return addIfBelow(mistakes() + 1, worth, std::move(title), std::move(edits));
}

bool FixSite::addBest(FixWorth worth, const std::string& title, const std::vector<TextEdit>& candidates) {
  const TextEdit* best = nullptr;
  std::size_t least = mistakes();
  for (const TextEdit& each : candidates) {
    if (least == 0) break;
    const std::size_t left = mistakesAfter({each});
    if (left >= least) continue;
    least = left;
    best = &each;
  }
  return best != nullptr && add(worth, title, {*best}) != nullptr;
}

// `---@diagnostic disable-next-line: code` on a line of its own, or the code in one that is there.
void silence(FixSite& site) {
  const DiagnosticCode code = site.mistake().code;
  // Of such a comment itself: one more would be in the same case.
  if (code == DiagnosticCode::UnknownDiagnostic || code == DiagnosticCode::NeedlessSuppression) return;
  const auto& info = catalog::kDiagnostics[static_cast<std::size_t>(code)];
  if (info.severity == catalog::DiagnosticSeverity::Error) return;
  const SyntaxTree& tree = site.tree();
  const std::uint32_t line = lineBeginAt(tree, site.span().begin);
  const auto holds = [&](const auto& each) { return each.span.begin < line && line < each.span.end; };
  if (std::any_of(tree.lexed.tokens.begin(), tree.lexed.tokens.end(), holds)) return;
  if (std::any_of(tree.lexed.comments.begin(), tree.lexed.comments.end(), holds)) return;
  const std::string title = concat({"Ignore '", info.code, "' in this line"});
  for (const Comment& comment : tree.lexed.comments) {
    const std::string_view text = tree.textOf(comment.span);
    const bool isAbove = comment.span.end < line && lineBeginAt(tree, line - 1) <= comment.span.begin;
    if (isAbove && text.starts_with("---@diagnostic disable-next-line:")) {
      site.replace(FixWorth::Possible, title, {comment.span.end, comment.span.end}, concat({", ", info.code}));
      return;
    }
  }
  site.replace(FixWorth::Possible, title, {line, line},
               concat({indentationAt(tree, line), "---@diagnostic disable-next-line: ", info.code, "\n"}));
}

std::vector<Fix> fixesOf(const Analysis& analysis, std::size_t index, const ActionOptions& options, Tries& tries) {
  FixSite site(analysis, index, options, tries);
  fixSyntax(site);
  fixScopes(site);
  fixNames(site);
  fixFlow(site);
  fixTypes(site);
  fixResults(site);
  fixStyle(site);
  fixCalls(site);
  silence(site);
  return site.take();
}

}  // namespace sluice::language
