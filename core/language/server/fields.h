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

// The place that a feature names by the id of a script and a span, which for other scripts than `script` is the number
// of a place (summary.h). Empty when that script's text is not known.
std::optional<ScriptPlace> placeOf(Workspace& workspace, const Script& script, std::string_view id, Span span);

// Where the variable, label or field at `offset` is declared, in this script or an earlier one.
std::optional<ScriptPlace> definitionOf(Workspace& workspace, Script& script, std::uint32_t offset);

struct FieldUse {
  ScriptPlace place;
  bool isDeclaration;
};

// Every place where the field at `offset` stands, in this script, in the one that declares it and in those that run
// later, in plan order; its declaration among them. Empty when no field stands there.
std::vector<FieldUse> fieldUsesOf(Workspace& workspace, Script& script, std::uint32_t offset);

// The texts of a script that could be the field `name`: names, and what stands between quotes.
std::vector<Span> candidates(const SyntaxTree& tree, std::string_view name);

// How many scripts of later layers read what this one returns; none when it stands in no pipeline.
std::optional<std::uint32_t> laterReadersOf(Workspace& workspace, Script& script);

}  // namespace sluice::language::server
