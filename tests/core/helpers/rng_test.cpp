#include "helpers/rng.h"

#include <gtest/gtest.h>

#include <set>

namespace sluice::helpers {
namespace {

TEST(Rng, GivesTheSequenceOfXoshiro256StarStarSeededBySplitmix64) {
  Rng rng(0);
  EXPECT_EQ(rng.next64(), 0x99ec5f36cb75f2b4U);
  EXPECT_EQ(rng.next64(), 0xbf6e1f784956452aU);
  EXPECT_EQ(rng.next64(), 0x1a5f849d4933e6e0U);
  EXPECT_EQ(rng.next64(), 0x6aa594f1262d2d2cU);
}

TEST(Rng, GivesAnotherSequenceForAnotherSeed) {
  EXPECT_EQ(Rng(1).next64(), 0xb3f2af6d0fc710c5U);
  EXPECT_EQ(Rng(UINT64_MAX).next64(), 0x8f5520d52a7ead08U);
}

TEST(Rng, WritesItsNumbersIntoAUuidOfVersion4) {
  Rng rng(0);
  EXPECT_EQ(uuidV4(rng), "99ec5f36-cb75-42b4-bf6e-1f784956452a");
}

TEST(Rng, NeverRepeatsAUuidWithinARunAndKeepsVersionAndVariant) {
  Rng rng(7);
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string uuid = uuidV4(rng);
    ASSERT_EQ(uuid.size(), 36U);
    EXPECT_EQ(uuid[14], '4');
    EXPECT_NE(std::string("89ab").find(uuid[19]), std::string::npos) << uuid;
    EXPECT_TRUE(seen.insert(uuid).second) << uuid;
  }
}

}  // namespace
}  // namespace sluice::helpers
