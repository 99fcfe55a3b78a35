// Bounds of the JSON that scripts make and read themselves. Results have limits of their own (catalog/limits.json);
// these only keep the C++ stack and a single call bounded, the VM's memory cap does the rest.
#pragma once

#include "catalog/catalog.h"
#include "json/reader.h"
#include "sandbox/json_text.h"

namespace sluice::helpers {

inline constexpr std::size_t kJsonDepth = 64;

// A text may be as large as a response body.
inline sandbox::JsonTextLimits encodeLimits(const catalog::Limits& limits) {
  const auto bytes = static_cast<std::size_t>(limits.fetchBytes);
  return {bytes, kJsonDepth, bytes};
}

inline constexpr json::ReadLimits kDecodeLimits{SIZE_MAX, kJsonDepth, SIZE_MAX};

}  // namespace sluice::helpers
