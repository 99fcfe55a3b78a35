// What is known about a script as a whole: its diagnostics where the client asks for them, and what it can reach.
#pragma once

#include "language/server/request.h"

namespace sluice::language::server {

Outcome documentDiagnostic(const Request& request, json::Writer& out);
void describeDiagnostics(json::Writer& out);

// sluice/capabilities: {secrets, settings, hosts, helpers, context, unbounded}.
Outcome capabilities(const Request& request, json::Writer& out);

}  // namespace sluice::language::server
