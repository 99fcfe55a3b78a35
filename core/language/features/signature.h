// How the function is called whose arguments are being written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "language/analysis.h"

namespace sluice::language {

struct SignatureParameter {
  Span label;       // within the label of its signature, in bytes
  std::string doc;  // Markdown; may be empty
};

// One way to call a function.
struct SignatureChoice {
  std::string label;  // as in "string.rep(s: string, n: integer): string"
  std::string doc;    // Markdown; may be empty
  std::vector<SignatureParameter> parameters;
  std::optional<std::size_t> active;  // the parameter that the caret stands at; none behind the last one
};

struct SignatureHelp {
  Span arguments;                        // parentheses included
  std::vector<SignatureChoice> choices;  // at least one
  std::size_t active = 0;                // the choice that fits what is written so far
};

// Nothing outside of arguments, and in the body of a function that is an argument.
std::optional<SignatureHelp> signatureAt(const Analysis& analysis, std::uint32_t offset);

}  // namespace sluice::language
