#include "language/features/choices.h"

#include <algorithm>

namespace sluice::language {

namespace {

// How many parameters from the first one on may be left out although others follow. A script's own functions take
// their arguments in order.
std::size_t leadingOptional(const TypeStore& store, const Signature& signature, std::size_t first) {
  const auto& parameters = signature.parameters;
  if (!signature.origin.empty()) return first;
  std::size_t end = parameters.size();
  while (signature.variadic == types::kNever && end > first && parameters[end - 1].optional) --end;
  std::size_t last = first;
  for (std::size_t i = first; i < end; ++i) {
    // Only a type can tell that an argument is not for this parameter.
    const bool telling = !store.isUnknown(parameters[i].type) && !store.has(parameters[i].type, TypeKind::Generic);
    if (parameters[i].optional && telling) last = i + 1;
  }
  return last;
}

CallChoice makeChoice(const Signature& signature, bool withColon) {
  CallChoice choice{&signature, {}, signature.variadic != types::kNever, 0};
  if (signature.isMethod && !withColon) choice.parameters.push_back(nullptr);
  return choice;
}

void addChoices(const TypeStore& store, const Signature& signature, bool withColon, std::vector<CallChoice>& out) {
  const std::size_t first = withColon && !signature.isMethod && !signature.parameters.empty() ? 1 : 0;
  const std::size_t end = leadingOptional(store, signature, first);
  const auto& parameters = signature.parameters;
  std::size_t optional = 0;
  for (std::size_t i = first; i < end; ++i) optional += parameters[i].optional ? 1 : 0;
  // With none of those that may be left out, then with one after the other.
  for (std::size_t kept = 0; kept <= optional; ++kept) {
    CallChoice choice = makeChoice(signature, withColon);
    std::size_t met = 0;
    for (std::size_t i = first; i < parameters.size(); ++i) {
      const bool mayGo = i < end && parameters[i].optional;
      if (!mayGo || met++ < kept) choice.parameters.push_back(&parameters[i]);
      if (i < end) choice.certain = choice.parameters.size();
    }
    out.push_back(std::move(choice));
  }
}

// How well the arguments fit; negative when they do not.
int fitOf(const Analysis& analysis, const CallChoice& choice, const Arguments& arguments, std::size_t written,
          std::size_t count) {
  const TypeStore& store = analysis.inference.store;
  if (count > choice.parameters.size() && !choice.isVariadic) return -1;
  int fit = 0;
  for (std::uint32_t i = 0; i < arguments.items.size && i < written; ++i) {
    const TypeId given = analysis.inference.exprs[arguments.items[i]->id];
    const Parameter* parameter = i < choice.parameters.size() ? choice.parameters[i] : nullptr;
    if (parameter == nullptr || store.isUnknown(given) || given == types::kNever) continue;
    const bool isOpen = store.isUnknown(parameter->type) || store.has(parameter->type, TypeKind::Generic);
    if (isOpen) continue;
    const bool nil = parameter->optional && given == types::kNil;
    if (!nil && !store.fits(given, parameter->type)) return -1;
    ++fit;
  }
  return fit;
}

}  // namespace

std::vector<CallChoice> choicesOf(const TypeStore& store, TypeId callee, bool withColon) {
  std::vector<CallChoice> choices;
  for (const TypeId each : store.members(callee)) {
    if (store.kind(each) != TypeKind::Function) continue;
    const Signature& signature = store.signature(each);
    addChoices(store, signature, withColon, choices);
    for (const TypeId other : signature.overloads) addChoices(store, store.signature(other), withColon, choices);
  }
  return choices;
}

std::size_t fittingChoice(const Analysis& analysis, const std::vector<CallChoice>& choices, const Arguments& arguments,
                          std::size_t written, std::size_t count) {
  std::size_t best = 0;
  int bestFit = -1;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const int fit = fitOf(analysis, choices[i], arguments, written, count);
    if (fit <= bestFit) continue;
    best = i;
    bestFit = fit;
  }
  return best;
}

}  // namespace sluice::language
