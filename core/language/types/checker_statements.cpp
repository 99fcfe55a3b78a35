#include <algorithm>

#include "base/concat.h"
#include "language/types/checker.h"

namespace sluice::language {

void Checker::block(const Block& block) {
  bool lost = false;
  std::uint32_t end = block.span.begin;
  for (const Stat* stat : block.stats) {
    castUpTo(end, stat->span.begin);
    end = stat->span.end;
    if (!reached_ && stat->kind != StatKind::Label && stat->kind != StatKind::Empty) {
      if (!lost)
        fail(DiagnosticCode::UnreachableCode, {stat->span.begin, block.stats.back()->span.end}, "no path leads here");
      lost = true;
      ++quiet_;
      reached_ = true;
      statement(*stat);
      reached_ = false;
      --quiet_;
      continue;
    }
    statement(*stat);
  }
  castUpTo(end, block.span.end);
}

// What the ---@cast in a part of the text say.
void Checker::castUpTo(std::uint32_t begin, std::uint32_t end) {
  if (casts_.empty()) return;
  auto at = std::lower_bound(casts_.begin(), casts_.end(), begin,
                             [](const Cast& cast, std::uint32_t offset) { return cast.name.begin < offset; });
  for (; at != casts_.end() && at->name.begin < end; ++at) {
    const SymbolId symbol = binding_.named(tree_.textOf(at->name), at->name.begin);
    if (symbol == kNoSymbol) continue;
    const bool isNil = at->type == "?";
    TypeId type = isNil ? types::kNil : TypeReader(at->type, store_, classes_, {}).read();
    if (at->sign == '+') type = store_.unite(symbolType(symbol), type);
    if (at->sign == '-') type = store_.without(symbolType(symbol), type);
    flow_.assign(flow_.root(symbol), type);
  }
}

void Checker::statement(const Stat& stat) {
  switch (stat.kind) {
    case StatKind::Empty: return;
    case StatKind::Local: return local(to<const LocalStat>(stat));
    case StatKind::LocalFunction: return defineLocal(to<const LocalFunctionStat>(stat));
    case StatKind::Assign: return assign(to<const AssignStat>(stat));
    case StatKind::Call: eval(*to<const CallStat>(stat).call); return;
    case StatKind::Do: return block(*to<const DoStat>(stat).block);
    case StatKind::While: return whileLoop(to<const WhileStat>(stat));
    case StatKind::Repeat: return repeatLoop(to<const RepeatStat>(stat));
    case StatKind::If: return branches(to<const IfStat>(stat));
    case StatKind::NumericFor: return numericFor(to<const NumericForStat>(stat));
    case StatKind::GenericFor: return genericFor(to<const GenericForStat>(stat));
    case StatKind::Function: return define(to<const FunctionStat>(stat));
    case StatKind::Return: return returnFrom(to<const ReturnStat>(stat));
    case StatKind::Break:
      broke_ = true;
      reached_ = false;
      return;
    case StatKind::Goto: reached_ = false; return;
    case StatKind::Label:
      // Jumps come here from anywhere in the function.
      reached_ = true;
      forgetAllThatChanges();
      return;
    case StatKind::Error: evalList(to<const ErrorStat>(stat).expressions); return;
  }
}

// The type that ---@type or ---@class gives what the statement declares, with this value. The fields of an ---@enum are
// just what stands there.
TypeId Checker::annotated(std::uint32_t statement, TypeId otherwise, const Expr* value) {
  const Annotations annotations = annotationsBefore(tree_, statement);
  const auto* table = annotations.enumName.empty() ? nullptr : as<TableExpr>(value);
  for (std::uint32_t i = 0; table != nullptr && i < table->items.size; ++i) {
    const TableItem& item = table->items[i];
    const std::string_view name = item.key == nullptr ? item.name.text : literalText(*item.key);
    if (Field* field = store_.field(otherwise, name)) field->type = exprs_[item.value->id];
  }
  if (annotations.type.empty() && !annotations.className.empty()) return asClass(annotations.className, otherwise);
  if (annotations.type.empty()) return otherwise;
  return TypeReader(annotations.type, store_, classes_, annotations.generics).read();
}

// A table below ---@class is the class itself: what it is made with are further fields of the class.
TypeId Checker::asClass(std::string_view name, TypeId table) {
  const auto known = classes_.find(std::string(name));
  if (known == classes_.end() || store_.kind(table) != TypeKind::Table || !store_.shape(table).name.empty())
    return table;
  const Shape& made = store_.shape(table);
  Shape& shape = store_.shape(known->second);
  for (const Field& field : made.fields) {
    Field* same = store_.field(known->second, field.name);
    if (same == nullptr) {
      shape.fields.push_back(field);
    } else if (!same->origin.empty()) {
      *same = field;
    }
  }
  if (shape.value == types::kNever) {
    shape.key = made.key;
    shape.value = made.value;
  }
  if (shape.index == types::kNever) shape.index = made.index;
  return known->second;
}

void Checker::declare(const Name& name, TypeId type) {
  const SymbolId symbol = binding_.declaredAt(name.span);
  if (symbol == kNoSymbol) return;
  learn(symbol, type);
  flow_.assign(flow_.root(symbol), type);
}

void Checker::learn(SymbolId symbol, TypeId type) { now_.symbols[symbol] = store_.unite(now_.symbols[symbol], type); }

// More values than there is a place for.
void Checker::checkBalance(std::uint32_t targets, List<Expr*> values) {
  if (targets == 0 || values.size <= targets) return;
  fail(DiagnosticCode::UnbalancedAssignment, joined(values[targets]->span, values.back()->span),
       "no variable takes this value");
}

void Checker::local(const LocalStat& stat) {
  checkBalance(stat.names.size, stat.values);
  const bool names = stat.names.size == 1 && stat.values.size == 1;
  if (names && stat.values[0]->kind == ExprKind::Function) {
    const auto& function = to<const FunctionExpr>(*stat.values[0]);
    const SymbolId symbol = binding_.declaredAt(stat.names[0].name.span);
    if (symbol != kNoSymbol && binding_.symbols[symbol].writes == 0) functionSymbols_[function.id] = symbol;
    return declare(stat.names[0].name,
                   functionType(function, stat.span.begin, stat.names[0].name.text, types::kNever, nullptr));
  }
  const Values values = evalList(stat.values);
  for (std::uint32_t i = 0; i < stat.names.size; ++i) {
    const Expr* value = i < stat.values.size ? stat.values[i] : nullptr;
    TypeId type = stored(value, values.at(i));
    if (i == 0) type = annotated(stat.span.begin, type, value);
    declare(stat.names[i].name, type);
  }
}

void Checker::assign(const AssignStat& stat) {
  checkBalance(stat.targets.size, stat.values);
  if (stat.targets.size == 1 && stat.values.size == 1 && stat.values[0]->kind == ExprKind::Name &&
      tree_.textOf(stat.targets[0]->span) == tree_.textOf(stat.values[0]->span)) {
    fail(DiagnosticCode::SelfAssignment, stat.span,
         concat({"'", tree_.textOf(stat.values[0]->span), "' is assigned to itself"}));
  }
  if (stat.targets.size == 1 && stat.values.size == 1 && stat.values[0]->kind == ExprKind::Function) {
    const auto& function = to<const FunctionExpr>(*stat.values[0]);
    return assignTo(*stat.targets[0], functionType(function, stat.span.begin, tree_.textOf(stat.targets[0]->span),
                                                   types::kNever, nullptr));
  }
  const Values values = evalList(stat.values);
  for (std::uint32_t i = 0; i < stat.targets.size; ++i) {
    const Expr* value = i < stat.values.size ? stat.values[i] : nullptr;
    assignTo(*stat.targets[i], stored(value, values.at(i)));
  }
}

void Checker::assignTo(const Expr& target, TypeId type) {
  exprs_[target.id] = type;
  if (const auto* name = as<NameExpr>(&target)) {
    const SymbolId symbol = binding_.byExpr[name->id];
    if (symbol == kNoSymbol) return;
    const bool isGlobal = binding_.symbols[symbol].kind == SymbolKind::Global;
    if (isGlobal && library().global(name->name) != types::kNever) return;
    learn(symbol, type);
    flow_.assign(flow_.root(symbol), type);
  } else if (const auto* member = as<MemberExpr>(&target)) {
    assignField(target, *member->object, member->name.text, member->name.span, type);
  } else if (const auto* index = as<IndexExpr>(&target)) {
    const std::string_view text = literalText(*index->key);
    if (!text.empty()) {
      eval(*index->key);
      return assignField(target, *index->object, text, index->key->span, type);
    }
    const TypeId object = eval(*index->object);
    const TypeId key = store_.widen(eval(*index->key));
    checkIndexable(object, *index->object, index->key->span);
    for (const TypeId each : store_.members(object)) {
      if (store_.kind(each) != TypeKind::Table) continue;
      if (store_.shape(each).readOnly) fail(DiagnosticCode::ReadOnly, target.span, "this table cannot be changed");
      auto& entries = now_.entries.try_emplace(each, types::kNever, types::kNever).first->second;
      entries = {store_.unite(entries.first, key), store_.unite(entries.second, store_.withoutNil(type))};
      Shape& shape = store_.shape(each);
      shape.key = store_.unite(shape.key, key);
      shape.value = store_.unite(shape.value, store_.withoutNil(type));
    }
    flow_.forgetAllFields();
  }
}

void Checker::assignField(const Expr& target, const Expr& object, std::string_view field, Span place, TypeId type) {
  const TypeId owner = eval(object);
  checkIndexable(owner, object, place);
  const PathId path = pathOf(target);
  for (const TypeId each : store_.members(owner)) {
    if (store_.kind(each) != TypeKind::Table) continue;
    Shape& shape = store_.shape(each);
    if (shape.readOnly) {
      const std::string name = shape.name.starts_with("context") ? "the context"
                               : shape.name.empty()              ? "this table"
                                                                 : shape.name;
      fail(DiagnosticCode::ReadOnly, target.span, concat({name, " cannot be changed"}));
      continue;
    }
    Field& seen =
        now_.fields.try_emplace({each, std::string(field)}, Field{std::string(field), types::kNever, true, {}, place})
            .first->second;
    seen.type = store_.unite(seen.type, type);
    if (Field* known = store_.field(each, field)) {
      known->type = store_.unite(known->type, type);
    } else {
      shape.fields.push_back({std::string(field), type, true, {}, place});
    }
  }
  flow_.forgetField(field);
  flow_.assign(path, type);
}

void Checker::define(const FunctionStat& stat) {
  TypeId self = types::kNever;
  if (stat.function->body->isMethod) {
    self = eval(*to<const MemberExpr>(*stat.target).object);
    if (const auto made = instances_.find(self); made != instances_.end()) self = made->second;
  }
  const std::string_view name = tree_.textOf(stat.target->span);
  assignTo(*stat.target, functionType(*stat.function, stat.span.begin, name, self, nullptr));
}

void Checker::defineLocal(const LocalFunctionStat& stat) {
  const SymbolId symbol = binding_.declaredAt(stat.name.span);
  if (symbol != kNoSymbol) {
    if (binding_.symbols[symbol].writes == 0) functionSymbols_[stat.function->id] = symbol;
    flow_.assign(flow_.root(symbol), Flow::kNothing);
  }
  declare(stat.name, functionType(*stat.function, stat.span.begin, stat.name.text, types::kNever, nullptr));
}

// An `elseif` is an `if` in the `else` of the one before: joined from the last to the first, which takes no longer when
// there are many.
void Checker::branches(const IfStat& stat) {
  struct Fork {
    Flow::Mark mark;
    Flow::Way way;
  };
  std::vector<Fork> forks;
  for (const IfClause& clause : stat.clauses) {
    if (clause.condition == nullptr) {
      block(*clause.block);
      continue;
    }
    eval(*clause.condition);
    Fork& fork = forks.emplace_back(Fork{flow_.mark(), {}});
    const bool before = reached_;
    assume(*clause.condition, true);
    block(*clause.block);
    fork.way = flow_.waySince(fork.mark);
    fork.way.reached = reached_;
    flow_.undo(fork.mark);
    reached_ = before;
    assume(*clause.condition, false);
  }
  for (; !forks.empty(); forks.pop_back()) {
    Fork& fork = forks.back();
    Flow::Way rest = flow_.waySince(fork.mark);
    rest.reached = reached_;
    reached_ = reached_ || fork.way.reached;
    flow_.undo(fork.mark);
    flow_.join({std::move(fork.way), std::move(rest)}, store_);
  }
}

// Before a loop: whatever it assigns may have been assigned already.
void Checker::forgetAssignedIn(Span span) {
  auto at = std::lower_bound(binding_.occurrences.begin(), binding_.occurrences.end(), span.begin,
                             [](const Occurrence& each, std::uint32_t begin) { return each.span.begin < begin; });
  for (; at != binding_.occurrences.end() && at->span.begin < span.end; ++at) {
    if (at->use == Use::Write && at->symbol != kNoSymbol) flow_.forgetSymbol(at->symbol);
  }
  flow_.forgetAllFields();
}

// What is known of variables that nothing assigns to stays.
void Checker::forgetAllThatChanges() {
  flow_.forgetWritten();
  flow_.forgetAllFields();
}

void Checker::whileLoop(const WhileStat& stat) {
  forgetAssignedIn(stat.span);
  eval(*stat.condition);
  const Flow::Mark start = flow_.mark();
  const bool outerBroke = broke_;
  broke_ = false;
  assume(*stat.condition, true);
  block(*stat.block);
  flow_.undo(start);
  const bool endless = stat.condition->kind == ExprKind::True && !broke_;
  reached_ = !endless;
  if (!broke_) assume(*stat.condition, false);
  broke_ = outerBroke;
}

void Checker::repeatLoop(const RepeatStat& stat) {
  forgetAssignedIn(stat.span);
  const Flow::Mark start = flow_.mark();
  const bool outerBroke = broke_;
  broke_ = false;
  block(*stat.block);
  reached_ = true;
  eval(*stat.condition);
  if (broke_)
    flow_.undo(start);
  else
    assume(*stat.condition, true);
  broke_ = outerBroke;
}

void Checker::numericFor(const NumericForStat& stat) {
  const TypeId first = eval(*stat.first);
  eval(*stat.last);
  const TypeId step = stat.step == nullptr ? types::kInteger : eval(*stat.step);
  const bool isInteger = store_.widen(store_.withoutNil(first)) == types::kInteger &&
                         store_.widen(store_.withoutNil(step)) == types::kInteger;
  forgetAssignedIn(stat.span);
  const Flow::Mark start = flow_.mark();
  const bool outerBroke = broke_;
  declare(stat.variable, isInteger ? types::kInteger : types::kNumber);
  block(*stat.block);
  flow_.undo(start);
  broke_ = outerBroke;
  reached_ = true;
}

void Checker::genericFor(const GenericForStat& stat) {
  const Values values = evalList(stat.values);
  Values given{{}, types::kUnknown};
  const TypeId iterator = values.at(0);
  if (store_.kind(iterator) == TypeKind::Function) {
    const Signature signature = store_.signature(iterator);  // a copy: its results may be new types
    given = results(signature, {});
  }
  forgetAssignedIn(stat.span);
  const Flow::Mark start = flow_.mark();
  const bool outerBroke = broke_;
  for (std::uint32_t i = 0; i < stat.variables.size; ++i) {
    const TypeId type = given.at(i);
    declare(stat.variables[i], i == 0 ? store_.withoutNil(type) : type);
  }
  block(*stat.block);
  flow_.undo(start);
  broke_ = outerBroke;
  reached_ = true;
}

void Checker::returnFrom(const ReturnStat& stat) {
  Values values = evalList(stat.values);
  for (std::uint32_t i = 0; i < stat.values.size && i < values.types.size(); ++i) {
    values.types[i] = stored(stat.values[i], values.types[i]);
  }
  FunctionState& function = functions_.back();
  function.returns.push_back(values);
  if (function.id == kChunk && quiet_ == 0) {
    const Span span = stat.values.empty() ? stat.span : stat.values[0]->span;
    returns_.push_back({values.at(0), span});
  }
  reached_ = false;
}

}  // namespace sluice::language
