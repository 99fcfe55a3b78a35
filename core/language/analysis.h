// Everything that is known about one script: the features of an editor look it up.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "language/binding/binding.h"
#include "language/syntax/parser.h"
#include "language/types/inference.h"

namespace sluice::language {

struct Analysis {
  std::unique_ptr<SyntaxTree> tree;
  Binding binding;
  Inference inference;
  Mistakes diagnostics;  // by place; what the script itself turns off is left out
};

// Takes any text; the same text and setting give the same analysis.
Analysis analyze(std::string text, const Setting& setting);

}  // namespace sluice::language
