// What an editor shows at a place: hover and completion.
#pragma once

#include "language/server/request.h"

namespace sluice::language::server {

Outcome hover(const Request& request, json::Writer& out);
Outcome completion(const Request& request, json::Writer& out);

}  // namespace sluice::language::server
