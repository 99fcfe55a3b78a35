// How a script run failed. Data, never an exception: it goes to the span, and its code decides the outcome.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "catalog/catalog.h"

namespace sluice::sandbox {

// How much of a script's own error text is kept. Traces show less, but only cut after secrets were masked: half a
// secret would not be recognised any more.
inline constexpr std::size_t kKeptErrorBytes = 64 * 1024;

struct RunError {
  catalog::ErrorCode code;
  std::string message;  // for people who maintain the script; never shown to end users
  int line = 0;         // 1-based line of the script, 0 = unknown
};

// "instruction limit exceeded: 50000 allowed, 50001 used (line 3)"
RunError limitError(catalog::ErrorCode code, std::string_view limit, std::uint64_t allowed, std::uint64_t used,
                    int line = 0);

}  // namespace sluice::sandbox
