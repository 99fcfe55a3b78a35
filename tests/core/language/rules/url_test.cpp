// The editor's rules for URLs beside those of the runtime: tests/bindings/host/url-corpus.test.ts holds checkFetchUrl
// against the same file.
#include "language/rules/url.h"

#include <gtest/gtest.h>

#include "json/value.h"
#include "support/json_text.h"
#include "support/read_file.h"

namespace sluice::language {
namespace {

TEST(LanguageUrls, RefusesNothingThatTheRuntimeTakesAndMostOfWhatItRefuses) {
  const json::Value corpus = tests::fromText(tests::readFile(SLUICE_REPO_DIR "/tests/corpus/urls.json"));
  int refused = 0;
  int left = 0;
  for (const json::Value& each : corpus.items()) {
    if (each.get("service") != nullptr) continue;
    const std::string& url = each.get("url")->string();
    const std::string fault = fetchFault(url, {});
    const bool allowed = each.get("verdict")->string() == "allowed";
    EXPECT_TRUE(!allowed || fault.empty()) << url << ": " << fault;
    if (allowed) continue;
    ++(fault.empty() ? left : refused);
    if (fault.empty()) RecordProperty("left to the runtime", url);
  }
  EXPECT_GT(refused, 80);
  EXPECT_LT(left, 30) << "of " << refused + left << " that the runtime refuses";
}

TEST(LanguageUrls, FollowsTheDeploymentsPortsAndHosts) {
  FetchRules rules;
  rules.ports = {443};
  rules.hosts = {{"geo.sluice.dev", "*.crm.sluice.dev"}};
  EXPECT_EQ(fetchFault("https://geo.sluice.dev/", rules), "");
  EXPECT_EQ(fetchFault("https://eu.crm.sluice.dev/", rules), "");
  EXPECT_NE(fetchFault("https://crm.sluice.dev/", rules), "");
  EXPECT_NE(fetchFault("https://geo.sluice.dev:8443/", rules), "");
  EXPECT_NE(fetchFault("https://mail.sluice.dev/", rules), "");
}

TEST(LanguageUrls, TellsTheHostOnlyWhereNothingCanChangeIt) {
  EXPECT_EQ(hostOfUrl("https://Geo.Sluice.dev/a"), "geo.sluice.dev");
  EXPECT_EQ(hostOfUrl("https://geo.sluice.dev:8443/"), "geo.sluice.dev");
  for (const char* url : {"https://geo.sluice.dev", "https://geo.sluice.dev:pw@evil.dev/", "http://geo.sluice.dev/",
                          "https://geo%2esluice.dev/", "https://10.0.0.1/", ""}) {
    EXPECT_EQ(hostOfUrl(url), "") << url;
  }
}

}  // namespace
}  // namespace sluice::language
