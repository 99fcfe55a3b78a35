// How the data of scripts combine: shallow, per top-level key, the later one wins, in plan order. The engine merges
// values with this rule and the language service merges types with it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sluice::plan {

// A JSON object as (key, JSON text of the value), sorted by key (bytewise).
class ObjectSlices {
 public:
  using Member = std::pair<std::string, std::string>;

  // Sets or replaces one member. Keys that come in order cost O(1) each.
  void set(std::string_view key, std::string_view json);
  // Takes over every member of `other`, replacing equal keys. Linear in both.
  void assign(const ObjectSlices& other);

  const std::vector<Member>& members() const { return members_; }
  bool empty() const { return members_.empty(); }
  // The object as JSON text.
  std::string text() const;

 private:
  std::vector<Member> members_;
};

}  // namespace sluice::plan
