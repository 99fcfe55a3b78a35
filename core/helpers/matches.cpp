#include <algorithm>
#include <string>

#include "base/concat.h"
#include "helpers/arguments.h"
#include "helpers/functions.h"
#include "helpers/run_services.h"
#include "pattern/compile.h"
#include "pattern/search.h"
#include "sandbox/meter.h"

namespace sluice::helpers {

using catalog::ErrorCode;

namespace {

// Rates of the meter, besides one for each byte of the pattern and for each state. They keep a call's time per
// instruction charged near that of a Lua loop; docs/sandbox.md has the measurement.
constexpr std::size_t kCall = 100;
constexpr std::size_t kSubjectBytesPerInstruction = 4;
constexpr std::size_t kStepsPerInstruction = 4;

// Before anything is read: a fixed price, and one for the lengths as far as they are allowed.
void chargeCall(lua_State* L, std::string_view text, std::string_view pattern) {
  sandbox::charge(L, kCall + std::min(pattern.size(), pattern::kLongestPattern) +
                         std::min(text.size(), pattern::kLongestSubject) / kSubjectBytesPerInstruction);
}

// Raises when the meter is spent before the search has an answer.
bool meteredSearch(lua_State* L, const pattern::Program& program, std::string_view text) {
  const auto left = static_cast<std::size_t>(lua_getmeter(L));
  const pattern::Search search = pattern::search(program, text, left * kStepsPerInstruction + kStepsPerInstruction - 1);
  sandbox::charge(L, search.steps / kStepsPerInstruction);
  return search.found;
}

}  // namespace

int matches(lua_State* L) {
  const std::string_view text = checkText(L, 1);
  const std::string_view pattern = checkText(L, 2);
  RunServices& run = RunServices::of(L);
  chargeCall(L, text, pattern);
  if (text.size() > pattern::kLongestSubject) {
    return run.raise(L, ErrorCode::HelperError, {"matches: a text has at most 8192 bytes"});
  }
  run.refuseBound(L, text, "matches");
  run.refuseBound(L, pattern, "matches");
  pattern::Program program;
  pattern::Mistake mistake;
  const bool compiled = pattern::compile(pattern, program, mistake);
  sandbox::charge(L, program.states.size());
  if (!compiled) {
    return run.raise(L, ErrorCode::HelperError,
                     {"matches: byte ", mistake.position, " of the pattern: ", mistake.what});
  }
  lua_pushboolean(L, meteredSearch(L, program, text) ? 1 : 0);
  return 1;
}

}  // namespace sluice::helpers
