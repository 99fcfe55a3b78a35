#include <algorithm>

#include "base/concat.h"
#include "language/rules/constants.h"
#include "language/rules/rules.h"
#include "language/rules/walk.h"

namespace sluice::language {

namespace {

class Style : public Walk<Style> {
 public:
  Style(const Scene& scene, Mistakes& out) : scene_(scene), tree_(scene.tree), out_(out) {}

  void enter(const Stat& stat) {
    switch (stat.kind) {
      case StatKind::If: return branches(to<const IfStat>(stat));
      case StatKind::Do: return checkEmpty(*to<const DoStat>(stat).block, {stat.span.begin, stat.span.begin + 2});
      case StatKind::NumericFor:
        return checkEmpty(*to<const NumericForStat>(stat).block, {stat.span.begin, stat.span.begin + 3});
      case StatKind::GenericFor:
        checkEmpty(*to<const GenericForStat>(stat).block, {stat.span.begin, stat.span.begin + 3});
        return wholes(to<const GenericForStat>(stat).values);
      case StatKind::While: return whole(*to<const WhileStat>(stat).condition);
      case StatKind::Repeat: return whole(*to<const RepeatStat>(stat).condition);
      case StatKind::Local: return wholes(to<const LocalStat>(stat).values);
      case StatKind::Assign: return wholes(to<const AssignStat>(stat).values);
      case StatKind::Return: return wholes(to<const ReturnStat>(stat).values);
      default: return;
    }
  }

  void visit(const Expr& expr) {
    switch (expr.kind) {
      case ExprKind::Call:
        checkNewline(to<const CallExpr>(expr));
        prefix(*to<const CallExpr>(expr).callee);
        return wholes(to<const CallExpr>(expr).arguments.items);
      case ExprKind::Method:
        prefix(*to<const MethodExpr>(expr).object);
        return wholes(to<const MethodExpr>(expr).arguments.items);
      case ExprKind::Member: return prefix(*to<const MemberExpr>(expr).object);
      case ExprKind::Index:
        prefix(*to<const IndexExpr>(expr).object);
        return whole(*to<const IndexExpr>(expr).key);
      case ExprKind::Table:
        for (const TableItem& item : to<const TableExpr>(expr).items) whole(*item.value);
        return;
      case ExprKind::Unary: return operand(*to<const UnaryExpr>(expr).operand, false);
      case ExprKind::Binary: return binary(to<const BinaryExpr>(expr));
      default: return;
    }
  }

 private:
  void report(DiagnosticCode code, Span span, std::string message) { out_.push_back({code, span, std::move(message)}); }

  // Without a comment that says why it is empty.
  void checkEmpty(const Block& block, Span keyword) {
    const auto isEmpty = [](const Stat* stat) { return stat->kind == StatKind::Empty; };
    if (!tree_.mistakes.empty() || !std::all_of(block.stats.begin(), block.stats.end(), isEmpty)) return;
    const auto& comments = tree_.lexed.comments;
    const auto next =
        std::lower_bound(comments.begin(), comments.end(), block.span.begin,
                         [](const Comment& comment, std::uint32_t at) { return comment.span.begin < at; });
    if (next != comments.end() && next->span.begin < block.span.end) return;
    report(DiagnosticCode::EmptyBlock, keyword,
           concat({"there is nothing in this '", tree_.textOf(keyword), "'; a comment would say why"}));
  }

  static bool leaves(const Block& block) {
    if (block.stats.empty()) return false;
    const StatKind last = block.stats.back()->kind;
    return last == StatKind::Return || last == StatKind::Break || last == StatKind::Goto;
  }

  void branches(const IfStat& stat) {
    bool allLeave = true;
    for (const IfClause& clause : stat.clauses) {
      checkEmpty(*clause.block, clause.keyword);
      if (clause.condition != nullptr) {
        whole(*clause.condition);
        allLeave = allLeave && leaves(*clause.block);
      } else if (allLeave && !clause.block->stats.empty()) {
        const StatKind kind = stat.clauses[stat.clauses.size - 2].block->stats.back()->kind;
        report(DiagnosticCode::UnneededElse, clause.keyword,
               concat({"what is before ends with ", kind == StatKind::Return  ? "a return"
                                                    : kind == StatKind::Break ? "a break"
                                                                              : "a goto",
                       ", so this needs no else"}));
      }
    }
  }

  void checkNewline(const CallExpr& call) {
    if (call.arguments.style != CallStyle::Parens) return;
    const Span between{call.callee->span.end, call.arguments.span.begin};
    if (between.begin >= between.end || tree_.textOf(between).find('\n') == std::string_view::npos) return;
    report(DiagnosticCode::NewlineCall, {call.arguments.span.begin, call.arguments.span.begin + 1},
           concat({"this calls '", tree_.textOf(call.callee->span).substr(0, 40), "' of the line before"}));
  }

  void binary(const BinaryExpr& expr) {
    const bool isConcat = expr.op == TokenKind::Concat;
    operand(*expr.left, isConcat);
    operand(*expr.right, isConcat);
    if (expr.op != TokenKind::Equal && expr.op != TokenKind::NotEqual) return;
    const auto* negation = as<UnaryExpr>(expr.left);
    if (negation == nullptr || negation->op != TokenKind::Not) return;
    const TypeStore& store = scene_.inference.store;
    for (const TypeId each : store.members(scene_.inference.exprs[expr.right->id])) {
      if (each == types::kTrue || each == types::kFalse || each == types::kBoolean || each == types::kUnknown) return;
    }
    report(DiagnosticCode::NegatedComparison, {negation->span.begin, negation->span.begin + 3},
           concat({"this compares the outcome of 'not ", tree_.textOf(negation->operand->span).substr(0, 40),
                   "', which is true or false"}));
  }

  // Parentheses around …
  void wholes(List<Expr*> list) {
    for (const Expr* each : list) whole(*each);
  }

  // … a value that stands alone: calls and ... are cut to one value by them.
  void whole(const Expr& expr) {
    const auto* paren = as<ParenExpr>(&expr);
    if (paren == nullptr) return;
    const ExprKind inner = paren->inner->kind;
    if (inner == ExprKind::Call || inner == ExprKind::Method || inner == ExprKind::Ellipsis) return;
    redundant(*paren);
  }

  // … what something is taken from or called.
  void prefix(const Expr& expr) {
    const auto* paren = as<ParenExpr>(&expr);
    if (paren == nullptr) return;
    const ExprKind inner = paren->inner->kind;
    if (inner == ExprKind::Name || inner == ExprKind::Member || inner == ExprKind::Index) redundant(*paren);
  }

  // … one side of an operator; a number in front of .. needs them or a space.
  void operand(const Expr& expr, bool isConcat) {
    const auto* paren = as<ParenExpr>(&expr);
    if (paren == nullptr) return;
    switch (paren->inner->kind) {
      case ExprKind::Number:
        if (isConcat) return;
        [[fallthrough]];
      case ExprKind::Name:
      case ExprKind::Member:
      case ExprKind::Index:
      case ExprKind::String:
      case ExprKind::Nil:
      case ExprKind::True:
      case ExprKind::False:
      case ExprKind::Paren: return redundant(*paren);
      default: return;
    }
  }

  // Over several lines they hold a long expression together.
  void redundant(const ParenExpr& paren) {
    if (paren.inner->kind == ExprKind::Missing || !tree_.mistakes.empty()) return;
    if (tree_.textOf(paren.span).find('\n') != std::string_view::npos) return;
    report(DiagnosticCode::RedundantParens, paren.span, "these parentheses change nothing");
  }

  const Scene& scene_;
  const SyntaxTree& tree_;
  Mistakes& out_;
};

}  // namespace

void lintStyle(const Scene& scene, Mistakes& out) { Style(scene, out).walk(*scene.tree.chunk); }

}  // namespace sluice::language
