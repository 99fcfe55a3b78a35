// Formatting a document, a part of it, and what has just been typed.
#pragma once

#include "language/server/request.h"

namespace sluice::language::server {

Outcome formatting(const Request& request, json::Writer& out);
Outcome rangeFormatting(const Request& request, json::Writer& out);
Outcome onTypeFormatting(const Request& request, json::Writer& out);
void describeOnTypeFormatting(json::Writer& out);

}  // namespace sluice::language::server
