// Mends of what is written for nothing, or reads otherwise than it works.
#include <algorithm>

#include "base/concat.h"
#include "language/features/fixes.h"
#include "language/syntax/characters.h"
#include "language/text/distance.h"

namespace sluice::language {

namespace {

constexpr std::size_t kMostNear = 3;

bool isNameCharacterAt(const SyntaxTree& tree, std::uint32_t offset) {
  return offset < tree.text.size() && isNameCharacter(tree.text[offset]);
}

// Words that would grow together are kept apart.
void removeParens(FixSite& site) {
  const SyntaxTree& tree = site.tree();
  const Span span = site.span();
  const bool joinsBefore =
      span.begin > 0 && isNameCharacterAt(tree, span.begin - 1) && isNameCharacterAt(tree, span.begin + 1);
  const bool joinsAfter = isNameCharacterAt(tree, span.end - 2) && isNameCharacterAt(tree, span.end);
  site.add(FixWorth::Safe, "Remove the parentheses",
           {{{span.begin, span.begin + 1}, joinsBefore ? " " : ""}, {{span.end - 1, span.end}, joinsAfter ? " " : ""}});
}

void negateWhole(FixSite& site) {
  const Located located = locate(site.tree(), site.span().begin);
  for (std::size_t i = 1; i < located.exprs.size(); ++i) {
    const auto* negation = as<UnaryExpr>(located.exprs[i]);
    const auto* comparison = as<BinaryExpr>(located.exprs[i - 1]);
    if (negation == nullptr || comparison == nullptr || negation->span.begin != site.span().begin) continue;
    const bool isEqual = comparison->op == TokenKind::Equal;
    site.add(
        FixWorth::Preferred, concat({"Compare with '", isEqual ? "~=" : "==", "'"}),
        {{{negation->span.begin, negation->operand->span.begin}, ""}, {comparison->opSpan, isEqual ? "~=" : "=="}});
    return;
  }
}

// The call that begins on the line before its parenthesis.
void joinCall(FixSite& site) {
  for (const Expr* expr : locate(site.tree(), site.span().begin).exprs) {
    const auto* call = as<CallExpr>(expr);
    if (call == nullptr || call->arguments.span.begin != site.span().begin) continue;
    const Span between{call->callee->span.end, call->arguments.span.begin};
    if (site.textOf(between).find_first_not_of(" \t\r\n") != std::string_view::npos) return;
    site.addIfAsGood(FixWorth::Preferred, "End the line before with ';'", {{{between.begin, between.begin}, ";"}});
    return site.replace(FixWorth::Safe, "Put the parenthesis on the line before", between, "");
  }
}

void countDown(FixSite& site) {
  const auto* loop = as<NumericForStat>(statAt(site.tree(), site.span().begin).stat);
  if (loop == nullptr || loop->step != nullptr) return;
  site.replace(FixWorth::Preferred, "Count down", {loop->last->span.end, loop->last->span.end}, ", -1");
}

// What else holds moves out, where nothing behind it can see its variables and nothing follows what leaves.
void moveElseOut(FixSite& site) {
  const SyntaxTree& tree = site.tree();
  const PlacedStat at = statAt(tree, site.span().begin);
  const auto* branches = as<IfStat>(at.stat);
  if (branches == nullptr || branches->clauses.back().keyword != site.span()) return;
  const Block& block = *branches->clauses.back().block;
  const bool isLast = at.block->stats.back() == at.stat;
  const auto stays = [](const Stat* stat) {
    return stat->kind == StatKind::Local || stat->kind == StatKind::LocalFunction || stat->kind == StatKind::Label ||
           stat->kind == StatKind::Return || stat->kind == StatKind::Break;
  };
  if (!isLast && std::any_of(block.stats.begin(), block.stats.end(), stays)) return;
  const std::string_view inside = tree.textOf(block.span);
  const std::size_t first = inside.find_first_not_of(" \t\r\n");
  const std::size_t last = inside.find_last_not_of(" \t\r\n");
  const Span body{static_cast<std::uint32_t>(block.span.begin + first),
                  static_cast<std::uint32_t>(block.span.begin + last + 1)};
  const std::string indentation(indentationAt(tree, at.stat->span.begin));
  const std::string moved = reindented(tree, body, indentationAt(tree, body.begin), indentation);
  site.addIfAsGood(FixWorth::Preferred, "Remove 'else'",
                   {{{site.span().begin, at.stat->span.end}, concat({"end\n", indentation, moved})}});
}

void keepValue(FixSite& site) {
  const auto placed = exprWith(site.tree(), site.span());
  if (!placed) return;
  const std::uint32_t at = site.span().begin;
  const std::string name = freeName(site.analysis(), "value");
  Action* action =
      site.add(FixWorth::Possible, "Put it into a local variable", {{{at, at}, concat({"local ", name, " = "})}});
  if (action != nullptr) action->renamed = Span{at + 6, static_cast<std::uint32_t>(at + 6 + name.size())};
}

void writeNil(FixSite& site) {
  const auto* local = as<LocalStat>(statAt(site.tree(), site.span().begin).stat);
  if (local == nullptr || local->names.size != 1 || !local->values.empty()) return;
  site.replace(FixWorth::Possible, "Write '= nil'", {site.span().end, site.span().end}, " = nil");
}

void changeCode(FixSite& site) {
  std::vector<std::string_view> codes;
  for (const auto& each : catalog::kDiagnostics) codes.push_back(each.code);
  for (const std::string_view near : nearestOf(site.text(), codes, kMostNear))
    site.replace(FixWorth::Preferred, concat({"Change to '", near, "'"}), site.span(), std::string(near));
}

// The code with its comma, or all of the comment where it names no other.
void removeSuppression(FixSite& site) {
  const SyntaxTree& tree = site.tree();
  for (const Comment& comment : tree.lexed.comments) {
    if (!comment.span.covers(site.span())) continue;
    const std::string_view text = tree.textOf(comment.span);
    if (text.find(',') == std::string_view::npos)
      return site.replace(FixWorth::Safe, "Remove the comment", removalOf(tree, comment.span), "");
    Span removed = site.span();
    const std::size_t next = text.find_first_not_of(" \t", removed.end - comment.span.begin);
    if (next != std::string_view::npos && text[next] == ',') {
      removed.end = static_cast<std::uint32_t>(comment.span.begin + next + 1);
    } else {
      const std::size_t before = text.rfind(',', removed.begin - comment.span.begin);
      if (before == std::string_view::npos) return;
      removed.begin = static_cast<std::uint32_t>(comment.span.begin + before);
    }
    return site.replace(FixWorth::Safe, concat({"Remove '", site.text(), "'"}), removed, "");
  }
}

}  // namespace

void fixStyle(FixSite& site) {
  switch (site.mistake().code) {
    case DiagnosticCode::RedundantParens: return removeParens(site);
    case DiagnosticCode::NegatedComparison: return negateWhole(site);
    case DiagnosticCode::NewlineCall: return joinCall(site);
    case DiagnosticCode::LoopNeverRuns: return countDown(site);
    case DiagnosticCode::UnneededElse: return moveElseOut(site);
    case DiagnosticCode::UnusedValue: return keepValue(site);
    case DiagnosticCode::UnsetLocal: return writeNil(site);
    case DiagnosticCode::UnknownDiagnostic: return changeCode(site);
    case DiagnosticCode::NeedlessSuppression: return removeSuppression(site);
    case DiagnosticCode::ZeroStep: return site.replace(FixWorth::Possible, "Write '1'", site.span(), "1");
    default: return;
  }
}

}  // namespace sluice::language
