#include "language/text/distance.h"

#include <algorithm>
#include <utility>

#include "base/sorted_order.h"

namespace sluice::language {

std::size_t distanceOf(std::string_view a, std::string_view b, std::size_t most) {
  if (a.size() > b.size() + most || b.size() > a.size() + most) return most + 1;
  std::vector<std::size_t> former;
  std::vector<std::size_t> last(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::vector<std::size_t> row(b.size() + 1, i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, changed});
      const bool isSwapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (isSwapped) row[j] = std::min(row[j], former[j - 2] + 1);
    }
    former = std::move(last);
    last = std::move(row);
  }
  return std::min(last[b.size()], most + 1);
}

std::vector<std::string_view> nearestOf(std::string_view name, const std::vector<std::string_view>& all,
                                        std::size_t count) {
  const std::size_t most = likelyMistakes(name);
  std::vector<std::pair<std::size_t, std::string_view>> near;
  for (const std::string_view each : all) {
    const std::size_t distance = distanceOf(name, each, most);
    const bool isKnown = std::any_of(near.begin(), near.end(), [&](const auto& one) { return one.second == each; });
    if (distance <= most && distance < name.size() && each != name && !isKnown) near.push_back({distance, each});
  }
  sortStably(near, [](const auto& one, const auto& two) { return one.first < two.first; });
  std::vector<std::string_view> out;
  for (const auto& each : near) {
    if (out.size() < count) out.push_back(each.second);
  }
  return out;
}

}  // namespace sluice::language
