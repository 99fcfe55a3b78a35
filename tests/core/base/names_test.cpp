#include "base/names.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice {
namespace {

TEST(Names, KnowTheFormOfSecrets) {
  for (const std::string& name : {std::string("A"), std::string("GEO_KEY_2"), std::string(64, 'X')}) {
    EXPECT_TRUE(isSecretName(name)) << name;
  }
  for (const std::string& name : {std::string(), std::string("_A"), std::string("2A"), std::string("a"),
                                  std::string("A-B"), std::string("A\0", 2), std::string(65, 'X')}) {
    EXPECT_FALSE(isSecretName(name)) << name;
  }
}

}  // namespace
}  // namespace sluice
