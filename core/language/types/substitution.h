// Puts types into the places of names that stand for any: T in a signature, or in what an alias stands for.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "language/types/store.h"

namespace sluice::language {

// What each name stands for here.
using Generics = std::vector<std::pair<TypeId, TypeId>>;

class Substitution {
 public:
  Substitution(TypeStore& store, const Generics& generics) : store_(store), generics_(generics) {}

  // `any` where nothing is known of a name. Types that a script makes are left alone, and so is what is nested deeper
  // than somebody writes.
  TypeId of(TypeId type, int depth = 0);

 private:
  TypeId make(TypeId type, int depth);

  TypeStore& store_;
  const Generics& generics_;
  std::map<std::pair<TypeId, int>, TypeId> made_;  // by depth too: a type can stand in itself many times
};

}  // namespace sluice::language
