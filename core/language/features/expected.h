// What the place of an expression wants: the parameter it is given for, the other side of a comparison, the field of a
// table that is itself wanted to be of some shape, the result of the script.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "language/analysis.h"
#include "language/syntax/locate.h"

namespace sluice::language {

struct Expected {
  std::vector<TypeId> types = {};  // no unions; a value of any of them fits. Empty: whatever
  bool isResult = false;           // what the script returns: see resultFields()
  bool isMetatable = false;

  bool none() const { return types.empty() && !isResult && !isMetatable; }
};

// One that a table may have at a place.
struct ExpectedField {
  std::string_view name;
  TypeId type;
  bool optional;
  std::string_view doc;
};

// Of located.exprs[i].
Expected expectedOf(const Analysis& analysis, const Located& located, std::size_t i);
// Of an argument of a call or method call, by its position from 0.
Expected expectedArgument(const Analysis& analysis, const Expr& call, std::size_t position);
// Of an entry of a table from which `table` is expected.
Expected expectedField(const Analysis& analysis, const Expected& table, std::string_view name);

// The fields that what is expected has; of metatables the names of metamethods. Views live as long as the analysis.
std::vector<ExpectedField> fieldsOf(const Analysis& analysis, const Expected& expected);

// Whether something of this type can stand there. Of what is not known, nothing is told: false.
bool isWanted(const Analysis& analysis, const Expected& expected, TypeId type);

// The signature that is called: of the first function the callee can be. Null when there is none.
const Signature* calledSignature(const Analysis& analysis, const Expr& call);
// Whether the object of a method call is the first of its parameters.
bool takesSelf(const Expr& call, const Signature& signature);

// Whether the innermost function around `offset` is the script itself.
bool isInChunk(const Analysis& analysis, std::uint32_t offset);

}  // namespace sluice::language
