// A masked, bounded copy of a JSON document, for traces. Masks are those of the catalog: fields of the hook's context
// schema that carry one, and string values under sensitive keys (authorization, cookie, password …) at any depth
// (mask.h). When the copy is over the limit, the rest is left out in a way that keeps it valid JSON and says how much
// is missing (cut.h).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "catalog/catalog.h"
#include "json/tape.h"
#include "trace/text_filter.h"

namespace sluice::trace {

// `hook` may be null (custom hooks): then only the sensitive keys are masked.
std::string snapshot(const json::Tape& document, const catalog::Hook* hook, std::size_t maxBytes,
                     const TextFilter& filter);
// Without a schema. Precondition: `json` is one value as json::Writer writes it.
std::string snapshot(std::string_view json, std::size_t maxBytes, const TextFilter& filter);

}  // namespace sluice::trace
