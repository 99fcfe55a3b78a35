#include "plan/merge.h"

#include <algorithm>
#include <iterator>

#include "json/writer.h"

namespace sluice::plan {

void ObjectSlices::set(std::string_view key, std::string_view json) {
  const auto place = std::lower_bound(members_.begin(), members_.end(), key,
                                      [](const Member& member, std::string_view name) { return member.first < name; });
  if (place != members_.end() && place->first == key) {
    place->second = json;
  } else {
    members_.emplace(place, key, json);
  }
}

void ObjectSlices::assign(const ObjectSlices& other) {
  std::vector<Member> merged;
  merged.reserve(members_.size() + other.members_.size());
  auto mine = members_.begin();
  for (const Member& theirs : other.members_) {
    for (; mine != members_.end() && mine->first < theirs.first; ++mine) merged.push_back(std::move(*mine));
    if (mine != members_.end() && mine->first == theirs.first) ++mine;
    merged.push_back(theirs);
  }
  std::move(mine, members_.end(), std::back_inserter(merged));
  members_ = std::move(merged);
}

std::string ObjectSlices::text() const {
  json::Writer out;
  out.beginObject();
  for (const Member& member : members_) out.key(member.first).raw(member.second);
  return out.endObject().take();
}

}  // namespace sluice::plan
