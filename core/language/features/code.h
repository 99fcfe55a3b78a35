// Questions about the text and tree of a script that whoever changes it has.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "language/analysis.h"
#include "language/features/walk.h"
#include "language/syntax/locate.h"

namespace sluice::language {

// Visits each statement below a block, with the block it stands in, and each expression, in no particular order.
using VisitPlaced = FunctionRef<void(const Stat&, const Block&)>;
void walk(const Block& root, VisitPlaced visit, VisitExpr visitExpr);

// An expression with those around it.
struct PlacedExpr {
  Located located;
  std::size_t i;

  const Expr& expr() const { return *located.exprs[i]; }
  const Expr* outer() const { return i > 0 ? located.exprs[i - 1] : nullptr; }
  const Stat& stat() const { return *located.stats.back(); }
};
// The outermost expression with exactly this span.
std::optional<PlacedExpr> exprWith(const SyntaxTree& tree, Span span);

// A statement and the block that it stands in.
struct PlacedStat {
  const Stat* stat = nullptr;
  const Block* block = nullptr;

  explicit operator bool() const { return stat != nullptr; }
};
// The innermost statement that begins or contains the place.
PlacedStat statAt(const SyntaxTree& tree, std::uint32_t offset);

// What stands before the first token of the line.
std::string_view indentationAt(const SyntaxTree& tree, std::uint32_t offset);
std::uint32_t lineBeginAt(const SyntaxTree& tree, std::uint32_t offset);
// Where the line ends, before the characters that end it.
std::uint32_t lineEndAt(const SyntaxTree& tree, std::uint32_t offset);

// What to take out so that statements are gone: their lines where nothing else stands there.
Span removalOf(const SyntaxTree& tree, Span statements);

// Whether evaluating it does nothing and cannot fail.
bool isPure(const Analysis& analysis, const Expr& expr);
// A variable or fields below one, which is the same at each evaluation and can be narrowed by a condition.
bool isPath(const Expr& expr);
// Whether it stands as well without parentheses before a dot, bracket or parenthesis.
bool isPrefix(const Expr& expr);

// `name`, or with a number behind it, that means nothing anywhere in the script.
std::string freeName(const Analysis& analysis, std::string_view name);

// Statements moved by the difference of two indentations; the first line is left alone.
std::string reindented(const SyntaxTree& tree, Span span, std::string_view from, std::string_view to);

}  // namespace sluice::language
