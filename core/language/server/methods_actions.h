// What an editor can do to a script by itself: mends of diagnostics, and refactorings.
#pragma once

#include "language/server/request.h"

namespace sluice::language::server {

Outcome codeAction(const Request& request, json::Writer& out);
void describeCodeActions(json::Writer& out);

}  // namespace sluice::language::server
