#include "base/concat.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice {
namespace {

TEST(Concat, PutsThePartsOneAfterAnother) {
  EXPECT_EQ(concat({}), "");
  EXPECT_EQ(concat({"a", "", std::string("b\0", 2), "c"}), std::string("ab\0c", 4));
}

}  // namespace
}  // namespace sluice
