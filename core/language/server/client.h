// What a client says about itself when it begins.
#pragma once

#include <string>
#include <vector>

#include "json/value.h"
#include "language/features/inlay_hints.h"
#include "language/text/span.h"

namespace sluice::language::server {

struct Client {
  Encoding encoding = Encoding::Utf16;
  bool markdown = true;          // in hovers and completions
  bool labelDetails = false;     // beside the labels of completions
  bool snippets = false;         // in completions
  bool symbolTree = false;       // outlines as trees, not as lists
  bool relatedPlaces = false;    // beside diagnostics
  bool diagnosticPages = false;  // addresses behind the codes of diagnostics
  bool diagnosticTags = false;
  bool diagnosticData = false;
  bool labelOffsets = false;      // of parameters within the label of a signature
                                  // From initializationOptions (docs/language-service.md):
  bool pullsDiagnostics = false;  // it asks for them, and is not told
  std::string hook;               // of documents that say nothing else
  std::string docs;               // where the pages of docs/ are, with a slash at its end; empty: nothing is linked
  InlayChoice inlayHints;
};

// Reads the params of `initialize`. What is missing or of another kind counts as not said.
Client readClient(const json::Value& params);

}  // namespace sluice::language::server
