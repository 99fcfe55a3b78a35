#include "language/server/fields.h"

#include <string>

#include "language/features/navigation.h"

namespace sluice::language::server {

namespace {

// Looks at `script` and gives the definition at `offset` with its place in the text of the script that has it.
std::optional<ScriptPlace> placeAt(Workspace& workspace, Script& script, std::uint32_t offset) {
  const auto found = definitionAt(workspace.analysisOf(script), offset);
  return found ? placeOf(workspace, script, found->script, found->span) : std::nullopt;
}

// The name of the field that is declared at a place, which is its name or its quoted name.
std::string_view nameAt(const SyntaxTree& tree, Span declaration) {
  const std::string_view text = tree.textOf(declaration);
  const bool isQuoted = text.size() > 2 && (text[0] == '"' || text[0] == '\'');
  return isQuoted ? text.substr(1, text.size() - 2) : text;
}

bool same(const std::optional<ScriptPlace>& a, const ScriptPlace& b) {
  return a && a->script == b.script && a->span == b.span;
}

// The declaration of the field at `offset`, when it is one: what is used there, or declared there.
std::optional<ScriptPlace> fieldAt(Workspace& workspace, Script& script, std::uint32_t offset) {
  const Analysis& analysis = workspace.analysisOf(script);
  const Occurrence* name = analysis.binding.at(offset);
  const auto used = placeAt(workspace, script, offset);
  if (used && (name == nullptr || used->script != &script)) return used;
  for (const Span place : script.summary.places) {
    if (place.touches(offset)) return ScriptPlace{&script, place};
  }
  return std::nullopt;
}

void addUses(Workspace& workspace, Script& script, const ScriptPlace& field, std::string_view name,
             std::vector<FieldUse>& out) {
  const SyntaxTree& tree = *workspace.analysisOf(script).tree;
  for (const Span each : candidates(tree, name)) {
    const bool isDeclaration = field.script == &script && field.span.covers(each);
    if (isDeclaration || same(placeAt(workspace, script, each.begin), field)) {
      out.push_back({{&script, each}, isDeclaration});
    }
  }
}

// Whether one of the names leads from `later` to `script`.
bool reads(Workspace& workspace, Script& later, const Script& script, const std::vector<std::string>& names) {
  const SyntaxTree& tree = *workspace.analysisOf(later).tree;
  for (const std::string& name : names) {
    for (const Span each : candidates(tree, name)) {
      const auto found = placeAt(workspace, later, each.begin);
      if (found && found->script == &script) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<Span> candidates(const SyntaxTree& tree, std::string_view name) {
  std::vector<Span> found;
  for (const Token& token : tree.lexed.tokens) {
    Span span = token.span;
    if (token.kind == TokenKind::String && span.size() == name.size() + 2) span = {span.begin + 1, span.end - 1};
    if ((token.kind == TokenKind::Name || token.kind == TokenKind::String) && tree.textOf(span) == name) {
      found.push_back(span);
    }
  }
  return found;
}

std::optional<ScriptPlace> placeOf(Workspace& workspace, const Script& script, std::string_view id, Span span) {
  if (id.empty()) return ScriptPlace{&script, span};
  const Workspace::Place place = workspace.placeOf(script);
  const Script* other = place.pipeline == nullptr ? nullptr : workspace.scriptOf(*place.pipeline, id);
  if (other == nullptr) return std::nullopt;
  if (span.empty()) return ScriptPlace{other, {}};  // all of the script
  const auto& places = other->summary.places;
  if (span.begin >= places.size()) return std::nullopt;
  return ScriptPlace{other, places[span.begin]};
}

std::optional<ScriptPlace> definitionOf(Workspace& workspace, Script& script, std::uint32_t offset) {
  return placeAt(workspace, script, offset);
}

std::vector<FieldUse> fieldUsesOf(Workspace& workspace, Script& script, std::uint32_t offset) {
  std::vector<FieldUse> uses;
  const auto field = fieldAt(workspace, script, offset);
  if (!field || field->span.empty()) return uses;
  Script* owner = workspace.find(field->script->uri);
  const std::string name(nameAt(*workspace.analysisOf(*owner).tree, field->span));
  if (name.empty()) return uses;
  addUses(workspace, *owner, *field, name, uses);
  const Workspace::Place place = workspace.placeOf(*owner);
  if (place.pipeline == nullptr) return uses;
  for (std::size_t layer = place.layer + 1; layer < place.pipeline->layers.size(); ++layer) {
    for (const PipelineScript& each : place.pipeline->layers[layer]) {
      Script* later = workspace.find(each.uri);
      if (later != nullptr && later != owner) addUses(workspace, *later, *field, name, uses);
    }
  }
  return uses;
}

std::optional<std::uint32_t> laterReadersOf(Workspace& workspace, Script& script) {
  const Workspace::Place place = workspace.placeOf(script);
  if (place.pipeline == nullptr) return std::nullopt;
  const SyntaxTree& tree = *workspace.analysisOf(script).tree;
  std::vector<std::string> names{place.script->id};
  for (const Span field : script.summary.places) names.emplace_back(nameAt(tree, field));
  std::uint32_t readers = 0;
  for (std::size_t layer = place.layer + 1; layer < place.pipeline->layers.size(); ++layer) {
    for (const PipelineScript& each : place.pipeline->layers[layer]) {
      Script* later = workspace.find(each.uri);
      if (later != nullptr && later != &script && reads(workspace, *later, script, names)) ++readers;
    }
  }
  return readers;
}

}  // namespace sluice::language::server
