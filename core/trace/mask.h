// Masks what the catalog says a trace must not show.
#pragma once

#include <string>
#include <string_view>

#include "catalog/catalog.h"
#include "json/tape.h"
#include "trace/text_filter.h"

namespace sluice::trace {

// A copy of `json` in which
//   - a leaf that the hook's schema hides, and a string under a sensitive key (or in an array under one), is
//     "[masked]";
//   - an e-mail address keeps its first character and its domain: "a***@example.com";
//   - every other string and key has passed `filter`, and a number whose text the filter changes is that text.
// Keys keep their order and are never hidden, only filtered. If filtering makes two keys of one object equal, every key
// of the document gets its number in its object as a suffix, " #1". `hook` may be null: no schema, sensitive keys only.
// Precondition: `json` is one valid JSON value.
std::string maskJson(std::string_view json, const catalog::Hook* hook, const TextFilter& filter);
// The same for a document that was read already.
std::string maskJson(const json::Tape& document, const catalog::Hook* hook, const TextFilter& filter);

// Whether a key of `json` is sensitive or, for lack of a closer look, might be.
// Precondition: `json` is one value as json::Writer writes it.
bool mayHaveSensitiveKey(std::string_view json);

}  // namespace sluice::trace
