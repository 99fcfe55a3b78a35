// Shortening what is too long for a trace, at places where what is left stays well-formed.
// Texts pass the TextFilter before they are cut: half a secret would not be recognised any more.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sluice::trace {

// Stands where something is missing: at the end of a text, as the key of a member, at the start of an item.
inline constexpr std::string_view kEllipsis = "\xE2\x80\xA6";  // U+2026

// `text` if it has at most `maxBytes` bytes, else its start, cut between two characters, and an ellipsis, together at
// most that. Empty when not even the ellipsis fits.
std::string cutText(std::string_view text, std::size_t maxBytes);

// `json` if it has at most `maxBytes` bytes, else its start, cut between two members or items, with a note in place of
// the rest: the member "…": "<n> bytes left out" in an object, the item "… <n> bytes left out" in an array. n counts
// bytes of `json`. The whole is valid JSON of at most `maxBytes` bytes (where not even the note fits, an empty object,
// array or string), and the note's key is none of the document's.
// Precondition: `json` is one value as json::Writer writes it.
std::string cutJson(std::string_view json, std::size_t maxBytes);

}  // namespace sluice::trace
