// A pattern and a text to search, divided by the input's first zero byte.
#include <algorithm>

#include "base/check.h"
#include "fuzz/program.h"
#include "pattern/compile.h"
#include "pattern/search.h"

namespace sluice::fuzz {

namespace {

void compileAndSearch(std::string_view pattern, std::string_view subject) {
  pattern::Program program;
  pattern::Mistake mistake;
  const bool compiled = pattern::compile(pattern, program, mistake);
  SLUICE_CHECK(program.states.size() <= pattern::kMostStates, "a program has too many states");
  if (!compiled) {
    SLUICE_CHECK(*mistake.what != '\0', "a mistake without words");
    SLUICE_CHECK(mistake.position >= 1 && mistake.position <= pattern.size() + 1, "a mistake outside of the pattern");
    return;
  }
  const pattern::Search whole = pattern::search(program, subject, SIZE_MAX);
  // Each place of the text: three steps, and three at most for each state (pattern/search.cpp).
  const std::size_t bound = (subject.size() + 1) * 3 * (program.states.size() + 1);
  SLUICE_CHECK(whole.steps <= bound, "a search took more steps than its program and text allow");
  const pattern::Search enough = pattern::search(program, subject, whole.steps);
  SLUICE_CHECK(enough.found == whole.found && enough.steps == whole.steps, "a search changed with its limit");
  if (whole.steps == 0) return;
  const pattern::Search short_ = pattern::search(program, subject, whole.steps - 1);
  SLUICE_CHECK(!short_.found && short_.steps >= whole.steps, "a search did not give up");
}

}  // namespace

}  // namespace sluice::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sluice;
  const std::string_view input = fuzz::textOf(data, size);
  const std::size_t end = std::min(input.find('\0'), input.size());
  const std::string_view subject = end == input.size() ? "" : input.substr(end + 1);
  if (subject.size() <= pattern::kLongestSubject) fuzz::compileAndSearch(input.substr(0, end), subject);
  return 0;
}
