// Calls: how the function at the caret is called, and which functions call which.
#pragma once

#include "language/server/request.h"

namespace sluice::language::server {

Outcome signatureHelp(const Request& request, json::Writer& out);
Outcome prepareCallHierarchy(const Request& request, json::Writer& out);
Outcome callsInto(const Request& request, json::Writer& out);
Outcome callsOutOf(const Request& request, json::Writer& out);

}  // namespace sluice::language::server
