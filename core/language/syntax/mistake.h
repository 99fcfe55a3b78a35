// What keeps a text from being a Lua program.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/generated/diagnostics.h"
#include "language/text/span.h"

namespace sluice::language {

using catalog::DiagnosticCode;

struct Mistake {
  DiagnosticCode code;
  Span span;  // of the text that is wrong; may be empty
  std::string message;
};

using Mistakes = std::vector<Mistake>;

}  // namespace sluice::language
