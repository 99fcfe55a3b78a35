// How well a name fits what somebody types to find it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace sluice::language {

struct NameMatch {
  int score;                          // more is better; compare only those of one query
  std::vector<std::uint32_t> places;  // of the bytes of the name that the query's bytes are
};

// The bytes of `query` must stand in `name` in their order, ASCII letters of either case. The whole name ranks before
// its begin, then come begins of words (fetchAll, fetch_all, json.encode), neighbours, and the rest; of equal ones the
// shorter name. An empty query fits everything.
std::optional<NameMatch> matchName(std::string_view query, std::string_view name);

}  // namespace sluice::language
