// How far apart two names are, to find the one that was meant.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace sluice::language {

// Damerau's distance in its restricted form (optimal string alignment): characters put in, left out, changed, or
// swapped with their neighbour. What is further than `most` is most + 1.
std::size_t distanceOf(std::string_view a, std::string_view b, std::size_t most);

// How many mistakes a name of this length is expected to have at most.
constexpr std::size_t likelyMistakes(std::string_view name) { return name.size() < 4 ? 1 : 2; }

// Those that may have been meant, the nearest first, at most `count`.
std::vector<std::string_view> nearestOf(std::string_view name, const std::vector<std::string_view>& all,
                                        std::size_t count);

}  // namespace sluice::language
