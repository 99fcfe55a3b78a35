// The functions of a script: where they stand, what they are called, and which of them an expression is.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "language/analysis.h"

namespace sluice::language {

struct FunctionPlace {
  const FunctionBody* body = nullptr;  // null for the script itself
  TypeId type = types::kUnknown;
  std::string_view name = {};   // as in "t.f"; empty for one without a name
  Span nameSpan = {};           // the keyword where there is no name
  Span span = {};               // of the statement that names it, else of the function
  SymbolId symbol = kNoSymbol;  // the variable that it is named by, unless that is a field
  bool isStatement = false;     // its span is that of a statement
};

class FunctionPlaces {
 public:
  explicit FunctionPlaces(const Analysis& analysis);

  // By FunctionId, the script itself first.
  const std::vector<FunctionPlace>& all() const { return places_; }
  // The function that a value of this type is, when it is one of the script alone.
  std::optional<FunctionId> of(TypeId type) const;
  // The innermost function around a place.
  FunctionId around(std::uint32_t offset) const;

 private:
  const Analysis& analysis_;
  std::vector<FunctionPlace> places_;
  std::unordered_map<std::uint32_t, FunctionId> byOrigin_;  // by where the keyword begins
};

// The field `name` of objects of this type, those behind __index among them; of a string, the member of its library.
// Null when there is none.
const Field* fieldNamed(const TypeStore& store, TypeId object, std::string_view name);
// What the callee of a call is; never for an expression that is no call.
TypeId calleeType(const Analysis& analysis, const Expr& call);
// The arguments of a call, or null.
const Arguments* argumentsOf(const Expr& call);

}  // namespace sluice::language
