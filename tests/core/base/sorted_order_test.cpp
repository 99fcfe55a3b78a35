#include "base/sorted_order.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sluice {
namespace {

std::vector<std::size_t> orderOf(const std::vector<std::string>& words) {
  return sortedOrder(words.size(), [&](std::size_t a, std::size_t b) { return words[a] < words[b]; });
}

TEST(SortedOrder, NamesThePlacesInOrder) {
  EXPECT_EQ(orderOf({}), (std::vector<std::size_t>{}));
  EXPECT_EQ(orderOf({"b", "c", "a"}), (std::vector<std::size_t>{2, 0, 1}));
}

TEST(SortedOrder, KeepsEqualElementsInTheirOrder) {
  std::vector<std::string> words;
  for (int i = 0; i < 1000; ++i) words.push_back(i % 3 == 0 ? "x" : "y");
  const std::vector<std::size_t> order = orderOf(words);
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (words[order[i]] == words[order[i - 1]]) {
      EXPECT_LT(order[i - 1], order[i]);
    } else {
      EXPECT_LT(words[order[i - 1]], words[order[i]]);
    }
  }
}

TEST(SortedOrder, SortsNumbers) {
  EXPECT_EQ(sortedOrder({30, 10, 20, 10}), (std::vector<std::size_t>{1, 3, 2, 0}));
}

TEST(SortedOrder, MovesElementsIntoTheirOrder) {
  const std::string large(100, 'a');
  std::vector<std::string> words = {large, "b", "B", large + "b"};
  sortStably(words);
  EXPECT_EQ(words, (std::vector<std::string>{"B", large, large + "b", "b"}));
}

}  // namespace
}  // namespace sluice
