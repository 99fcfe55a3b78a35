#include <algorithm>

#include "base/concat.h"
#include "language/types/checker.h"
#include "language/types/patterns.h"

namespace sluice::language {

namespace {

// Parts of types that are compared to find out what names stand for in one call: aliases can have more than there is
// text.
constexpr int kMostBound = 1000;

}  // namespace

// `self`: the type of a method's receiver. `expected`: how the function is going to be called.
TypeId Checker::functionType(const FunctionExpr& expr, std::uint32_t statement, std::string_view name, TypeId self,
                             const Signature* expected) {
  const Annotations annotations = annotationsBefore(tree_, statement);
  const auto [known, isNew] = madeFunctions_.try_emplace(expr.id, types::kNever);
  if (isNew) {
    known->second = store_.function({});
    functionExprs_[known->second] = expr.id;
  }
  const TypeId function = exprs_[expr.id] = known->second;
  Signature signature = signatureOf(annotations, *expr.body, name, store_, classes_);
  signature.origin = expr.body->keyword;
  for (const TypeId each : signature.overloads) store_.signature(each).origin = signature.origin;
  for (std::size_t i = 0; i < signature.parameters.size(); ++i) {
    Parameter& parameter = signature.parameters[i];
    if (annotations.parameter(parameter.name) != nullptr) continue;
    parameter.optional = true;  // Lua minds no missing argument
    if (expected != nullptr && i < expected->parameters.size()) {
      parameter.type = expected->parameters[i].type;
    } else {
      parameter.type = parameterFromCalls(expr, i);
    }
  }
  if (annotations.returns.empty()) {
    const Signature& former = store_.signature(function);
    signature.returns = former.returns;
    signature.returnsMore = former.returnsMore;
    signature.returnsKnown = !isNew && former.returnsKnown;
    signature.effect = former.effect;
  }
  store_.signature(function) = signature;
  functionBody(expr, function, self, annotations);
  return function;
}

// What a local function is called with, when all its uses are calls.
TypeId Checker::parameterFromCalls(const FunctionExpr& expr, std::size_t i) {
  const auto symbol = functionSymbols_.find(expr.id);
  const auto calls = before_.calls.find(expr.id);
  if (symbol == functionSymbols_.end() || calls == before_.calls.end()) return types::kUnknown;
  if (calls->second.size() != binding_.symbols[symbol->second].reads) return types::kUnknown;
  TypeId type = types::kNever;
  for (const Values& values : calls->second) type = store_.unite(type, store_.widen(values.at(i)));
  return type == types::kNever ? types::kUnknown : type;
}

// What an annotated parameter can be in the function: in each way to call it.
TypeId Checker::parameterInBody(TypeId function, std::size_t i) {
  const auto typeIn = [&](const Signature& signature) {
    if (i >= signature.parameters.size()) return types::kNil;
    const Parameter& parameter = signature.parameters[i];
    return parameter.optional ? store_.unite(parameter.type, types::kNil) : parameter.type;
  };
  TypeId type = typeIn(store_.signature(function));
  for (const TypeId each : store_.signature(function).overloads)
    type = store_.unite(type, typeIn(store_.signature(each)));
  return type;
}

void Checker::functionBody(const FunctionExpr& expr, TypeId function, TypeId self, const Annotations& annotations) {
  const FunctionBody& body = *expr.body;
  const FunctionId id = functionIds_.find(&body)->second;
  const Flow::Mark start = flow_.mark();
  const bool outerReached = reached_;
  const bool outerBroke = broke_;
  reached_ = true;
  functions_.push_back({id, {}, {}});
  // By the time it is called, variables that change hold something else.
  forgetAllThatChanges();
  if (const auto receiver = selves_.find(id); receiver != selves_.end()) {
    learn(receiver->second, self == types::kNever ? types::kUnknown : self);
    flow_.assign(flow_.root(receiver->second), self == types::kNever ? types::kUnknown : self);
  }
  for (std::uint32_t i = 0; i < body.parameters.size; ++i) {
    const Parameter& parameter = store_.signature(function).parameters[i];
    const bool tagged = annotations.parameter(parameter.name) != nullptr;
    declare(body.parameters[i], tagged ? parameterInBody(function, i) : parameter.type);
  }
  block(*body.block);
  if (reached_) functions_.back().returns.push_back({});
  const FunctionState state = std::move(functions_.back());
  functions_.pop_back();
  flow_.undo(start);
  reached_ = outerReached;
  broke_ = outerBroke;
  takeReturns(function, state, annotations);
}

void Checker::takeReturns(TypeId function, const FunctionState& state, const Annotations& annotations) {
  if (!annotations.returns.empty()) return;
  std::size_t most = 0;
  bool more = false;
  for (const Values& values : state.returns) {
    most = std::max(most, values.types.size());
    more = more || values.more != types::kNever;
  }
  std::vector<TypeId> returns;
  for (std::size_t i = 0; i < most + (more ? 1 : 0); ++i) {
    TypeId type = types::kNever;
    for (const Values& values : state.returns) type = store_.unite(type, values.at(i));
    returns.push_back(type);
  }
  Signature& signature = store_.signature(function);
  signature.returns = std::move(returns);
  signature.returnsMore = more;
  signature.returnsKnown = true;
  signature.effect = state.returns.empty() ? CallEffect::Error : CallEffect::None;
}

Values Checker::callValues(const CallExpr& expr) {
  const TypeId callee = exprs_[expr.callee->id];
  return callAny(callee, expr.arguments, nullptr, expr.callee->span);
}

Values Checker::methodValues(const MethodExpr& expr) {
  const TypeId object = exprs_[expr.object->id];
  if (expr.name.missing()) {
    evalList(expr.arguments.items);
    return {{}, types::kUnknown};
  }
  checkIndexable(object, *expr.object, expr.name.span);
  if (isOldAwait(expr, object)) {
    fail(DiagnosticCode::AwaitMethod, expr.name.span, "helpers wait themselves: what they give back has no await");
    evalList(expr.arguments.items);
    return {{object}};
  }
  const TypeId method = fieldOf(object, expr.name.text, expr.name.span, false);
  return callAny(method, expr.arguments, expr.object, expr.name.span);
}

// `p:await()`, of the times when helpers gave back promises.
bool Checker::isOldAwait(const MethodExpr& expr, TypeId object) {
  if (expr.name.text != "await" || object == types::kNever) return false;
  for (const TypeId each : store_.members(object)) {
    const bool isText = store_.kind(each) == TypeKind::String || store_.kind(each) == TypeKind::StringLiteral;
    const bool isNamed = store_.kind(each) == TypeKind::Table && !store_.shape(each).name.empty();
    if (!isText && each != types::kNil && (!isNamed || store_.field(each, "await") != nullptr)) return false;
  }
  return object != types::kNil;
}

// A function of the script may run: what it assigns is as good as unknown. `signature`: null when it is not known.
void Checker::forgetShared(const Signature* signature, const Values& values) {
  const bool isLibrary = signature != nullptr && signature->origin.empty() && !signature->name.empty();
  const bool callsBack = std::any_of(values.types.begin(), values.types.end(), [&](TypeId each) {
    return store_.isUnknown(each) || store_.has(each, TypeKind::Function) || store_.has(each, TypeKind::AnyFunction);
  });
  if (isLibrary && !callsBack) return;
  flow_.forgetShared();
}

Values Checker::callAny(TypeId callee, const Arguments& arguments, const Expr* self, Span place) {
  const std::string_view name = tree_.textOf(place).substr(0, 60);
  if (store_.mayBeNil(callee) && callee != types::kUnknown) {
    fail(DiagnosticCode::NilAccess, place,
         concat(
             {"'", name, callee == types::kNil ? "' is nil here" : "' can be nil here", ", and nil cannot be called"}));
  }
  for (const TypeId each : store_.members(callee)) {
    if (store_.kind(each) == TypeKind::Function) return callOne(each, arguments, self, place);
  }
  const TypeId plain = store_.widen(store_.withoutNil(callee));
  if (plain == types::kString || plain == types::kInteger || plain == types::kNumber || plain == types::kBoolean) {
    fail(DiagnosticCode::NotCallable, place,
         concat({"'", name, "' is a ", store_.print(plain), ", which cannot be called"}));
  }
  forgetShared(nullptr, evalList(arguments.items));
  return {{}, types::kUnknown};
}

Values Checker::callOne(TypeId function, const Arguments& arguments, const Expr* self, Span place) {
  const bool withSelf = self != nullptr && !store_.signature(function).isMethod;
  Values values = evalArguments(arguments, withSelf ? self : nullptr);
  // A copy: functions make types.
  const auto [signature, fit] = overloadFor(function, arguments, values, withSelf);
  Generics generics;
  evalFunctions(signature, arguments, withSelf, values, generics);
  if (const auto expr = functionExprs_.find(function); expr != functionExprs_.end())
    now_.calls[expr->second].push_back(values);
  if (reports_ && fit != Fit::Perhaps)
    checkArguments(signature, arguments, values, placeArguments(signature, arguments, withSelf), withSelf, place);
  forgetShared(&signature, values);
  if (!signature.returnsKnown || fit == Fit::Perhaps) return {{}, types::kUnknown};
  Values given = results(signature, generics);
  takeCaptures(signature, values, given);
  applyEffect(signature, arguments, given, values);
  return given;
}

// What string.match and string.gmatch give for a pattern that is known.
void Checker::takeCaptures(const Signature& signature, const Values& values, Values& results) {
  const bool isMatch = signature.name == "string.match";
  if ((!isMatch && signature.name != "string.gmatch") || !signature.origin.empty()) return;
  if (store_.kind(values.at(1)) != TypeKind::StringLiteral) return;
  const PatternCheck check = checkPattern(store_.text(values.at(1)));
  if (!check.fault.empty()) return;
  std::vector<TypeId> captures;
  for (const bool isPosition : check.isPosition) captures.push_back(isPosition ? types::kInteger : types::kString);
  if (captures.empty()) captures.push_back(types::kString);
  if (!isMatch) {
    Signature iterator;
    iterator.returns = std::move(captures);
    results.types = {store_.function(std::move(iterator))};
    return;
  }
  // Without a match all are nil; whoever asks about the first knows about the others.
  for (std::size_t i = 0; i < captures.size(); ++i) {
    captures[i] = store_.unite(captures[i], i == 0 ? types::kNil : types::kAbsent);
  }
  results = {std::move(captures)};
}

// Which parameter each argument is for; SIZE_MAX: one of "...". Parameters that may be left out before others that may
// not are left out while there are too few arguments, or when an argument cannot be theirs; a function of the script
// takes its arguments in order.
std::vector<std::size_t> Checker::placeArguments(const Signature& signature, const Arguments& arguments,
                                                 bool withSelf) const {
  const auto& parameters = signature.parameters;
  const auto isOptional = [](const Parameter& each) { return each.optional; };
  const auto required = parameters.size() - std::count_if(parameters.begin(), parameters.end(), isOptional);
  const std::size_t offset = withSelf ? 1 : 0;
  const std::size_t given = arguments.items.size + offset;
  std::size_t spare = given > required ? given - required : 0;
  // From here on, arguments are taken in order.
  std::size_t tail = signature.origin.empty() ? parameters.size() : 0;
  while (signature.variadic == types::kNever && tail > 0 && parameters[tail - 1].optional) --tail;
  std::vector<std::size_t> places;
  std::size_t next = 0;
  for (std::size_t i = 0; i < given; ++i) {
    const TypeId type =
        i < offset ? types::kUnknown : exprs_[arguments.items[static_cast<std::uint32_t>(i - offset)]->id];
    const auto fits = [&](const Parameter& each) { return type == types::kNil || store_.fits(type, each.type); };
    while (next < tail && parameters[next].optional && (spare == 0 || !fits(parameters[next]))) ++next;
    if (next < tail && parameters[next].optional) --spare;
    places.push_back(next < parameters.size() ? next++ : SIZE_MAX);
  }
  return places;
}

// Functions among them are evaluated last: what they are called with may follow from the other arguments.
Values Checker::evalArguments(const Arguments& arguments, const Expr* self) {
  Values values;
  if (self != nullptr) values.types.push_back(exprs_[self->id]);
  for (const Expr* item : arguments.items) exprs_[item->id] = types::kFunction;
  for (std::uint32_t i = 0; i < arguments.items.size; ++i) {
    const Expr& item = *arguments.items[i];
    if (item.kind == ExprKind::Function) {
      values.types.push_back(types::kFunction);
    } else if (i + 1 < arguments.items.size) {
      values.types.push_back(eval(item));
    } else {
      const Values last = evalMany(item);
      values.types.insert(values.types.end(), last.types.begin(), last.types.end());
      values.more = last.more;
    }
  }
  return values;
}

// How well the arguments fit. Perhaps: some of what they may be does.
Checker::Fit Checker::fitOf(const Signature& signature, const Arguments& arguments, const Values& values,
                            bool withSelf) const {
  const std::vector<std::size_t> places = placeArguments(signature, arguments, withSelf);
  std::vector<bool> filled(signature.parameters.size(), values.more != types::kNever);
  Fit fit = Fit::Yes;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::size_t offset = withSelf ? 1 : 0;
    const Expr* item = i < offset ? nullptr : arguments.items[static_cast<std::uint32_t>(i - offset)];
    if (item != nullptr && item->kind == ExprKind::Missing) continue;
    if (places[i] == SIZE_MAX) {
      if (signature.variadic == types::kNever) return Fit::No;
      continue;
    }
    filled[places[i]] = true;
    const Parameter& parameter = signature.parameters[places[i]];
    const auto given = store_.members(i < values.types.size() ? values.types[i] : types::kUnknown);
    const auto fitting = std::count_if(given.begin(), given.end(), [&](TypeId each) {
      return (parameter.optional && each == types::kNil) || store_.fits(each, parameter.type);
    });
    if (fitting == static_cast<std::ptrdiff_t>(given.size())) continue;
    fit = std::min(fit, fitting > 0 ? Fit::Perhaps : Fit::Count);
  }
  for (std::size_t i = 0; i < filled.size(); ++i) {
    if (!filled[i] && !signature.parameters[i].optional) return Fit::No;
  }
  return fit;
}

// The way to call a function that the arguments fit best, and how well; the function's own where it has no other.
std::pair<Signature, Checker::Fit> Checker::overloadFor(TypeId function, const Arguments& arguments,
                                                        const Values& values, bool withSelf) const {
  const Signature& own = store_.signature(function);
  if (own.overloads.empty()) return {own, Fit::Yes};
  const Signature* best = &own;
  Fit bestFit = fitOf(own, arguments, values, withSelf);
  for (const TypeId each : own.overloads) {
    const Fit fit = fitOf(store_.signature(each), arguments, values, withSelf);
    if (fit <= bestFit) continue;
    best = &store_.signature(each);
    bestFit = fit;
  }
  Signature chosen = *best;
  chosen.effect = own.effect;
  return {std::move(chosen), bestFit};
}

void Checker::evalFunctions(const Signature& signature, const Arguments& arguments, bool withSelf, Values& values,
                            Generics& generics) {
  const std::size_t offset = withSelf ? 1 : 0;
  const std::vector<std::size_t> places = placeArguments(signature, arguments, withSelf);
  bound_ = 0;
  for (std::size_t i = 0; i < places.size() && i < values.types.size(); ++i) {
    if (places[i] != SIZE_MAX) bindGeneric(signature.parameters[places[i]].type, values.types[i], generics);
  }
  for (std::uint32_t i = 0; i < arguments.items.size; ++i) {
    const auto* function = as<FunctionExpr>(arguments.items[i]);
    if (function == nullptr) continue;
    Signature expected;
    const std::size_t place = places[i + offset];
    const TypeId wanted = place == SIZE_MAX ? types::kUnknown : signature.parameters[place].type;
    for (const TypeId each : store_.members(wanted)) {
      if (store_.kind(each) == TypeKind::Function) expected = store_.signature(Substitution(store_, generics).of(each));
    }
    const TypeId type = functionType(*function, function->span.begin, {}, types::kNever, &expected);
    exprs_[function->id] = values.types[i + offset] = type;
  }
}

void Checker::checkArguments(const Signature& signature, const Arguments& arguments, const Values& values,
                             const std::vector<std::size_t>& places, bool withSelf, Span place) {
  if (arguments.style == CallStyle::None || !arguments.closed) return;
  const std::size_t offset = withSelf ? 1 : 0;
  const std::string name = signature.name.empty() ? "this function" : signature.name;
  std::vector<bool> filled(signature.parameters.size(), false);
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i] == SIZE_MAX) {
      if (signature.variadic != types::kNever || i < offset) continue;
      fail(DiagnosticCode::ExtraArgument, arguments.items[static_cast<std::uint32_t>(i - offset)]->span,
           concat({name, " takes ", signature.parameters.size() - offset,
                   signature.parameters.size() - offset == 1 ? " argument" : " arguments"}));
      return;
    }
    filled[places[i]] = true;
    const Parameter& parameter = signature.parameters[places[i]];
    const TypeId allowed = parameter.optional ? store_.unite(parameter.type, types::kNil) : parameter.type;
    const TypeId given = i < values.types.size() ? values.types[i] : types::kUnknown;
    if (i < offset || given == types::kNever) continue;
    const Expr& item = *arguments.items[static_cast<std::uint32_t>(i - offset)];
    // Lua takes numbers for texts, and texts for numbers where they are some.
    const bool converts = store_.fits(store_.widen(given), store_.unite(types::kString, types::kNumber)) &&
                          (store_.fits(types::kNumber, allowed) || allowed == types::kString);
    if (item.kind == ExprKind::Missing || store_.fits(given, allowed) || converts) continue;
    const bool onlyNil = store_.mayBeNil(given) && store_.fits(store_.withoutNil(given), allowed);
    fail(onlyNil && given != types::kNil ? DiagnosticCode::NilAccess : DiagnosticCode::ArgumentType, item.span,
         onlyNil && given != types::kNil ? concat({"this can be nil, and ", name, " needs a ",
                                                   store_.print(parameter.type, 1), " as ", parameter.name})
                                         : concat({name, " takes ", store_.print(parameter.type, 1), " as ",
                                                   parameter.name, ", not ", store_.print(given, 1)}));
  }
  if (values.more != types::kNever || values.types.size() > places.size()) return;
  for (std::size_t i = 0; i < filled.size(); ++i) {
    const Parameter& parameter = signature.parameters[i];
    if (filled[i] || parameter.optional || parameter.type == types::kUnknown) continue;
    fail(DiagnosticCode::ArgumentCount, place,
         concat({name, " needs ", parameter.name, ": ", store_.print(parameter.type, 1)}));
    return;
  }
}

Values Checker::results(const Signature& signature, const Generics& generics) {
  Values values;
  Substitution substitution(store_, generics);
  for (std::size_t i = 0; i < signature.returns.size(); ++i) {
    const TypeId type = substitution.of(signature.returns[i]);
    if (signature.returnsMore && i + 1 == signature.returns.size())
      values.more = store_.unite(type, types::kAbsent);
    else
      values.types.push_back(type);
  }
  return values;
}

void Checker::applyEffect(const Signature& signature, const Arguments& arguments, Values& results,
                          const Values& values) {
  switch (signature.effect) {
    case CallEffect::Error: reached_ = false; return;
    case CallEffect::Assert:
      if (arguments.items.empty()) return;
      if (arguments.items[0]->kind == ExprKind::False) reached_ = false;
      assume(*arguments.items[0], true);
      if (!results.types.empty()) results.types[0] = store_.truthy(results.types[0]);
      return;
    case CallEffect::SetMetatable: {
      const TypeId object = values.at(0);
      results.types = {object};
      if (store_.kind(object) != TypeKind::Table || store_.kind(values.at(1)) != TypeKind::Table) return;
      // What is written to one table, the other gets.
      const Field* newIndex = store_.field(values.at(1), "__newindex");
      if (newIndex != nullptr && store_.kind(newIndex->type) == TypeKind::Table)
        store_.shape(newIndex->type).open = true;
      const Field* index = store_.field(values.at(1), "__index");
      const bool isTable = index != nullptr && store_.kind(index->type) == TypeKind::Table;
      Shape& shape = store_.shape(object);
      if (shape.readOnly) return;
      if (isTable && index->type != object) {
        shape.index = index->type;
        TypeId& made = instances_.try_emplace(index->type, types::kNever).first->second;
        made = store_.unite(made, object);
      } else {
        shape.open = true;
      }
      return;
    }
    default: break;
  }
  if (signature.name != "table.insert" || values.types.size() < 2) return;
  const TypeId list = values.types[0];
  if (store_.kind(list) != TypeKind::Table || store_.shape(list).readOnly) return;
  auto& entries = now_.entries.try_emplace(list, types::kInteger, types::kNever).first->second;
  const TypeId element = store_.widen(store_.withoutNil(values.types.back()));
  entries.second = store_.unite(entries.second, element);
  Shape& shape = store_.shape(list);
  shape.key = store_.unite(shape.key, types::kInteger);
  shape.value = store_.unite(shape.value, element);
}

void Checker::bindGeneric(TypeId parameter, TypeId argument, Generics& generics) {
  if (argument == types::kNever || ++bound_ > kMostBound) return;
  for (const TypeId each : store_.members(parameter)) {
    if (store_.kind(each) == TypeKind::Generic) {
      const TypeId bound = store_.mayBeNil(parameter) ? store_.withoutNil(argument) : argument;
      const auto known =
          std::find_if(generics.begin(), generics.end(), [&](const auto& one) { return one.first == each; });
      if (known == generics.end())
        generics.push_back({each, bound});
      else
        known->second = store_.unite(known->second, bound);
      continue;
    }
    if (store_.kind(each) != TypeKind::Table) continue;
    const Shape wanted = store_.shape(each);
    for (const TypeId part : store_.members(argument)) {
      if (store_.kind(part) == TypeKind::Nil) continue;
      if (store_.kind(part) != TypeKind::Table) {
        bindGeneric(wanted.key, types::kUnknown, generics);
        bindGeneric(wanted.value, types::kUnknown, generics);
        continue;
      }
      const Shape given = store_.shape(part);
      TypeId key = given.key;
      TypeId value = given.value;
      // The entries of a list are those of a map whose keys are integers; only a map has the named fields too.
      if (wanted.key != types::kInteger) {
        for (const Field& field : given.fields) {
          key = store_.unite(key, types::kString);
          value = store_.unite(value, field.type);
        }
      }
      const bool isOpen = given.open || given.index != types::kNever;
      bindGeneric(wanted.key, key == types::kNever || isOpen ? types::kUnknown : key, generics);
      bindGeneric(wanted.value, value == types::kNever || isOpen ? types::kUnknown : value, generics);
    }
  }
}

}  // namespace sluice::language
