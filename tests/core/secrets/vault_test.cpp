#include "secrets/vault.h"

#include <gtest/gtest.h>

#include <string>

#include "secrets/wipe.h"

namespace sluice::secrets {
namespace {

constexpr const char* kPlaceholder = "sluice.secret.GEO_KEY.f00d";

// One free secret and one bound to geo.example and the names below api.example.
class VaultTest : public testing::Test {
 protected:
  VaultTest() {
    vault.add("FREE", "free value", {});
    vault.add("GEO_KEY", "bound value", {"geo.example", "*.api.example"});
  }

  Vault vault{"f00d"};
};

TEST_F(VaultTest, FindsSecretsByName) {
  ASSERT_NE(vault.find("FREE"), nullptr);
  EXPECT_EQ(vault.find("FREE")->value, "free value");
  EXPECT_EQ(vault.find("FRE"), nullptr);
  EXPECT_EQ(vault.all().size(), 2U);
}

TEST_F(VaultTest, GivesPlaceholdersToBoundSecretsOnly) {
  EXPECT_EQ(vault.find("FREE")->placeholder, "");
  EXPECT_EQ(vault.find("GEO_KEY")->placeholder, kPlaceholder);
  EXPECT_EQ(vault.findByPlaceholder(kPlaceholder), vault.find("GEO_KEY"));
  EXPECT_EQ(vault.findByPlaceholder(std::string(kPlaceholder) + "x"), nullptr);
  EXPECT_EQ(vault.findByPlaceholder(""), nullptr);
}

TEST_F(VaultTest, KeepsTheFirstValueOfASecretAndItsPlace) {
  const Secret& first = *vault.find("FREE");
  for (int i = 0; i < 100; ++i) vault.add("S" + std::to_string(i), "another value", {});
  EXPECT_EQ(&vault.add("FREE", "a later value", {"geo.example"}), &first);
  EXPECT_EQ(first.value, "free value");
  EXPECT_EQ(first.placeholder, "");
}

TEST_F(VaultTest, SeesPlaceholdersOfItsOwnSecretsAndTag) {
  EXPECT_TRUE(vault.containsPlaceholder(kPlaceholder));
  EXPECT_TRUE(vault.containsPlaceholder("Bearer sluice.secret.sluice.secret.GEO_KEY.f00d!"));
  for (const char* text :
       {"", "sluice.secret.", "sluice.secret.GEO_KEY.", "sluice.secret.GEO_KEY.f00e", "sluice.secret.FREE.f00d",
        "sluice.secret.GEO.f00d", "sluice.secret..f00d", "GEO_KEY.f00d", "free value"}) {
    EXPECT_FALSE(vault.containsPlaceholder(text)) << text;
  }
}

TEST_F(VaultTest, RevealsToTheHostsOfTheSecretOnly) {
  const std::string text = std::string("Bearer ") + kPlaceholder;
  for (const char* host : {"geo.example", "a.api.example", "a.b.api.example"}) {
    EXPECT_EQ(vault.reveal(text, host, Escape::None), "Bearer bound value") << host;
  }
  for (const char* host : {"", "api.example", "evilapi.example", ".api.example", "x.geo.example",
                           "geo.example.evil.example", "evil.example", "geo.exampl", "*.api.exampl"}) {
    EXPECT_EQ(vault.reveal(text, host, Escape::None), std::nullopt) << host;
  }
}

TEST_F(VaultTest, RevealsEveryPlaceholderAndLeavesTheRest) {
  vault.add("OTHER", "other value", {"geo.example"});
  const std::string other = vault.find("OTHER")->placeholder;
  const std::string text = std::string(kPlaceholder) + kPlaceholder + "&x=" + other + "&sluice.secret.&" + kPlaceholder;
  EXPECT_EQ(vault.reveal(text, "geo.example", Escape::None),
            "bound valuebound value&x=other value&sluice.secret.&bound value");
  EXPECT_EQ(vault.reveal("nothing here", "geo.example", Escape::None), "nothing here");
  EXPECT_EQ(vault.reveal("nothing here", "evil.example", Escape::None), "nothing here");
}

TEST_F(VaultTest, RevealsNothingWhenOneOfManyIsBoundElsewhere) {
  vault.add("OTHER", "other value", {"other.example"});
  const std::string text = std::string(kPlaceholder) + vault.find("OTHER")->placeholder;
  EXPECT_EQ(vault.reveal(text, "geo.example", Escape::None), std::nullopt);
  EXPECT_EQ(vault.reveal(text, "other.example", Escape::None), std::nullopt);
}

TEST_F(VaultTest, DoesNotRevealWhatAValueItselfSays) {
  vault.add("NESTED", kPlaceholder, {"geo.example"});
  EXPECT_EQ(vault.reveal(vault.find("NESTED")->placeholder, "geo.example", Escape::None), kPlaceholder);
}

TEST_F(VaultTest, EscapesAValueAndNothingAroundIt) {
  vault.add("ODD", "a/b?&\"\\\n\u00e9", {"geo.example"});
  const std::string text = "/?\"" + vault.find("ODD")->placeholder;
  EXPECT_EQ(vault.reveal(text, "geo.example", Escape::None), "/?\"a/b?&\"\\\n\u00e9");
  EXPECT_EQ(vault.reveal(text, "geo.example", Escape::Percent), "/?\"a%2Fb%3F%26%22%5C%0A%C3%A9");
  EXPECT_EQ(vault.reveal(text, "geo.example", Escape::Json), "/?\"a/b?&\\\"\\\\\\u000a\u00e9");
}

TEST_F(VaultTest, MeasuresWhatItReveals) {
  vault.add("ODD", "a/b \"\n", {"geo.example"});
  const std::string& placeholder = vault.find("ODD")->placeholder;
  for (const Escape escape : {Escape::None, Escape::Percent, Escape::Json}) {
    EXPECT_GE(vault.revealedSize("x" + placeholder, escape),
              vault.reveal("x" + placeholder, "geo.example", escape)->size());
  }
}

TEST_F(VaultTest, SearchesLargeTextsOfHalfPlaceholdersInLinearTime) {
  std::string text;
  while (text.size() < 1000000) text += "sluice.secret.GEO_KEY";
  EXPECT_FALSE(vault.containsPlaceholder(text));
  EXPECT_EQ(vault.reveal(text, "geo.example", Escape::None), text);
}

TEST(Wipe, LeavesNothingInTheBuffer) {
  std::string text = heapString(100);
  text = "a value that was longer";
  text.resize(3);
  const char* buffer = text.data();
  const std::size_t capacity = text.capacity();
  wipe(text);
  EXPECT_TRUE(text.empty());
  ASSERT_EQ(text.data(), buffer);
  // Within the capacity of a living string.
  text.resize(capacity);
  EXPECT_EQ(text, std::string(capacity, '\0'));
}

TEST(HeapString, TakesItsBufferAlongWhenMoved) {
  std::string text = heapString(1);
  text += "short";
  const char* buffer = text.data();
  const std::string moved = std::move(text);
  EXPECT_EQ(moved.data(), buffer);
}

}  // namespace
}  // namespace sluice::secrets
