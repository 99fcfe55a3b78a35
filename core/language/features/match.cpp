#include "language/features/match.h"

#include <algorithm>

#include "base/ascii.h"

namespace sluice::language {

namespace {

// Longer names are looked at up to here.
constexpr std::size_t kLongestName = 256;
constexpr int kNone = INT32_MIN / 2;
// What a byte of the query is worth, by where it stands in the name.
constexpr int kAnywhere = 1;
constexpr int kNeighbour = 6;  // behind the byte before it
constexpr int kWordBegin = 10;
constexpr int kSameCase = 1;
// Names of one rank are told apart by how long they are: ranks lie further apart than that.
constexpr int kStep = static_cast<int>(kLongestName) + 1;
// More than all bytes of a query are worth.
constexpr int kPrefix = 1 << 13;
constexpr int kWhole = 1 << 14;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool isLetterOrDigit(char c) { return isLetter(c) || isDigit(c); }

bool beginsWord(std::string_view name, std::size_t i) {
  if (i == 0) return true;
  if (!isLetterOrDigit(name[i - 1])) return isLetterOrDigit(name[i]);
  return isUpper(name[i]) && !isUpper(name[i - 1]);
}

int worthOf(std::string_view query, std::string_view name, std::size_t j, std::size_t i) {
  return (beginsWord(name, i) ? kWordBegin : kAnywhere) + (query[j] == name[i] ? kSameCase : 0);
}

}  // namespace

std::optional<NameMatch> matchName(std::string_view query, std::string_view name) {
  name = name.substr(0, kLongestName);
  const int shortness = static_cast<int>(kLongestName - name.size());
  if (query.empty()) return NameMatch{shortness, {}};
  if (query.size() > name.size()) return std::nullopt;
  // best[j * width + i]: the most that the query up to its byte j is worth when that is byte i of the name.
  const std::size_t width = name.size();
  std::vector<int> best(query.size() * width, kNone);
  std::vector<std::uint16_t> from(best.size(), 0);
  for (std::size_t j = 0; j < query.size(); ++j) {
    std::size_t before = width;  // the best place of the byte before, not counting the neighbour
    for (std::size_t i = j; i < width; ++i) {
      const auto former = [&](std::size_t place) { return best[(j - 1) * width + place]; };
      if (j > 0 && i > 1 && (before == width || former(i - 2) > former(before))) before = i - 2;
      if (lower(query[j]) != lower(name[i])) continue;
      int& here = best[j * width + i];
      const int worth = worthOf(query, name, j, i);
      if (j == 0) {
        here = worth;
        continue;
      }
      if (i > 0 && former(i - 1) > kNone) {
        here = former(i - 1) + std::max(worth, kNeighbour);
        from[j * width + i] = static_cast<std::uint16_t>(i - 1);
      }
      if (before < width && former(before) > kNone && former(before) + worth > here) {
        here = former(before) + worth;
        from[j * width + i] = static_cast<std::uint16_t>(before);
      }
    }
  }
  const auto last = best.end() - static_cast<std::ptrdiff_t>(width);
  const auto found = std::max_element(last, best.end());
  if (*found <= kNone) return std::nullopt;
  NameMatch match{*found, std::vector<std::uint32_t>(query.size())};
  std::size_t place = static_cast<std::size_t>(found - last);
  for (std::size_t j = query.size(); j-- > 0; place = from[j * width + place]) {
    match.places[j] = static_cast<std::uint32_t>(place);
  }
  const bool isPrefix =
      std::equal(query.begin(), query.end(), name.begin(), [](char a, char b) { return lower(a) == lower(b); });
  if (isPrefix) {
    for (std::size_t j = 0; j < query.size(); ++j) match.places[j] = static_cast<std::uint32_t>(j);
    match.score += query.size() == name.size() ? kWhole : kPrefix;
  }
  match.score = match.score * kStep + shortness;
  return match;
}

}  // namespace sluice::language
