#include "language/features/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/language/features/cursor.h"

namespace sluice::language {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

std::vector<std::string> labels(const std::string& code, std::string_view hook = "before_signup") {
  const AtCursor at(code, hook);
  std::vector<std::string> out;
  for (const Completion& each : completionsAt(at.analysis, at.offset, {{"GEO_KEY"}, {"APP_URL"}}).items)
    out.push_back(each.label);
  return out;
}

std::string replaced(const std::string& code) {
  const AtCursor at(code);
  return at.textOf(completionsAt(at.analysis, at.offset, {}).replaced);
}

TEST(LanguageCompletion, OffersTheFieldsOfTheHooksContext) {
  EXPECT_THAT(labels("print(context.$0)"),
              ElementsAre("email", "name", "request", "emailVerified", "method", "provider", "profile", "passwordBreaches",
                          "actor", "trigger", "outputs", "prev"));
  EXPECT_THAT(labels("print(context.request.$0)"),
              ElementsAre("ip", "userAgent", "origin", "country", "headers", "path", "method", "viaHttp"));
  EXPECT_THAT(labels("print(context.$0)", "token_build"), Contains("token"));
  EXPECT_THAT(labels("print(context.$0)", "token_build"), Not(Contains("email")));
}

TEST(LanguageCompletion, OffersMembersWhileALineIsBroken) {
  EXPECT_THAT(labels("local x = context.$0\nlocal y = 1"), Contains("email"));
  EXPECT_THAT(labels("if helpers.$0\nlocal y = 1\nreturn { allowed = true }"), Contains("hash"));
  EXPECT_THAT(labels("local s = 'a'\ns:$0\nreturn s"), Contains("upper"));
  EXPECT_THAT(labels("local r = await(helpers.fetch('https://a.example/'))\nprint(r.$0)"),
              ElementsAre("status", "ok", "headers", "body", "text"));
}

TEST(LanguageCompletion, OffersWhatAStringCanBe) {
  EXPECT_THAT(labels("helpers.secret(\"$0\")"), ElementsAre("GEO_KEY"));
  EXPECT_THAT(labels("helpers.secret(\"$0\nlocal y = 1"), ElementsAre("GEO_KEY"));
  EXPECT_THAT(labels("print(helpers.env('$0'))"), ElementsAre("APP_URL"));
  EXPECT_THAT(labels("helpers.hash('a', \"$0\")"), ElementsAre("sha256", "sha512", "sha1", "md5", "blake2b"));
  EXPECT_THAT(labels("if context.type == \"$0\" then end", "client_before_register"),
              ElementsAre("public", "confidential"));
  EXPECT_THAT(labels("local t = { a = 1, b = 2 }\nprint(t[\"$0\"])"), ElementsAre("a", "b"));
}

TEST(LanguageCompletion, OffersNamesThatAreVisible) {
  const auto found =
      labels("local one = 1\nlocal function f(two)\n  local three = 3\n  print($0)\nend\nlocal four = f");
  EXPECT_THAT(found, Contains("one"));
  EXPECT_THAT(found, Contains("two"));
  EXPECT_THAT(found, Contains("three"));
  EXPECT_THAT(found, Contains("helpers"));
  EXPECT_THAT(found, Contains("return"));
  EXPECT_THAT(found, Not(Contains("four")));
}

TEST(LanguageCompletion, OffersNothingInCommentsAndNumbers) {
  EXPECT_THAT(labels("-- a note$0"), ElementsAre());
  EXPECT_THAT(labels("local n = 12$0"), ElementsAre());
}

TEST(LanguageCompletion, ReplacesTheWordAtTheCaret) {
  EXPECT_EQ(replaced("print(context.em$0ail)"), "email");
  EXPECT_EQ(replaced("pri$0nt(1)"), "print");
  EXPECT_EQ(replaced("helpers.hash('a', 'sh$0a')"), "sha");
}

}  // namespace
}  // namespace sluice::language
