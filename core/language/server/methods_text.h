// What an editor shows at a place: hover and completion.
#pragma once

#include "language/server/request.h"

namespace sluice::language::server {

Outcome hover(const Request& request, json::Writer& out);
Outcome completion(const Request& request, json::Writer& out);
void describeCompletion(json::Writer& out);
// Adds to an item of completion() what only the one that somebody looks at needs.
Outcome resolveItem(const Request& request, json::Writer& out);

}  // namespace sluice::language::server
