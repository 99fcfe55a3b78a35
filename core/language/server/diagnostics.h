// The diagnostics of a script as the client is told them.
#pragma once

#include <string>

#include "json/writer.h"
#include "language/server/client.h"
#include "language/server/workspace.h"

namespace sluice::language::server {

void writeDiagnostic(json::Writer& out, Workspace& workspace, const Client& client, const Script& script,
                     const Mistake& mistake);
// The list. Precondition: the script's analysis is up to date.
void writeDiagnostics(json::Writer& out, Workspace& workspace, const Client& client, const Script& script);
// The notification that takes the place of what was told before; `diagnostics` is the list.
std::string publication(const Script& script, std::string_view diagnostics);

}  // namespace sluice::language::server
