// The meter as C++ sees it. What a helper does for a script costs the script, or a script could keep the worker busy
// without executing instructions. The rates are in docs/sandbox.md.
#pragma once

#include <cmath>
#include <cstddef>
#include <string_view>

#include "lua.h"

namespace sluice::sandbox {

// Rates, chosen like those of core/lua/sluice_luaconf.h: no work takes more than about 20 times as long as the
// instructions it is charged for.
inline constexpr std::size_t kBytesRead = 16;      // of text that is searched, decoded or copied byte by byte
inline constexpr std::size_t kBytesHashed = 8;     // by a digest
inline constexpr std::size_t kBytesParsed = 3;     // of JSON
inline constexpr std::size_t kBytesWritten = 6;    // of text that becomes JSON
inline constexpr std::size_t kBytesSent = 4;       // of text that goes to the host, after it was read
inline constexpr std::size_t kBytesReceived = 32;  // of text that comes from the host
inline constexpr std::size_t kBytesMasked = 5;     // of text that is searched for secrets, in each of its readings
inline constexpr std::size_t kJsonRead = 1;        // instructions for a value or a key read from JSON,
inline constexpr std::size_t kJsonTableRead = 4;   // on top of it for a table,
inline constexpr std::size_t kJsonFloatRead = 8;   // and for a float
inline constexpr std::size_t kJsonWritten = 4;     // for a value written as JSON,
inline constexpr std::size_t kJsonIndex = 2;       // for its key or index,
inline constexpr std::size_t kJsonKey = 10;        // on top of it in an object, where keys are sorted and looked up,
inline constexpr std::size_t kJsonTable = 4;       // on top of it for a table,
inline constexpr std::size_t kJsonFloat = 90;      // and for a float
inline constexpr std::size_t kFarFloat = 240;      // for a float far from one, read or written: big numbers are divided

// Takes `instructions` off the run's meter. Raises, uncatchably for the script, when that spends it: call it before the
// work, with nothing owned that a Lua error (a C++ exception) would not release.
inline void charge(lua_State* L, std::size_t instructions) { lua_chargemeter(L, instructions); }

// Beyond these, powers of ten are not exact as doubles.
inline std::size_t farFloatCost(double value) {
  const double size = std::fabs(value);
  return size != 0 && (size < 1e-15 || size > 1e22) ? kFarFloat : 0;
}

// What looking for secrets in `text` costs: in the text as it is, and in what each encoding that it has marks of makes
// of it. The same whether there are secrets or not, so that what a neighbour asks for does not show in the meter.
inline std::size_t maskingCost(std::string_view text) {
  const auto has = [text](char mark) { return text.find(mark) == std::string_view::npos ? 0U : 1U; };
  return (1U + has('%') + has('+') + has('\\')) * text.size() / kBytesMasked;
}

}  // namespace sluice::sandbox
