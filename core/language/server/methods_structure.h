// The structure of a document: symbols, folds and what a selection grows to.
#pragma once

#include "language/server/request.h"

namespace sluice::language::server {

Outcome documentSymbol(const Request& request, json::Writer& out);
Outcome foldingRange(const Request& request, json::Writer& out);
Outcome workspaceSymbol(const Request& request, json::Writer& out);
Outcome selectionRange(const Request& request, json::Writer& out);

}  // namespace sluice::language::server
