// Lays out the statements of a script: docs/formatting.md is what it does, as rules.
#pragma once

#include "language/format/damage.h"
#include "language/format/doc_writer.h"

namespace sluice::language::format {

class Composer {
 public:
  Composer(const SyntaxTree& tree, const Pieces& pieces, const Damage& damage)
      : tree_(tree), pieces_(pieces), damage_(damage), out_(pieces) {}

  // Nothing is to be formatted when lost().
  Doc run();
  // Whether the tokens were not those that the tree says, which no tree that is whole has.
  bool lost() const { return lost_; }

 private:
  // Statements. (statements.cpp)
  void statement(const Stat& stat);
  void plainStatement(const Stat& stat);
  void statements(const Block& block, bool isCompact);
  bool semicolon(const Stat*& before, bool isBehindComment);
  bool keepsSemicolon(const Stat* before) const;
  void openingComments();
  void closingComments(bool first);
  CommandIndex body(const Block& block);
  bool isCompact(const Block& block) const;
  void ifStatement(const IfStat& stat);
  void head(const Expr& condition);
  void numericFor(const NumericForStat& stat);
  void genericFor(const GenericForStat& stat);
  void repeat(const RepeatStat& stat);
  void names(std::size_t count);
  void local(const LocalStat& stat);
  void assignment(const AssignStat& stat);
  void values(List<Expr*> values);
  void functionStatement(const FunctionBody& body);

  // Expressions. (expressions.cpp)
  void expression(const Expr& expr);
  void assigned(const Expr& value);
  void list(List<Expr*> items);
  void listItems(List<Expr*> items, bool callsToo);
  void chain(const Expr& expr);
  void chainParts(const Expr& expr, bool indented);
  void unary(const UnaryExpr& expr);
  void paren(const ParenExpr& expr);
  void suffixed(const Expr& expr);
  void index(const IndexExpr& expr);
  void arguments(const Arguments& arguments);
  void table(const TableExpr& expr);
  void tableItem(const TableItem& item);
  void function(const FunctionBody& body);
  void functionRest(const FunctionBody& body);
  void parameters(const FunctionBody& body);
  bool isHuggable(const Expr& expr, bool callsToo) const;
  bool isAtom(const Expr& expr) const;
  std::uint32_t hugCandidate(List<Expr*> items, bool callsToo) const;

  const SyntaxTree& tree_;
  const Pieces& pieces_;
  const Damage& damage_;
  DocWriter out_;
  CommandIndex break_ = kNoCommand;  // where the last table, function or call would first be broken
  bool lost_ = false;
};

}  // namespace sluice::language::format
