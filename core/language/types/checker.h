// The walk that infers types: forward through the statements in the order in which they run, several times over. A
// round knows from the one before what it meets too late: what variables that loops and functions change can hold, what
// local functions are called with, which fields a table gets later. The last round reports what is wrong.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "language/types/annotations.h"
#include "language/types/flow.h"
#include "language/types/inference.h"
#include "language/types/library.h"
#include "language/types/substitution.h"

namespace sluice::language {

// The values of a list of expressions.
struct Values {
  std::vector<TypeId> types = {};
  TypeId more = types::kNever;  // of any number of further ones; never: there are none

  TypeId at(std::size_t i) const {
    if (i < types.size()) return types[i];
    return more == types::kNever ? types::kNil : more;
  }
};

class Checker {
 public:
  Checker(const SyntaxTree& tree, const Binding& binding, const Setting& setting);

  Inference run();

 private:
  struct FunctionState {
    FunctionId id;
    std::vector<Values> returns;
    std::vector<Span> spans;
  };
  // What the round before, or this one, has seen.
  struct Seen {
    std::vector<TypeId> symbols;                                   // by symbol: united assignments
    std::map<std::pair<TypeId, std::string>, Field> fields;        // put into a table after it was made
    std::map<TypeId, std::pair<TypeId, TypeId>> entries;           // keys and values likewise
    std::unordered_map<std::uint32_t, std::vector<Values>> calls;  // by function expression: arguments
  };

  void round(bool isLast);
  bool isSettled() const;

  // Statements. (checker_statements.cpp)
  void block(const Block& block);
  void statement(const Stat& stat);
  void local(const LocalStat& stat);
  void checkBalance(std::uint32_t targets, List<Expr*> values);
  void assign(const AssignStat& stat);
  void assignTo(const Expr& target, TypeId type);
  void assignField(const Expr& target, const Expr& object, std::string_view field, Span place, TypeId type);
  void define(const FunctionStat& stat);
  void defineLocal(const LocalFunctionStat& stat);
  void branches(const IfStat& stat);
  void whileLoop(const WhileStat& stat);
  void repeatLoop(const RepeatStat& stat);
  void numericFor(const NumericForStat& stat);
  void genericFor(const GenericForStat& stat);
  void returnFrom(const ReturnStat& stat);
  void forgetAssignedIn(Span span);
  void forgetAllThatChanges();
  void declare(const Name& name, TypeId type);
  void learn(SymbolId symbol, TypeId type);
  TypeId annotated(std::uint32_t statement, TypeId otherwise, const Expr* value);
  void castUpTo(std::uint32_t begin, std::uint32_t end);
  TypeId asClass(std::string_view name, TypeId table);

  // Expressions. (checker_expressions.cpp)
  TypeId eval(const Expr& expr);
  Values evalList(List<Expr*> list);
  Values evalMany(const Expr& expr);
  TypeId innermost(const Expr& expr);
  TypeId outer(const Expr& expr);
  TypeId nameType(const NameExpr& expr);
  TypeId symbolType(SymbolId symbol);
  TypeId memberType(const MemberExpr& expr);
  TypeId indexType(const IndexExpr& expr);
  TypeId fieldOf(TypeId object, std::string_view field, Span place, bool quiet);
  TypeId fieldOfTable(TypeId table, std::string_view field, Span place, bool quiet);
  TypeId entryOf(TypeId object, TypeId key);
  TypeId tableType(const TableExpr& expr);
  TypeId binaryType(const BinaryExpr& expr);
  TypeId unaryType(const UnaryExpr& expr);
  bool hasMetatable(TypeId type) const;
  bool mayBeTable(TypeId type) const;
  TypeId logical(const BinaryExpr& expr);
  TypeId arithmetic(const BinaryExpr& expr, TypeId left, TypeId right);
  void checkOperand(const Expr& operand, TypeId type, Span op);
  void checkIndexable(TypeId type, const Expr& object, Span place);
  TypeId stored(const Expr* value, TypeId type);
  PathId pathOf(const Expr& expr);
  std::string_view literalText(const Expr& expr) const;

  // Functions and calls. (checker_calls.cpp)
  TypeId functionType(const FunctionExpr& expr, std::uint32_t statement, std::string_view name, TypeId self,
                      const Signature* expected);
  void functionBody(const FunctionExpr& expr, TypeId function, TypeId self, const Annotations& annotations);
  TypeId parameterInBody(TypeId function, std::size_t i);
  TypeId parameterFromCalls(const FunctionExpr& expr, std::size_t i);
  void takeReturns(TypeId function, const FunctionState& state, const Annotations& annotations);
  Values callValues(const CallExpr& expr);
  Values methodValues(const MethodExpr& expr);
  Values callOne(TypeId function, const Arguments& arguments, const Expr* self, Span place);
  Values callAny(TypeId callee, const Arguments& arguments, const Expr* self, Span place);
  Values evalArguments(const Arguments& arguments, const Expr* self);
  void evalFunctions(const Signature& signature, const Arguments& arguments, bool withSelf, Values& values,
                     Generics& generics);
  enum class Fit : std::uint8_t { No, Count, Perhaps, Yes };
  Fit fitOf(const Signature& signature, const Arguments& arguments, const Values& values, bool withSelf) const;
  std::pair<Signature, Fit> overloadFor(TypeId function, const Arguments& arguments, const Values& values,
                                        bool withSelf) const;
  std::vector<std::size_t> placeArguments(const Signature& signature, const Arguments& arguments, bool withSelf) const;
  void checkArguments(const Signature& signature, const Arguments& arguments, const Values& values,
                      const std::vector<std::size_t>& places, bool withSelf, Span place);
  void forgetShared(const Signature* signature, const Values& values);
  void takeCaptures(const Signature& signature, const Values& values, Values& results);
  bool isOldAwait(const MethodExpr& expr, TypeId object);
  Values results(const Signature& signature, const Generics& generics);
  void applyEffect(const Signature& signature, const Arguments& arguments, Values& results, const Values& values);
  void bindGeneric(TypeId parameter, TypeId argument, Generics& generics);

  // Conditions. (checker_narrowing.cpp)
  void assume(const Expr& condition, bool holds);
  void assumeEither(const Expr& first, bool firstHolds, const Expr& second, bool secondHolds);
  void assumeEqual(const Expr& side, const Expr& other, bool equal);
  void assumeTypeName(const Expr& side, std::string_view name, bool equal);
  void narrow(const Expr& expr, TypeId type);

  TypeId contextType();
  TypeId dataField(const std::vector<ScriptData>& layer);
  // Types of another script's store that were taken over, with how many levels of their fields.
  using Imported = std::map<std::pair<TypeId, int>, TypeId>;
  TypeId import(const ScriptData& script);
  TypeId import(const TypeStore& from, TypeId type, std::string_view script, Imported& known, int depth);
  void freeze(TypeId type, int depth);
  void fail(DiagnosticCode code, Span span, std::string message, std::vector<Related> related = {});
  std::string nearest(std::string_view name, TypeId table);

  const SyntaxTree& tree_;
  const Binding& binding_;
  const Setting& setting_;
  TypeStore store_;
  Classes classes_;
  const std::vector<Cast> casts_;
  Flow flow_;
  SymbolId contextSymbol_ = kNoSymbol;
  TypeId context_ = types::kUnknown;
  std::vector<TypeId> exprs_;
  Seen before_;
  Seen now_;
  std::unordered_map<std::uint32_t, TypeId> madeTables_;     // by expression
  std::unordered_map<std::uint32_t, TypeId> madeFunctions_;  // by expression
  std::unordered_map<TypeId, std::uint32_t> functionExprs_;  // the way back
  std::unordered_map<std::uint32_t, SymbolId>
      functionSymbols_;  // by expression: the variable that is only that function
  std::unordered_map<const FunctionBody*, FunctionId> functionIds_;
  std::unordered_map<FunctionId, SymbolId> selves_;  // of methods
  std::unordered_map<TypeId, TypeId> instances_;     // by the table that is their metatable's __index
  std::vector<FunctionState> functions_;
  std::vector<ReturnedValue> returns_;
  std::vector<const Expr*> spine_;
  Mistakes findings_;
  Values lastValues_;  // all values of the call that was looked at last
  bool reached_ = true;
  bool broke_ = false;  // the loop that is being looked at has a break
  bool reports_ = false;
  bool settled_ = false;
  int quiet_ = 0;             // in code that is never reached
  int assumptions_ = 0;       // how deep in a condition
  int assumed_ = 0;           // parts of a condition that were looked at
  std::size_t compared_ = 0;  // names with others, for guesses
  int bound_ = 0;             // parts of types that were looked at for generics
  int indexed_ = 0;           // __index tables that a field is being looked for behind
};

}  // namespace sluice::language
