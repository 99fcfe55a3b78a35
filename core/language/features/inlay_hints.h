// What an editor writes between the words of a script: the names of parameters, and types that the script leaves out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "language/analysis.h"

namespace sluice::language {

enum class InlayKind : std::uint8_t {
  ParameterName,   // "algo:" before an argument
  VariableType,    // ": string" behind a local
  LoopVariable,    // ": integer" behind the variable of a loop
  FunctionResult,  // ": string?" behind the parameters of a function
  ScriptResult     // "returns { allowed: true }" behind the last return
};

struct InlayEdit {
  Span span;  // what is replaced; empty: the text is put in there
  std::string text;
};

struct InlayHint {
  std::uint32_t offset;
  InlayKind kind;
  std::string label;
  std::string doc;                // Markdown: all of what the label cuts short; may be empty
  std::optional<InlayEdit> edit;  // writes what the hint says into the script
  bool spaceBefore = false;       // whether the editor is to leave some room
  bool spaceAfter = false;
};

// The kinds that are shown.
struct InlayChoice {
  bool parameterNames = true;
  bool variableTypes = true;
  bool loopVariables = true;
  bool functionResults = true;
  bool scriptResult = true;
};

// The hints whose place `within` touches, by place.
std::vector<InlayHint> inlayHintsOf(const Analysis& analysis, const InlayChoice& choice = {},
                                    Span within = {0, UINT32_MAX});

}  // namespace sluice::language
