// What helpers and library functions cost and which limits hold for them, for people to read.
#pragma once

#include <cstdint>
#include <string_view>

namespace sluice::language {

struct WorkInfo {
  std::string_view function;  // as in "helpers.fetch"
  std::string_view cost;      // in instructions, as a sentence goes on behind "Costs "
  std::uint32_t least;        // what every call that gives back something costs
  std::string_view limits;    // names of core/catalog/limits.json, separated by blanks
};

// Null for a function that costs what any call does and has no limit of its own.
const WorkInfo* workOf(std::string_view function);

}  // namespace sluice::language
