// Where names are declared and used, and giving them other ones.
#pragma once

#include "language/server/request.h"

namespace sluice::language::server {

Outcome definition(const Request& request, json::Writer& out);
Outcome typeDefinition(const Request& request, json::Writer& out);
Outcome references(const Request& request, json::Writer& out);
Outcome documentHighlight(const Request& request, json::Writer& out);
Outcome prepareRename(const Request& request, json::Writer& out);
Outcome rename(const Request& request, json::Writer& out);

}  // namespace sluice::language::server
