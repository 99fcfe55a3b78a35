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

// Another place that a mistake is about.
struct Related {
  Span span;
  std::string message;
  std::string script = {};  // the id of the script that the place is in; empty: this one
};

struct Mistake {
  DiagnosticCode code;
  Span span;  // of the text that is wrong; may be empty
  std::string message;
  std::vector<Related> related = {};
};

using Mistakes = std::vector<Mistake>;

}  // namespace sluice::language
