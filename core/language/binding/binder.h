// The walk over a tree that makes its Binding.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "language/binding/binding.h"
#include "language/binding/jumps.h"

namespace sluice::language {

class Binder {
 public:
  Binder(const SyntaxTree& tree, Binding& binding);

  void run();

 private:
  // What a name means: the innermost local that is visible, else the global.
  struct Meaning {
    SymbolId local = kNoSymbol;
    SymbolId global = kNoSymbol;
  };
  struct FunctionState {
    FunctionId id;
    std::size_t firstLocal;
    std::vector<SymbolId> upvalues;
    bool full = false;  // too many locals or upvalues, which was reported
  };

  // Statements.
  void block(const Block& block, bool isLoop);
  void statements(const Block& block, bool isRepeat);
  void statement(const Stat& stat);
  void local(const LocalStat& stat);
  void assign(const AssignStat& stat);
  void functionStat(const FunctionStat& stat);
  void localFunction(const LocalFunctionStat& stat);
  void branches(const IfStat& stat);
  void repeat(const RepeatStat& stat);
  void numericFor(const NumericForStat& stat);
  void genericFor(const GenericForStat& stat);
  void loopVariable(const Name& name, const Block& block);

  // Expressions.
  void expressions(List<Expr*> list);
  void expression(const Expr* expr);
  void innermost(const Expr& expr);
  void outer(const Expr& expr);
  void table(const TableExpr& table);
  void function(const FunctionBody& body);
  void target(const Expr& expr);

  // Names.
  void leaveScope(std::size_t firstLocal, std::uint32_t end);
  SymbolId declare(const Name& name, SymbolKind kind, Attribute attribute = Attribute::None);
  void activate(SymbolId symbol, std::uint32_t from);
  void hideLocals(std::size_t count);
  void checkLocals(Span place, std::size_t more);
  void use(const NameExpr& expr, Use use);
  void useGlobal(const NameExpr& expr, Use use);
  void useLocal(const NameExpr& expr, SymbolId symbol, Use use);
  void capture(SymbolId symbol, FunctionId owner, Span place);
  Attribute attributeOf(const LocalName& local);
  Constant constantOf(const Expr& expr, int depth);
  Constant constantOf(const BinaryExpr& expr, int depth);
  void fail(DiagnosticCode code, Span span, std::string message);
  FunctionId currentFunction() const { return functions_.back().id; }

  const SyntaxTree& tree_;
  Binding& binding_;
  std::unordered_map<std::string_view, Meaning> names_;
  std::vector<SymbolId> locals_;  // in scope; kNoSymbol for those that loops hide
  std::vector<FunctionState> functions_;
  std::vector<const Expr*> spine_;  // the left sides that expression() is in
  Jumps jumps_;
};

}  // namespace sluice::language
