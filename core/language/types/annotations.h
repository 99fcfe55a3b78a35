// What the comments before a statement say about it: LuaDoc as LuaLS writes it (---@param, ---@return, ---@class, …).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/syntax/tree.h"

namespace sluice::language {

struct TypedName {
  std::string_view name;  // without "?"; of ---@return: empty
  std::string_view rest;  // the type and what follows it
  bool optional = false;
};

// Views into the tree's text.
struct Annotations {
  std::string doc;                        // the lines without a tag
  std::string_view type;                  // ---@type
  std::string_view className;             // ---@class
  std::vector<std::string_view> parents;  // of the class
  std::string_view enumName;              // ---@enum: the values of the table below, or its keys
  bool enumKeys = false;
  std::string_view aliasName;                  // ---@alias, whose parameters are `generics`
  std::vector<std::string_view> alternatives;  // what the alias stands for: its type, and one for each line of ---|
  std::vector<TypedName> fields;
  std::vector<std::string_view> entries;  // fields of any name: "[key] value"
  std::vector<TypedName> parameters;      // a name of "..." among them
  std::vector<std::string_view> returns;
  std::vector<std::string_view> overloads;
  std::vector<std::string_view> generics;
  bool deprecated = false;
  std::uint32_t end = 0;  // of the last of the comments

  bool empty() const;
  const TypedName* parameter(std::string_view name) const;
};

// The annotations in the comment lines directly above what begins at `offset`.
Annotations annotationsBefore(const SyntaxTree& tree, std::uint32_t offset);

// All blocks of comments that declare a class, an enum or an alias.
std::vector<Annotations> declarationsIn(const SyntaxTree& tree);

// ---@cast name type: from here on the variable holds values of this type; of "+type" of this type too, of "-type" none
// of it.
struct Cast {
  Span name;
  char sign;              // '\0': neither of them
  std::string_view type;  // behind the sign
};

// By place.
std::vector<Cast> castsIn(const SyntaxTree& tree);

}  // namespace sluice::language
