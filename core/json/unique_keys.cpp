#include "json/unique_keys.h"

#include "base/concat.h"
#include "base/sorted_order.h"
#include "json/writer.h"

namespace sluice::json {
namespace {

// Up to here comparing all pairs is quicker than sorting.
constexpr std::size_t kFewKeys = 8;
constexpr std::size_t kLongestKeyShown = 64;

}  // namespace

void UniqueKeys::startObject() { objects_.push_back(keys_.size()); }

void UniqueKeys::add(std::string_view name) {
  keys_.push_back({text_.size(), name.size()});
  text_ += name;
}

bool UniqueKeys::endObject(std::string& repeated) {
  const std::size_t first = objects_.back();
  objects_.pop_back();
  if (first == keys_.size()) return true;

  const std::size_t start = keys_[first].start;
  if (const Key* key = findRepeated(first)) {
    repeated = nameOf(*key);
    return false;
  }
  keys_.resize(first);
  text_.resize(start);
  return true;
}

const UniqueKeys::Key* UniqueKeys::findRepeated(std::size_t first) const {
  if (keys_.size() - first <= kFewKeys) {
    for (std::size_t i = first; i < keys_.size(); ++i) {
      for (std::size_t j = first; j < i; ++j) {
        if (nameOf(keys_[i]) == nameOf(keys_[j])) return &keys_[i];
      }
    }
    return nullptr;
  }
  // By length first: most keys then differ without a look at their bytes.
  const std::vector<std::size_t> order = sortedOrder(keys_.size() - first, [this, first](std::size_t a, std::size_t b) {
    const std::string_view left = nameOf(keys_[first + a]);
    const std::string_view right = nameOf(keys_[first + b]);
    return left.size() != right.size() ? left.size() < right.size() : left < right;
  });
  for (std::size_t i = 1; i < order.size(); ++i) {
    const Key& key = keys_[first + order[i]];
    if (nameOf(key) == nameOf(keys_[first + order[i - 1]])) return &key;
  }
  return nullptr;
}

std::string repetitionOf(std::string_view name) {
  if (name.size() > kLongestKeyShown) return "a key appears twice in one object";
  return concat({"the key ", quoted(name), " appears twice in one object"});
}

}  // namespace sluice::json
