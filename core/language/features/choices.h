// The ways in which a function can be called: one for most; one more for each parameter that may be left out although
// others follow, as in table.insert(list, [position,] value).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "language/analysis.h"

namespace sluice::language {

struct CallChoice {
  const Signature* signature;
  std::vector<const Parameter*> parameters;  // what stands between the parentheses; null: the `self` of a method
  bool isVariadic;
  std::size_t certain = 0;  // so many of the parameters are there in this choice, whether they may be left out or not

  // The parameter that the argument is for, counted from 0; `parameters.size()` for one of "...", or npos.
  static constexpr std::size_t npos = SIZE_MAX;
  std::size_t placeOf(std::size_t argument) const {
    if (argument < parameters.size()) return argument;
    return isVariadic ? parameters.size() : npos;
  }
};

// `withColon`: called as object:name(…). Empty when the type is no function that is known. The choices live as long as
// the store, and until a function is added to it.
std::vector<CallChoice> choicesOf(const TypeStore& store, TypeId callee, bool withColon);

// The choice that fits the arguments best, the first of those that fit equally. Arguments from `written` on are not
// looked at; there are at least `count`.
std::size_t fittingChoice(const Analysis& analysis, const std::vector<CallChoice>& choices, const Arguments& arguments,
                          std::size_t written, std::size_t count);

}  // namespace sluice::language
