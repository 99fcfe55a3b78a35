#include "language/features/code.h"

#include <algorithm>

#include "base/concat.h"
#include "language/features/member_types.h"
#include "language/syntax/characters.h"
#include "language/types/library.h"

namespace sluice::language {

void walk(const Block& root, VisitPlaced visit, VisitExpr visitExpr) {
  std::vector<const Block*> blocks{&root};
  std::vector<const Expr*> exprs;
  const auto laterBlock = [&](const Block& block) { blocks.push_back(&block); };
  const auto laterExpr = [&](const Expr& expr) { exprs.push_back(&expr); };
  while (!blocks.empty()) {
    const Block* block = blocks.back();
    blocks.pop_back();
    for (const Stat* stat : block->stats) {
      visit(*stat, *block);
      eachPart(*stat, laterExpr, laterBlock);
      while (!exprs.empty()) {
        const Expr* expr = exprs.back();
        exprs.pop_back();
        visitExpr(*expr);
        eachPart(*expr, laterExpr, laterBlock);
      }
    }
  }
}

std::optional<PlacedExpr> exprWith(const SyntaxTree& tree, Span span) {
  for (const std::uint32_t offset : {span.begin, span.end}) {
    Located located = locate(tree, offset);
    for (std::size_t i = 0; i < located.exprs.size(); ++i) {
      if (located.exprs[i]->span == span) return PlacedExpr{std::move(located), i};
    }
  }
  return std::nullopt;
}

PlacedStat statAt(const SyntaxTree& tree, std::uint32_t offset) {
  const Located located = locate(tree, offset);
  for (std::size_t i = located.stats.size(); i-- > 0;) {
    const Span span = located.stats[i]->span;
    const bool holds = span.begin <= offset && offset < std::max(span.end, span.begin + 1);
    if (holds) return {located.stats[i], located.blocks[i]};
  }
  return {};
}

std::uint32_t lineBeginAt(const SyntaxTree& tree, std::uint32_t offset) {
  while (offset > 0 && !isLineEnd(tree.text[offset - 1])) --offset;
  return offset;
}

std::uint32_t lineEndAt(const SyntaxTree& tree, std::uint32_t offset) {
  while (offset < tree.text.size() && !isLineEnd(tree.text[offset])) ++offset;
  return offset;
}

std::string_view indentationAt(const SyntaxTree& tree, std::uint32_t offset) {
  const std::uint32_t begin = lineBeginAt(tree, offset);
  std::uint32_t end = begin;
  while (end < tree.text.size() && (tree.text[end] == ' ' || tree.text[end] == '\t')) ++end;
  return tree.textOf({begin, end});
}

Span removalOf(const SyntaxTree& tree, Span statements) {
  const std::uint32_t begin = lineBeginAt(tree, statements.begin);
  std::uint32_t end = statements.end;
  while (end < tree.text.size() && (tree.text[end] == ' ' || tree.text[end] == ';')) ++end;
  const bool ownsBegin = begin + indentationAt(tree, begin).size() == statements.begin;
  const bool ownsEnd = end == tree.text.size() || isLineEnd(tree.text[end]);
  if (!ownsBegin || !ownsEnd) return {statements.begin, ownsEnd ? statements.end : end};
  if (end < tree.text.size()) end += tree.text.compare(end, 2, "\r\n") == 0 ? 2 : 1;
  return {begin, end};
}

bool isPure(const Analysis& analysis, const Expr& expr) {
  const TypeStore& store = analysis.inference.store;
  std::vector<const Expr*> open{&expr};
  while (!open.empty()) {
    const Expr& each = *open.back();
    open.pop_back();
    switch (each.kind) {
      case ExprKind::Call:
      case ExprKind::Method:
      case ExprKind::Missing: return false;
      case ExprKind::Binary: {
        const TokenKind op = to<const BinaryExpr>(each).op;
        const bool isLogical = op == TokenKind::And || op == TokenKind::Or;
        if (!isLogical && op != TokenKind::Equal && op != TokenKind::NotEqual) return false;
        break;
      }
      case ExprKind::Unary:
        if (to<const UnaryExpr>(each).op != TokenKind::Not) return false;
        break;
      case ExprKind::Member: {
        const TypeId object = analysis.inference.exprs[to<const MemberExpr>(each).object->id];
        if (store.kind(object) != TypeKind::Table) return false;
        break;
      }
      case ExprKind::Index: return false;
      default: break;
    }
    if (each.kind == ExprKind::Function) continue;
    eachPart(
        each, [&](const Expr& part) { open.push_back(&part); }, [](const Block&) {});
  }
  return true;
}

bool isPath(const Expr& expr) {
  const Expr* at = &expr;
  while (true) {
    if (at->kind == ExprKind::Name) return true;
    if (const auto* member = as<MemberExpr>(at); member != nullptr && !member->name.missing()) {
      at = member->object;
    } else if (const auto* index = as<IndexExpr>(at); index != nullptr && index->key->kind == ExprKind::String) {
      at = index->object;
    } else {
      return false;
    }
  }
}

bool isPrefix(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Name:
    case ExprKind::Member:
    case ExprKind::Index:
    case ExprKind::Call:
    case ExprKind::Method:
    case ExprKind::Paren: return true;
    default: return false;
  }
}

std::string freeName(const Analysis& analysis, std::string_view name) {
  const auto isTaken = [&](const std::string& one) {
    const auto& symbols = analysis.binding.symbols;
    return !isName(one) || one == "context" || library().global(one) != types::kNever ||
           std::any_of(symbols.begin(), symbols.end(), [&](const Symbol& each) { return each.name == one; });
  };
  std::string free(name);
  // In longer and longer steps: each is a look at all names.
  for (int i = 2; isTaken(free) && i < 100'000; i += 1 + i / 10) free = concat({name, i});
  return free;
}

std::string reindented(const SyntaxTree& tree, Span span, std::string_view from, std::string_view to) {
  std::string out;
  const std::string_view text = tree.textOf(span);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    std::string_view line = text.substr(at, end - at);
    const auto offset = static_cast<std::uint32_t>(span.begin + at);
    // What begins within a string or long comment is no indentation.
    const auto& tokens = tree.lexed.tokens;
    const auto& comments = tree.lexed.comments;
    const auto holds = [&](const auto& each) { return each.span.begin < offset && offset < each.span.end; };
    const bool inText =
        std::any_of(tokens.begin(), tokens.end(), holds) || std::any_of(comments.begin(), comments.end(), holds);
    if (at > 0 && !inText && line.starts_with(from) && line.find_first_not_of(" \t\r\n") != std::string_view::npos) {
      line.remove_prefix(from.size());
      out += to;
    }
    out += line;
    at = end;
  }
  return out;
}

}  // namespace sluice::language
