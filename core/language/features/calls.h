// Which functions of a script call which others.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "language/analysis.h"

namespace sluice::language {

// A function of the script, or the script itself (kChunk).
struct CallItem {
  FunctionId function;
  std::string name;    // "script" for the script itself, "function" for one without a name
  std::string detail;  // its signature
  Span span;           // all of it
  Span nameSpan;       // its name, or what stands for it: the keyword; of the script: empty, at its begin
};

struct CallLink {
  CallItem item;             // the other end
  std::vector<Span> places;  // of the names that call; of incoming calls within `item`, of outgoing ones within the
                             // function that was asked about
};

// The function that is declared or called at `offset`. A variable that may hold several functions leads to none.
std::optional<CallItem> callItemAt(const Analysis& analysis, std::uint32_t offset);
// By where the callers begin. Empty too when there is no such function.
std::vector<CallLink> incomingCalls(const Analysis& analysis, FunctionId function);
// By the first place of each. Those of functions within it are their own.
std::vector<CallLink> outgoingCalls(const Analysis& analysis, FunctionId function);

}  // namespace sluice::language
