#include "sandbox/arena.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

namespace sluice::sandbox {
namespace {

void* take(Arena& arena, std::size_t size) { return arena.resize(nullptr, 0, size); }

struct WithImage {
  WithImage() {
    kept = static_cast<char*>(take(arena, 100));
    std::memset(kept, 'k', 100);
    arena.keepImage();
    arena.setCap(1 << 20);
  }
  Arena arena;
  char* kept;
};

TEST(Arena, GivesTheImageBackBitForBit) {
  WithImage w;
  std::memset(w.kept, 'x', 100);
  for (int i = 0; i < 2000; i++) take(w.arena, 16 + static_cast<std::size_t>(i) % 600);
  w.arena.restoreImage();
  EXPECT_EQ(std::string(w.kept, 100), std::string(100, 'k'));
  EXPECT_EQ(w.arena.used(), 112u);
  EXPECT_EQ(w.arena.peak(), 112u);
}

TEST(Arena, HandsOutTheSameAddressesAfterEachRestore) {
  WithImage w;
  std::vector<void*> first;
  for (std::size_t size : {24, 500, 3000, 40}) first.push_back(take(w.arena, size));
  w.arena.restoreImage();
  std::vector<void*> second;
  for (std::size_t size : {24, 500, 3000, 40}) second.push_back(take(w.arena, size));
  EXPECT_EQ(first, second);
}

TEST(Arena, LeavesNothingOfARunBehind) {
  WithImage w;
  char* block = static_cast<char*>(take(w.arena, 64));
  std::memcpy(block, "sk_live_12345678", 16);
  w.arena.restoreImage();
  const char* again = static_cast<char*>(take(w.arena, 64));
  EXPECT_EQ(std::string(again, 16), std::string(16, '\0'));
}

TEST(Arena, MovesWhatABlockHeldWhenItGrowsAndShrinks) {
  WithImage w;
  std::string text = "0123456789";
  char* block = static_cast<char*>(take(w.arena, text.size()));
  std::memcpy(block, text.data(), text.size());
  std::size_t size = text.size();
  for (std::size_t next : {40u, 600u, 100'000u, 5'000u, 300u, 12u}) {
    block = static_cast<char*>(w.arena.resize(block, size, next));
    size = next;
    EXPECT_EQ(std::string(block, text.size()), text) << next;
  }
}

TEST(Arena, RefusesWhatIsOverTheCapAndSaysHowMuchItWouldHaveBeen) {
  WithImage w;
  w.arena.setCap(112 + 1024);
  EXPECT_NE(take(w.arena, 1024), nullptr);
  EXPECT_EQ(take(w.arena, 1), nullptr);
  EXPECT_EQ(w.arena.refused(), 112u + 1024 + 16);
}

TEST(Arena, CountsALargeBlockNoLongerWhenItIsGivenBack) {
  WithImage w;
  void* large = take(w.arena, 100'000);
  const std::size_t with = w.arena.used();
  w.arena.resize(large, 100'000, 0);
  EXPECT_EQ(with - w.arena.used(), 100'000u);
  EXPECT_EQ(w.arena.peak(), with);
}

TEST(Arena, GrowsABlockUpToTheCapWithoutCountingItTwice) {
  WithImage w;
  void* block = take(w.arena, 600'000);
  EXPECT_NE(w.arena.resize(block, 600'000, 1'000'000), nullptr);
}

}  // namespace
}  // namespace sluice::sandbox
