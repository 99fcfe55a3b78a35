#include "language/features/outline.h"

#include <algorithm>

#include "base/sorted_order.h"
#include "language/syntax/locate.h"
#include "language/text/line_index.h"

namespace sluice::language {

namespace {

std::vector<OutlineEntry> entriesIn(const SyntaxTree& tree, const Block& block);

OutlineEntry functionEntry(const SyntaxTree& tree, std::string name, const Stat& stat, const FunctionBody& body,
                           Span nameSpan) {
  OutlineEntry entry{std::move(name), body.isMethod ? OutlineKind::Method : OutlineKind::Function, stat.span, nameSpan};
  entry.children = entriesIn(tree, *body.block);
  return entry;
}

void addLocals(const SyntaxTree& tree, const LocalStat& stat, std::vector<OutlineEntry>& out) {
  for (std::uint32_t i = 0; i < stat.names.size; ++i) {
    const Name& name = stat.names[i].name;
    if (name.missing()) continue;
    const Expr* value = i < stat.values.size ? stat.values[i] : nullptr;
    if (const auto* function = as<FunctionExpr>(value)) {
      out.push_back(functionEntry(tree, std::string(name.text), stat, *function->body, name.span));
    } else {
      const bool isTable = value != nullptr && value->kind == ExprKind::Table;
      out.push_back(
          {std::string(name.text), isTable ? OutlineKind::Table : OutlineKind::Variable, stat.span, name.span});
    }
  }
}

// Nests as deep as statements do, which the parser bounds.
std::vector<OutlineEntry> entriesIn(const SyntaxTree& tree, const Block& block) {
  std::vector<OutlineEntry> out;
  for (const Stat* stat : block.stats) {
    if (const auto* local = as<LocalStat>(stat)) {
      addLocals(tree, *local, out);
    } else if (const auto* function = as<LocalFunctionStat>(stat)) {
      if (!function->name.missing()) {
        out.push_back(functionEntry(tree, std::string(function->name.text), *stat, *function->function->body,
                                    function->name.span));
      }
    } else if (const auto* named = as<FunctionStat>(stat)) {
      const Span span = named->target->span;
      if (!span.empty())
        out.push_back(functionEntry(tree, std::string(tree.textOf(span)), *stat, *named->function->body, span));
    } else {
      eachPart(
          *stat, [](const Expr&) {},
          [&](const Block& inner) {
            for (OutlineEntry& entry : entriesIn(tree, inner)) out.push_back(std::move(entry));
          });
    }
  }
  return out;
}

}  // namespace

std::vector<OutlineEntry> outlineOf(const SyntaxTree& tree) { return entriesIn(tree, *tree.chunk); }

std::vector<Fold> foldsOf(const SyntaxTree& tree) {
  const LineIndex lines(tree.text);
  std::vector<Fold> folds;
  const auto add = [&](Span span, bool isComment) {
    const std::uint32_t first = lines.lineOf(span.begin);
    std::uint32_t last = lines.lineOf(span.end);
    if (!isComment && last > 0) --last;  // the line with `end` stays
    if (last > first) folds.push_back({first, last, isComment});
  };
  // What is still to be looked at: nodes are visited in a loop, because expressions are as deep as they are long.
  std::vector<const Block*> blocks{tree.chunk};
  std::vector<const Expr*> exprs;
  const auto visit = [&](const Expr& expr) { exprs.push_back(&expr); };
  const auto visitBlock = [&](const Block& block) {
    add(block.span, false);
    blocks.push_back(&block);
  };
  while (!blocks.empty() || !exprs.empty()) {
    if (!exprs.empty()) {
      const Expr* expr = exprs.back();
      exprs.pop_back();
      if (expr->kind == ExprKind::Table) add(expr->span, false);
      eachPart(*expr, visit, visitBlock);
      continue;
    }
    const Block* block = blocks.back();
    blocks.pop_back();
    for (const Stat* stat : block->stats) eachPart(*stat, visit, visitBlock);
  }
  for (const Comment& comment : tree.lexed.comments) {
    if (comment.isLong) add(comment.span, true);
  }
  sortStably(folds, [](const Fold& a, const Fold& b) {
    return a.firstLine != b.firstLine ? a.firstLine < b.firstLine : a.lastLine > b.lastLine;
  });
  const auto same = [](const Fold& a, const Fold& b) { return a.firstLine == b.firstLine; };
  folds.erase(std::unique(folds.begin(), folds.end(), same), folds.end());
  return folds;
}

std::vector<Span> selectionsAt(const SyntaxTree& tree, std::uint32_t offset) {
  const auto& tokens = tree.lexed.tokens;
  std::vector<Span> spans;
  const auto next = std::upper_bound(tokens.begin(), tokens.end(), offset,
                                     [](std::uint32_t at, const Token& token) { return at < token.span.begin; });
  if (next != tokens.begin() && (next - 1)->span.touches(offset)) spans.push_back((next - 1)->span);
  const Located located = locate(tree, offset);
  for (std::size_t i = located.spans.size(); i-- > 0;) {
    const Span span = located.spans[i];
    if (spans.empty() || (span.covers(spans.back()) && span != spans.back())) spans.push_back(span);
  }
  return spans;
}

}  // namespace sluice::language
