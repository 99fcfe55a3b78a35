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
  std::string doc;             // the lines without a tag
  std::string_view type;       // ---@type
  std::string_view className;  // ---@class
  std::vector<std::string_view> parents;  // of the class
  std::string_view aliasName;  // ---@alias
  std::vector<std::string_view> alternatives;  // what the alias stands for: its type, and one for each line of ---|
  std::vector<TypedName> fields;
  std::vector<std::string_view> entries;  // fields of any name: "[key] value"
  std::vector<TypedName> parameters;  // a name of "..." among them
  std::vector<std::string_view> returns;
  std::vector<std::string_view> overloads;
  std::vector<std::string_view> generics;
  bool deprecated = false;

  bool empty() const;
  const TypedName* parameter(std::string_view name) const;
};

// The annotations in the comment lines directly above what begins at `offset`.
Annotations annotationsBefore(const SyntaxTree& tree, std::uint32_t offset);

// All blocks of comments that declare a class or an alias.
std::vector<Annotations> declarationsIn(const SyntaxTree& tree);

}  // namespace sluice::language
