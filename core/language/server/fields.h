// Fields across the scripts of a pipeline: what one script returns as data, later ones read.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "language/server/workspace.h"

namespace sluice::language::server {

struct ScriptPlace {
  const Script* script;
  Span span;
};

// Where the variable, label or field at `offset` is declared, in this script or an earlier one.
std::optional<ScriptPlace> definitionOf(Workspace& workspace, Script& script, std::uint32_t offset);

struct FieldUse {
  ScriptPlace place;
  bool isDeclaration;
};

// Every place where the field at `offset` stands, in this script, in the one that declares it and in those that run
// later, in plan order; its declaration among them. Empty when no field stands there.
std::vector<FieldUse> fieldUsesOf(Workspace& workspace, Script& script, std::uint32_t offset);

}  // namespace sluice::language::server
