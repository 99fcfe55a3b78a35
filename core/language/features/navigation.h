// Where a name is declared and used, and how to give it another.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "language/analysis.h"

namespace sluice::language {

// A place in this script, or in another one of the pipeline.
struct Location {
  std::string script;  // its id; empty: this script
  Span span;           // empty: all of that script
};

// A field where it is read or written: by a dot, a colon, or a string in brackets.
struct FieldRead {
  TypeId object;
  std::string_view name;
};
std::optional<FieldRead> fieldReadAt(const Analysis& analysis, std::uint32_t offset);

// Where what stands at `offset` is declared: a variable, a label, or the field of a table.
std::optional<Location> definitionAt(const Analysis& analysis, std::uint32_t offset);

// Where the type of what stands at `offset` is declared in this script: its ---@class, or the function that it is.
std::optional<Span> typeDefinitionAt(const Analysis& analysis, std::uint32_t offset);

// Every place where the variable or label at `offset` stands, its declaration among them. Empty when there is none.
std::vector<Occurrence> referencesAt(const Analysis& analysis, std::uint32_t offset);

// The name at `offset`, when it can be renamed: a local variable, a parameter or a label of this script.
std::optional<Span> renamableAt(const Analysis& analysis, std::uint32_t offset);

struct RenameRefusal {
  std::string message;
};

RenameRefusal noName(std::string_view name);

// The places where `newName` is to be written, or why that would change what the script does: the new name must be one,
// and afterwards every name must mean what it meant before.
std::variant<std::vector<Span>, RenameRefusal> renameAt(const Analysis& analysis, std::uint32_t offset,
                                                        std::string_view newName);

}  // namespace sluice::language
