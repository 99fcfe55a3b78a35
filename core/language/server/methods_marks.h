// What an editor draws into a text: colours of names, hints between words and lines above functions.
#pragma once

#include "language/server/request.h"

namespace sluice::language::server {

Outcome semanticTokens(const Request& request, json::Writer& out);       // of a whole document
Outcome semanticTokensRange(const Request& request, json::Writer& out);  // of a part
void describeSemanticTokens(json::Writer& out);
Outcome inlayHint(const Request& request, json::Writer& out);
Outcome codeLens(const Request& request, json::Writer& out);

}  // namespace sluice::language::server
