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

TEST(Names, KnowTheFormOfMetrics) {
  for (const std::string& name : {std::string("a"), std::string("logins.denied_2"), std::string(64, 'x')}) {
    EXPECT_TRUE(isMetricName(name)) << name;
  }
  for (const std::string& name : {std::string(), std::string("_a"), std::string("2a"), std::string(".a"),
                                  std::string("aB"), std::string("a-b"), std::string(65, 'x')}) {
    EXPECT_FALSE(isMetricName(name)) << name;
  }
}

TEST(Names, KnowTheFormOfCodes) {
  for (const std::string& code :
       {std::string("2"), std::string("GEO_blocked-1.a"), std::string("-"), std::string(64, 'x')}) {
    EXPECT_TRUE(isResultCode(code)) << code;
  }
  for (const std::string& code :
       {std::string(), std::string("a b"), std::string("a:b"), std::string("Ã©"), std::string(65, 'x')}) {
    EXPECT_FALSE(isResultCode(code)) << code;
  }
}

}  // namespace
}  // namespace sluice
