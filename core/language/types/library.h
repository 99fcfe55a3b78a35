// What scripts find there without having made it: Lua's libraries, the helpers, and the context of each hook, read once
// from the declarations in core/language/library.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "language/types/annotations.h"
#include "language/types/store.h"
#include "language/types/type_reader.h"

namespace sluice::language {

struct Library {
  TypeStore store;
  Classes classes;
  std::unordered_map<std::string, TypeId> globals;

  // The type of a global, or never when there is none of that name.
  TypeId global(std::string_view name) const;
};

// Made when it is first asked for, then constant.
const Library& library();

// The signature that annotations give a function; what they leave open is `any`.
Signature signatureOf(const Annotations& annotations, const FunctionBody& body, std::string_view name, TypeStore& store,
                      const Classes& classes);

// The type of a literal; `any` of other expressions.
TypeId literalType(const SyntaxTree& tree, const Expr& expr, TypeStore& store);

// Adds the classes, enums and aliases that a script declares to those that are known.
void declareClasses(const SyntaxTree& tree, TypeStore& store, Classes& classes);

// Lua's own globals that scripts do not have: what to use instead; empty when the name is none of them.
std::string_view insteadOfDisabled(std::string_view name);

}  // namespace sluice::language
