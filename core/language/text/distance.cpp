#include "language/text/distance.h"

#include <algorithm>
#include <utility>

namespace sluice::language {

namespace {

// Nobody takes one longer name for another.
constexpr std::size_t kLongest = 100;

}  // namespace

std::size_t distanceOf(std::string_view a, std::string_view b, std::size_t most) {
  if (a.size() > b.size() + most || b.size() > a.size() + most) return most + 1;
  if (std::max(a.size(), b.size()) > kLongest) return a == b ? 0 : most + 1;
  std::size_t rows[3][kLongest + 1];
  std::size_t* former = rows[0];
  std::size_t* last = rows[1];
  std::size_t* row = rows[2];
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  std::size_t lastLeast = 0;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t least = row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, changed});
      const bool isSwapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (isSwapped) row[j] = std::min(row[j], former[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    // From two rows that are too far no way leads back.
    if (least > most && lastLeast > most) return most + 1;
    lastLeast = least;
    std::swap(former, last);
    std::swap(last, row);
  }
  return std::min(last[b.size()], most + 1);
}

std::vector<std::string_view> nearestOf(std::string_view name, const std::vector<std::string_view>& all,
                                        std::size_t count) {
  const std::size_t most = likelyMistakes(name);
  std::vector<std::pair<std::size_t, std::string_view>> near;  // the nearest so far
  for (const std::string_view each : all) {
    const std::size_t distance = distanceOf(name, each, most);
    const bool isKnown = std::any_of(near.begin(), near.end(), [&](const auto& one) { return one.second == each; });
    if (distance > most || distance >= name.size() || each == name || isKnown) continue;
    const auto place = std::find_if(near.begin(), near.end(), [&](const auto& one) { return one.first > distance; });
    near.insert(place, {distance, each});
    if (near.size() > count) near.pop_back();
  }
  std::vector<std::string_view> out;
  for (const auto& each : near) out.push_back(each.second);
  return out;
}

}  // namespace sluice::language
