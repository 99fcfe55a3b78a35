#include "language/binding/binder.h"

#include <algorithm>

#include "base/concat.h"
#include "language/binding/registers.h"
#include "language/syntax/left_side.h"
#include "language/text/by_place.h"

namespace sluice::language {

namespace {

constexpr std::size_t kMostLocals = 200;    // MAXVARS of lparser.c
constexpr std::size_t kMostUpvalues = 255;  // MAXUPVAL of lfunc.h
constexpr int kDeepestConstant = 32;
constexpr std::size_t kHiddenInNumericFor = 3;
constexpr std::size_t kHiddenInGenericFor = 4;
constexpr std::string_view kSelf = "self";
constexpr std::string_view kEnvironment = "_ENV";

}  // namespace

Binder::Binder(const SyntaxTree& tree, Binding& binding) : tree_(tree), binding_(binding), jumps_(binding, locals_) {
  binding.byExpr.assign(tree.exprCount, kNoSymbol);
}

void Binder::run() {
  binding_.functions.push_back({});
  functions_.push_back({kChunk, 0, {}});
  jumps_.enterFunction();
  statements(*tree_.chunk, false);
  leaveScope(0, tree_.chunk->span.end);
  jumps_.leaveFunction();
  sortByPlace(binding_.occurrences);
  sortByPlace(binding_.mistakes);
}

void Binder::block(const Block& block, bool isLoop) {
  const std::size_t first = locals_.size();
  jumps_.enterBlock(isLoop);
  statements(block, false);
  leaveScope(first, block.span.end);
  jumps_.leaveBlock();
}

// `isRepeat`: the condition behind the block sees its locals, so a label at its end is not the end of their scope.
void Binder::statements(const Block& block, bool isRepeat) {
  std::uint32_t tail = block.stats.size;  // from where only labels and semicolons follow
  while (tail > 0 && !isRepeat) {
    const StatKind kind = block.stats[tail - 1]->kind;
    if (kind != StatKind::Label && kind != StatKind::Empty) break;
    --tail;
  }
  for (std::uint32_t i = 0; i < block.stats.size; ++i) {
    const Stat& stat = *block.stats[i];
    if (const auto* label = as<LabelStat>(&stat)) {
      jumps_.label(label->label, currentFunction(), i >= tail);
    } else {
      statement(stat);
    }
  }
}

void Binder::statement(const Stat& stat) {
  switch (stat.kind) {
    case StatKind::Empty:
    case StatKind::Label: return;
    case StatKind::Local: return local(to<const LocalStat>(stat));
    case StatKind::LocalFunction: return localFunction(to<const LocalFunctionStat>(stat));
    case StatKind::Assign: return assign(to<const AssignStat>(stat));
    case StatKind::Call: return expression(to<const CallStat>(stat).call);
    case StatKind::Do: return block(*to<const DoStat>(stat).block, false);
    case StatKind::While:
      expression(to<const WhileStat>(stat).condition);
      return block(*to<const WhileStat>(stat).block, true);
    case StatKind::Repeat: return repeat(to<const RepeatStat>(stat));
    case StatKind::If: return branches(to<const IfStat>(stat));
    case StatKind::NumericFor: return numericFor(to<const NumericForStat>(stat));
    case StatKind::GenericFor: return genericFor(to<const GenericForStat>(stat));
    case StatKind::Function: return functionStat(to<const FunctionStat>(stat));
    case StatKind::Return: return expressions(to<const ReturnStat>(stat).values);
    case StatKind::Break: return jumps_.breakLoop(stat.span);
    case StatKind::Goto: return jumps_.jump(to<const GotoStat>(stat).label, currentFunction());
    case StatKind::Error: return expressions(to<const ErrorStat>(stat).expressions);
  }
}

void Binder::local(const LocalStat& stat) {
  expressions(stat.values);
  std::vector<SymbolId> declared;
  bool closes = false;
  for (const LocalName& each : stat.names) {
    const Attribute attribute = attributeOf(each);
    if (attribute == Attribute::Close && closes) {
      fail(DiagnosticCode::SeveralToClose, each.attribute.span, "only one variable of a statement can be <close>");
    }
    closes = closes || attribute == Attribute::Close;
    if (each.name.missing()) continue;
    checkLocals(each.name.span, declared.size() + 1);
    declared.push_back(declare(each.name, SymbolKind::Local, attribute));
  }
  if (closes || declared.size() != stat.names.size) {
    for (const SymbolId symbol : declared) activate(symbol, stat.span.end);
    return;
  }
  // localstat() of lparser.c: of the last variable only, and only when there are as many values.
  Symbol& last = binding_.symbols[declared.back()];
  if (last.attribute == Attribute::Const && stat.names.size == stat.values.size) {
    last.constant = constantOf(*stat.values.back(), 0);
  }
  for (const SymbolId symbol : declared) activate(symbol, stat.span.end);
}

// Of longer expressions it says Number.
Constant Binder::constantOf(const Expr& given, int depth) {
  const Expr& expr = withoutParens(given);
  if (depth > kDeepestConstant) return Constant::Number;
  switch (expr.kind) {
    case ExprKind::Nil:
    case ExprKind::False: return Constant::Falsy;
    case ExprKind::True:
    case ExprKind::String: return Constant::Truthy;
    case ExprKind::Number: return Constant::Number;
    case ExprKind::Name: {
      const SymbolId local = names_[to<const NameExpr>(expr).name].local;
      return local == kNoSymbol ? Constant::None : binding_.symbols[local].constant;
    }
    case ExprKind::Unary: {
      const auto& unary = to<const UnaryExpr>(expr);
      const Constant operand = constantOf(*unary.operand, depth + 1);
      if (operand == Constant::None || unary.op == TokenKind::Hash) return Constant::None;
      if (unary.op == TokenKind::Not) return operand == Constant::Falsy ? Constant::Truthy : Constant::Falsy;
      return operand == Constant::Number ? operand : Constant::None;
    }
    case ExprKind::Binary: return constantOf(to<const BinaryExpr>(expr), depth);
    default: return Constant::None;
  }
}

Constant Binder::constantOf(const BinaryExpr& expr, int depth) {
  const Constant left = constantOf(*expr.left, depth + 1);
  if (left == Constant::None) return left;
  const Constant right = constantOf(*expr.right, depth + 1);
  switch (expr.op) {
    case TokenKind::And: return left == Constant::Falsy ? Constant::None : right;
    case TokenKind::Or: return left == Constant::Falsy ? right : Constant::None;
    case TokenKind::Equal:
    case TokenKind::NotEqual:
    case TokenKind::Less:
    case TokenKind::LessEqual:
    case TokenKind::Greater:
    case TokenKind::GreaterEqual:
    case TokenKind::Concat: return Constant::None;
    default: return left == Constant::Number && right == Constant::Number ? left : Constant::None;
  }
}

Attribute Binder::attributeOf(const LocalName& local) {
  if (local.attribute.missing()) return Attribute::None;
  if (local.attribute.text == "const") return Attribute::Const;
  if (local.attribute.text == "close") return Attribute::Close;
  fail(DiagnosticCode::UnknownAttribute, local.attribute.span,
       concat({"<", local.attribute.text, "> is not known: a local can be <const> or <close>"}));
  return Attribute::None;
}

void Binder::localFunction(const LocalFunctionStat& stat) {
  if (!stat.name.missing()) {
    checkLocals(stat.name.span, 1);
    activate(declare(stat.name, SymbolKind::LocalFunction), stat.name.span.end);
  }
  function(*stat.function->body);
}

void Binder::assign(const AssignStat& stat) {
  for (const Expr* each : stat.targets) target(*each);
  expressions(stat.values);
}

void Binder::target(const Expr& expr) {
  if (const auto* name = as<NameExpr>(&expr)) {
    use(*name, Use::Write);
  } else {
    expression(&expr);
  }
}

void Binder::functionStat(const FunctionStat& stat) {
  target(*stat.target);
  function(*stat.function->body);
}

void Binder::branches(const IfStat& stat) {
  for (const IfClause& clause : stat.clauses) {
    if (clause.condition != nullptr) expression(clause.condition);
    block(*clause.block, false);
  }
}

void Binder::repeat(const RepeatStat& stat) {
  const std::size_t first = locals_.size();
  jumps_.enterBlock(true);
  jumps_.enterBlock(false);
  statements(*stat.block, true);
  expression(stat.condition);
  leaveScope(first, stat.span.end);
  jumps_.leaveBlock();
  jumps_.leaveBlock();
}

void Binder::numericFor(const NumericForStat& stat) {
  expression(stat.first);
  expression(stat.last);
  if (stat.step != nullptr) expression(stat.step);
  const std::size_t first = locals_.size();
  jumps_.enterBlock(true);
  hideLocals(kHiddenInNumericFor);
  jumps_.enterBlock(false);
  loopVariable(stat.variable, *stat.block);
  statements(*stat.block, false);
  leaveScope(first, stat.block->span.end);
  jumps_.leaveBlock();
  jumps_.leaveBlock();
}

void Binder::loopVariable(const Name& name, const Block& block) {
  if (name.missing()) return;
  checkLocals(name.span, 1);
  activate(declare(name, SymbolKind::LoopVariable), block.span.begin);
}

void Binder::genericFor(const GenericForStat& stat) {
  expressions(stat.values);
  const std::size_t first = locals_.size();
  jumps_.enterBlock(true);
  hideLocals(kHiddenInGenericFor);
  jumps_.enterBlock(false);
  for (const Name& name : stat.variables) loopVariable(name, *stat.block);
  statements(*stat.block, false);
  leaveScope(first, stat.block->span.end);
  jumps_.leaveBlock();
  jumps_.leaveBlock();
}

void Binder::expressions(List<Expr*> list) {
  for (const Expr* each : list) expression(each);
}

void Binder::expression(const Expr* expr) {
  const std::size_t depth = spine_.size();
  for (const Expr* left = leftOf(*expr); left != nullptr; left = leftOf(*expr)) {
    spine_.push_back(expr);
    expr = left;
  }
  innermost(*expr);
  while (spine_.size() > depth) {
    const Expr* next = spine_.back();
    spine_.pop_back();
    outer(*next);
  }
}

void Binder::innermost(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Name: return use(to<const NameExpr>(expr), Use::Read);
    case ExprKind::Unary: return expression(to<const UnaryExpr>(expr).operand);
    case ExprKind::Paren: return expression(to<const ParenExpr>(expr).inner);
    case ExprKind::Table: return table(to<const TableExpr>(expr));
    case ExprKind::Function: return function(*to<const FunctionExpr>(expr).body);
    case ExprKind::Ellipsis:
      if (binding_.functions[currentFunction()].isVariadic) return;
      return fail(DiagnosticCode::EllipsisOutsideVararg, expr.span, "this function takes no variable arguments (...)");
    default: return;
  }
}

// What an expression has beside its left side.
void Binder::outer(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Index: return expression(to<const IndexExpr>(expr).key);
    case ExprKind::Call: return expressions(to<const CallExpr>(expr).arguments.items);
    case ExprKind::Method: return expressions(to<const MethodExpr>(expr).arguments.items);
    case ExprKind::Binary: return expression(to<const BinaryExpr>(expr).right);
    default: return;
  }
}

void Binder::table(const TableExpr& table) {
  for (const TableItem& item : table.items) {
    if (item.key != nullptr) expression(item.key);
    expression(item.value);
  }
}

void Binder::function(const FunctionBody& body) {
  const auto id = static_cast<FunctionId>(binding_.functions.size());
  binding_.functions.push_back({currentFunction(), &body, body.isVariadic()});
  const std::size_t first = locals_.size();
  functions_.push_back({id, first, {}});
  jumps_.enterFunction();
  if (body.isMethod) activate(declare({kSelf, {}}, SymbolKind::Self), body.block->span.begin);
  for (const Name& name : body.parameters) {
    checkLocals(name.span, 1);
    activate(declare(name, SymbolKind::Parameter), body.block->span.begin);
  }
  statements(*body.block, false);
  leaveScope(first, body.block->span.end);
  jumps_.leaveFunction();
  functions_.pop_back();
}

void Binder::leaveScope(std::size_t firstLocal, std::uint32_t end) {
  while (locals_.size() > firstLocal) {
    const SymbolId id = locals_.back();
    locals_.pop_back();
    if (id == kNoSymbol) continue;
    Symbol& symbol = binding_.symbols[id];
    symbol.visible.end = std::max(symbol.visible.begin, end);
    names_[symbol.name].local = symbol.shadows;
  }
}

SymbolId Binder::declare(const Name& name, SymbolKind kind, Attribute attribute) {
  const auto id = static_cast<SymbolId>(binding_.symbols.size());
  binding_.symbols.push_back({name.text, kind, attribute, currentFunction(), name.span});
  if (!name.span.empty()) binding_.occurrences.push_back({name.span, id, currentFunction(), Use::Declare});
  return id;
}

void Binder::activate(SymbolId id, std::uint32_t from) {
  Symbol& symbol = binding_.symbols[id];
  Meaning& meaning = names_[symbol.name];
  symbol.visible.begin = from;
  symbol.shadows = meaning.local;
  meaning.local = id;
  locals_.push_back(id);
}

void Binder::hideLocals(std::size_t count) { locals_.insert(locals_.end(), count, kNoSymbol); }

// `more`: how many the statement at `place` has declared that are not in scope yet.
void Binder::checkLocals(Span place, std::size_t more) {
  FunctionState& function = functions_.back();
  if (function.full || locals_.size() - function.firstLocal + more <= kMostLocals) return;
  function.full = true;
  fail(DiagnosticCode::TooManyLocals, place, "a function can have at most 200 local variables at a time");
}

void Binder::use(const NameExpr& expr, Use use) {
  const SymbolId local = names_[expr.name].local;
  if (local != kNoSymbol) return useLocal(expr, local, use);
  useGlobal(expr, use);
}

void Binder::useLocal(const NameExpr& expr, SymbolId id, Use use) {
  Symbol& symbol = binding_.symbols[id];
  ++(use == Use::Write ? symbol.writes : symbol.reads);
  if (use == Use::Write && symbol.attribute != Attribute::None) {
    fail(DiagnosticCode::AssignToConst, expr.span,
         concat({"'", symbol.name, symbol.attribute == Attribute::Const ? "' is <const>" : "' is <close>",
                 ": it cannot be assigned to"}));
    if (!binding_.mistakes.empty() && binding_.mistakes.back().span == expr.span)
      binding_.mistakes.back().related.push_back({symbol.declaration, "declared here"});
  }
  if (symbol.function != currentFunction() && symbol.constant == Constant::None) {
    symbol.captured = true;
    capture(id, symbol.function, expr.span);
  }
  binding_.byExpr[expr.id] = id;
  binding_.occurrences.push_back({expr.span, id, currentFunction(), use});
}

// A global is a field of what _ENV means where its name stands.
void Binder::useGlobal(const NameExpr& expr, Use use) {
  if (const SymbolId environment = names_[kEnvironment].local; environment != kNoSymbol) {
    Symbol& symbol = binding_.symbols[environment];
    ++symbol.reads;
    if (symbol.function != currentFunction()) capture(environment, symbol.function, expr.span);
    binding_.occurrences.push_back({expr.span, kNoSymbol, currentFunction(), use});
    return;
  }
  SymbolId& global = names_[expr.name].global;
  if (global == kNoSymbol) {
    global = static_cast<SymbolId>(binding_.symbols.size());
    binding_.symbols.push_back({expr.name, SymbolKind::Global});
  }
  Symbol& symbol = binding_.symbols[global];
  ++(use == Use::Write ? symbol.writes : symbol.reads);
  capture(kNoSymbol, kChunk, expr.span);
  binding_.byExpr[expr.id] = global;
  binding_.occurrences.push_back({expr.span, global, currentFunction(), use});
}

// Every function between the one that uses a variable and the one it belongs to holds it as an upvalue; kNoSymbol is
// the _ENV of the script, which the chunk holds too.
void Binder::capture(SymbolId id, FunctionId owner, Span place) {
  for (std::size_t i = functions_.size(); i-- > 0 && (functions_[i].id != owner || id == kNoSymbol);) {
    FunctionState& function = functions_[i];
    if (std::find(function.upvalues.begin(), function.upvalues.end(), id) != function.upvalues.end()) return;
    if (function.upvalues.size() < kMostUpvalues) {
      function.upvalues.push_back(id);
    } else if (!function.full) {
      function.full = true;
      fail(DiagnosticCode::TooManyUpvalues, place, "a function can use at most 255 variables of those around it");
    }
  }
}

void Binder::fail(DiagnosticCode code, Span span, std::string message) {
  binding_.mistakes.push_back({code, span, std::move(message)});
}

Binding bind(const SyntaxTree& tree) {
  Binding binding;
  Binder(tree, binding).run();
  if (tree.mistakes.empty() && binding.mistakes.empty()) checkRegisters(tree, binding);
  return binding;
}

}  // namespace sluice::language
