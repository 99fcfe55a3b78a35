// Generators of repeated content in case files; expand.ts is the same in TypeScript.
#pragma once

#include "json/value.h"

namespace sluice::tests {

// Replaces objects whose only key begins with "$" by what they stand for:
//   {"$repeat": [text, n]}    text, n times
//   {"$join": [text…]}        the texts one after another
//   {"$list": [value, n]}     an array of n equal values
//   {"$nest": [value, n]}     value inside n objects: {"in": {"in": value}}
// They may be nested. An unknown generator is a typing mistake in a case and ends the test program.
json::Value expand(const json::Value& value);

}  // namespace sluice::tests
