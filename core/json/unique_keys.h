// Finds keys that appear twice in one object, in O(n log n) for any n and any keys: documents are made by strangers,
// so neither a nested loop nor a hash table with a known hash will do.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sluice::json {

// Follows the objects of a document as they open and close. Memory: the keys of the objects that are open.
class UniqueKeys {
 public:
  void startObject();
  void add(std::string_view name);
  // Ends the innermost object. False when one of its keys was added twice; `repeated` is then that key.
  bool endObject(std::string& repeated);

 private:
  struct Key {
    std::size_t start;  // in text_
    std::size_t length;
  };

  std::string_view nameOf(const Key& key) const { return std::string_view(text_).substr(key.start, key.length); }
  const Key* findRepeated(std::size_t first) const;

  std::string text_;
  std::vector<Key> keys_;
  std::vector<std::size_t> objects_;  // index in keys_ of the first key of each open object
};

// What is said of a key that was added twice.
std::string repetitionOf(std::string_view name);

}  // namespace sluice::json
