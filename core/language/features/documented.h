// What a doc comment is about: the function or variable that the statement below it declares.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "language/analysis.h"

namespace sluice::language {

struct Documented {
  const Stat* stat = nullptr;
  const FunctionBody* body = nullptr;  // null for what is no function
  TypeId type = types::kUnknown;
};

// What `stat` declares, when a comment can tell something about it.
std::optional<Documented> documentedBy(const Analysis& analysis, const Stat& stat);
// What the first statement behind a comment declares, when it begins on the line after it or after further comments.
std::optional<Documented> documentedBelow(const Analysis& analysis, const Comment& comment);

// The lines that tell about a function what its annotations do not tell yet, without line ends: `---@param name type`
// for each parameter, `---@return type` for each value.
std::vector<std::string> missingTags(const Analysis& analysis, const Documented& documented);

// The name of a parameter in the ---@param above the statement that its function stands in. Nothing without one.
std::optional<Span> tagOf(const SyntaxTree& tree, const Symbol& parameter);

}  // namespace sluice::language
