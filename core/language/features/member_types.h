// What stands behind the dot or colon of an expression of some type.
#pragma once

#include <string_view>
#include <vector>

#include "language/types/store.h"

namespace sluice::language {

struct Member {
  const Field* field;
  bool ofText;  // of a string: a function of the library `string`
};

// Fields that are names, those of the type itself before those behind its metatable, each name once. Pointers live as
// long as the store and the library.
std::vector<Member> membersOf(const TypeStore& store, TypeId object);
// The member of a name, or null.
const Field* memberNamed(const TypeStore& store, TypeId object, std::string_view name);
// The first function that a value of the type can be, or null.
const Signature* functionIn(const TypeStore& store, TypeId type);

// Whether Lua reads `text` as a name, keywords left aside.
bool isName(std::string_view text);

}  // namespace sluice::language
