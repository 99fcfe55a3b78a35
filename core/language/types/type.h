// The types of values. A type is a number; TypeStore (store.h) knows what it stands for. Equal numbers of one store are
// equal types; tables and functions are told apart by where they come from, not by what they hold.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "language/text/span.h"

namespace sluice::language {

using TypeId = std::uint32_t;

// The types that every store has, under these numbers.
namespace types {
inline constexpr TypeId kNever = 0;    // no value: of code that is not reached
inline constexpr TypeId kUnknown = 1;  // any value, and nothing about it is checked
inline constexpr TypeId kNil = 2;
inline constexpr TypeId kTrue = 3;
inline constexpr TypeId kFalse = 4;
inline constexpr TypeId kBoolean = 5;  // true | false
inline constexpr TypeId kInteger = 6;
inline constexpr TypeId kNumber = 7;  // integers among them
inline constexpr TypeId kString = 8;
inline constexpr TypeId kThread = 9;
inline constexpr TypeId kTable = 10;     // any table
inline constexpr TypeId kFunction = 11;  // any function
inline constexpr TypeId kAbsent = 12;    // nil where it is not expected, as beyond the end of a list: nobody is warned
}  // namespace types

enum class TypeKind : std::uint8_t {
  Never,
  Unknown,
  Nil,
  True,
  False,
  Integer,
  Number,
  String,
  Thread,
  AnyTable,
  AnyFunction,
  Absent,
  IntegerLiteral,
  StringLiteral,
  Table,
  Function,
  Generic,
  Union
};

struct Field {
  std::string name;  // of an integer key: its digits
  TypeId type = types::kUnknown;
  bool optional = false;  // may be absent, which reads as nil
  std::string doc = {};
  Span origin = {};       // where the script sets it first; empty when it comes from elsewhere
  std::string from = {};  // the id of the script that it comes from, when that is another one
};

// What a table holds: fields of known names, and entries of others.
struct Shape {
  std::string name = {};  // as annotations call it; empty for a table that a script makes
  std::string doc = {};
  std::vector<Field> fields = {};
  TypeId key = types::kNever;  // of the entries that are no field
  TypeId value = types::kNever;
  bool open = false;  // what is not listed may be there all the same
  bool readOnly = false;
  bool generic = false;          // an annotation names in it what stands for any type
  TypeId index = types::kNever;  // __index of its metatable
};

struct Parameter {
  std::string name;
  TypeId type = types::kUnknown;
  bool optional = false;
  std::string doc = {};
};

// What a call does beyond giving back values.
enum class CallEffect : std::uint8_t {
  None,
  Error,         // never returns
  Assert,        // only returns when its first argument is true
  TypeName,      // type(): its result tells what its argument is
  SetMetatable,  // gives back its first argument with the __index of the second
};

struct Signature {
  std::string name = {};  // as in "helpers.hash"; empty for a function of the script
  std::string doc = {};
  std::vector<Parameter> parameters = {};  // without `self` when isMethod
  TypeId variadic = types::kNever;         // of further arguments; never: none are taken
  std::vector<TypeId> returns = {};
  std::vector<TypeId> overloads = {};  // functions: the other ways in which it can be called
  bool returnsMore = false;            // the last of `returns` any number of times
  bool returnsKnown = true;            // false while a function of the script is being looked at
  bool isMethod = false;
  bool deprecated = false;
  CallEffect effect = CallEffect::None;
  Span origin = {};  // of the function in the script
};

}  // namespace sluice::language
