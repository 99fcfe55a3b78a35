#include "catalog/catalog.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace sluice::catalog {
namespace {

const Field* find(std::span<const Field> fields, std::string_view name) {
  for (const Field& field : fields) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

// The field at a path such as {"before_signup", "request", "headers"}; null when there is none.
const Field* fieldAt(std::initializer_list<std::string_view> path) {
  const Hook* hook = findHook(*path.begin());
  const Field* field = nullptr;
  std::span<const Field> fields = hook == nullptr ? std::span<const Field>() : hook->context;
  for (const std::string_view* name = path.begin() + 1; name != path.end(); ++name) {
    field = find(fields, *name);
    if (field == nullptr) return nullptr;
    fields = field->fields;
  }
  return field;
}

TEST(Catalog, EveryModeIsFoundByItsOwnText) {
  for (const Mode mode : {Mode::Blocking, Mode::Enrichment, Mode::Async}) {
    Mode found = mode == Mode::Async ? Mode::Blocking : Mode::Async;
    ASSERT_TRUE(modeFrom(toString(mode), found));
    EXPECT_EQ(found, mode);
  }
  EXPECT_EQ(toString(Mode::Enrichment), "enrichment");
}

TEST(Catalog, AnUnknownModeLeavesTheVariableAlone) {
  Mode mode = Mode::Enrichment;
  EXPECT_FALSE(modeFrom("Blocking", mode));
  EXPECT_FALSE(modeFrom("", mode));
  EXPECT_EQ(mode, Mode::Enrichment);
}

TEST(Catalog, EveryErrorCodeIsFoundByItsOwnText) {
  for (int i = 0; i <= static_cast<int>(ErrorCode::NotReplayable); ++i) {
    const ErrorCode code = static_cast<ErrorCode>(i);
    ErrorCode found = code == ErrorCode::Conflict ? ErrorCode::NoStore : ErrorCode::Conflict;
    ASSERT_TRUE(errorCodeFrom(toString(code), found)) << toString(code);
    EXPECT_EQ(found, code);
  }
  EXPECT_STREQ(toString(ErrorCode::SyntaxError), "syntax_error");
  EXPECT_STREQ(toString(ErrorCode::NotReplayable), "not_replayable");
}

TEST(Catalog, AnUnknownErrorCodeLeavesTheVariableAlone) {
  ErrorCode code = ErrorCode::EngineBusy;
  EXPECT_FALSE(errorCodeFrom("no_such_code", code));
  EXPECT_EQ(code, ErrorCode::EngineBusy);
}

TEST(Catalog, LimitsStartAtTheDefaultsOfTheirDescriptions) {
  const Limits fresh;
  for (const LimitInfo& limit : limits()) {
    EXPECT_EQ(fresh.*limit.field, limit.defaultValue) << limit.name;
    EXPECT_LE(limit.defaultValue, limit.ceiling) << limit.name;
  }
}

TEST(Catalog, EveryMemberOfLimitsIsDescribedOnce) {
  EXPECT_EQ(limits().size() * sizeof(std::uint64_t), sizeof(Limits));
  Limits marked;
  for (const LimitInfo& limit : limits()) marked.*limit.field = 0;
  std::uint64_t next = 1;
  for (const LimitInfo& limit : limits()) {
    EXPECT_EQ(marked.*limit.field, 0U) << limit.name << " shares its member with an earlier limit";
    marked.*limit.field = next++;
  }
}

TEST(Catalog, LimitsHoldTheNumbersOfTheDesign) {
  const Limits fresh;
  EXPECT_EQ(fresh.scriptBytes, 5120U);
  EXPECT_EQ(fresh.instructions, 50000U);
  EXPECT_EQ(fresh.memoryBytes, 4U * 1024 * 1024);
  EXPECT_EQ(fresh.contextBytes, 64U * 1024);
  EXPECT_EQ(fresh.layers, 10U);
  EXPECT_EQ(fresh.scriptsPerLayer, 5U);
  const LimitInfo* instructions = findLimit("instructions");
  ASSERT_NE(instructions, nullptr);
  EXPECT_EQ(instructions->ceiling, 50'000'000U);
  EXPECT_TRUE(instructions->plan);
  EXPECT_FALSE(findLimit("concurrentVms")->plan);
  EXPECT_EQ(findLimit("Instructions"), nullptr);
}

TEST(Catalog, HasSixteenHooksWithTheModesOfTheDesign) {
  int blocking = 0;
  int async = 0;
  std::set<std::string_view> names;
  for (const Hook& hook : hooks()) {
    names.insert(hook.name);
    blocking += hook.mode == Mode::Blocking;
    async += hook.mode == Mode::Async;
  }
  EXPECT_EQ(names.size(), 16U);
  EXPECT_EQ(blocking, 8);
  EXPECT_EQ(async, 7);
  EXPECT_EQ(findHook("token_build")->mode, Mode::Enrichment);
}

TEST(Catalog, OnlyHooksWhoseFailureEndUsersSeeHaveAFailureText) {
  for (const Hook& hook : hooks()) EXPECT_EQ(hook.failureText.empty(), hook.mode == Mode::Async) << hook.name;
  EXPECT_EQ(findHook("before_signup")->failureText, "Sign-up isn't available right now.");
  EXPECT_EQ(customFailureText(), "The request could not be completed.");
  EXPECT_EQ(denyText(), "The request was denied.");
}

TEST(Catalog, TriggersOutsideTheCatalogHaveNoHook) {
  EXPECT_EQ(findHook("before_invite"), nullptr);
  EXPECT_EQ(findHook("before_signu"), nullptr);
  EXPECT_EQ(findHook(""), nullptr);
}

TEST(Catalog, ContextFieldsCarryTheirTypeAndWhetherTheyMayBeAbsent) {
  const Field* email = fieldAt({"before_signup", "email"});
  ASSERT_NE(email, nullptr);
  EXPECT_EQ(email->type, FieldType::Email);
  EXPECT_FALSE(email->optional);
  EXPECT_TRUE(fieldAt({"before_signin", "email"})->optional);
  EXPECT_EQ(fieldAt({"client_before_authorize", "scopes"})->type, FieldType::StringList);
  EXPECT_EQ(fieldAt({"client_access_change", "action"})->type, FieldType::Enum);
  EXPECT_EQ(fieldAt({"after_signin", "session", "expiresAt"})->type, FieldType::Date);
  EXPECT_EQ(fieldAt({"client_after_authorize", "grant", "scopes"})->type, FieldType::StringList);
  EXPECT_EQ(fieldAt({"apikey_after_create", "apikey", "permissions"})->type, FieldType::Map);
}

TEST(Catalog, PersonalFieldsAreMaskedAlsoInsideShapes) {
  EXPECT_EQ(fieldAt({"before_signup", "email"})->mask, Mask::Email);
  EXPECT_EQ(fieldAt({"after_signup", "user", "email"})->mask, Mask::Email);
  EXPECT_EQ(fieldAt({"after_signup", "user", "name"})->mask, Mask::Hide);
  EXPECT_EQ(fieldAt({"after_signin", "session", "id"})->mask, Mask::Hide);
  EXPECT_EQ(fieldAt({"after_signup", "user", "id"})->mask, Mask::None);
}

TEST(Catalog, RequestHeadersAreHiddenExceptHarmlessOnes) {
  const Field* headers = fieldAt({"before_signup", "request", "headers"});
  ASSERT_NE(headers, nullptr);
  EXPECT_EQ(headers->type, FieldType::Map);
  EXPECT_EQ(headers->mask, Mask::Hide);
  ASSERT_NE(find(headers->fields, "user-agent"), nullptr);
  EXPECT_EQ(find(headers->fields, "user-agent")->mask, Mask::None);
  EXPECT_EQ(find(headers->fields, "authorization"), nullptr);
  EXPECT_EQ(find(headers->fields, "cookie"), nullptr);
}

TEST(Catalog, ClaimsOfATokenStayExceptPersonalOnes) {
  const Field* token = fieldAt({"token_build", "token"});
  ASSERT_NE(token, nullptr);
  EXPECT_EQ(token->mask, Mask::None);
  EXPECT_EQ(find(token->fields, "email")->mask, Mask::Email);
  EXPECT_EQ(find(token->fields, "name")->mask, Mask::Hide);
}

TEST(Catalog, HelpersSayWhetherTheHostPerformsThem) {
  EXPECT_EQ(findHelper("log")->kind, HelperKind::Local);
  EXPECT_EQ(findHelper("json.null")->kind, HelperKind::Value);
  std::set<std::string_view> host;
  for (const Helper& helper : helpers()) {
    if (helper.kind == HelperKind::Host) host.insert(helper.name);
  }
  EXPECT_EQ(host, (std::set<std::string_view>{"fetch", "fetchAll", "rateLimit", "secret"}));
  EXPECT_EQ(findHelper("json"), nullptr);
}

TEST(Catalog, GlobalsAreNoMembersOfHelpers) {
  std::set<std::string_view> names;
  for (const Helper& global : globals()) {
    names.insert(global.name);
    EXPECT_EQ(findHelper(global.name), nullptr) << global.name;
  }
  EXPECT_EQ(names, (std::set<std::string_view>{"await", "context", "print"}));
}

TEST(Catalog, SensitiveKeysAreFoundInEverySpelling) {
  for (const std::string_view key :
       {"password", "Authorization", "set-cookie", "Set-Cookie", "SET_COOKIE", "accessToken", "access_token",
        "refresh-token", "X-Api-Key", "apiKey", "clientSecret", "token"}) {
    EXPECT_TRUE(isSensitiveKey(key)) << key;
  }
}

TEST(Catalog, KeysThatOnlyContainASensitiveWordAreNotSensitive) {
  for (const std::string_view key : {"", "-", "passwor", "passwords", "tokenType", "user", "cookiePolicy", "key"}) {
    EXPECT_FALSE(isSensitiveKey(key)) << key;
  }
  EXPECT_FALSE(isSensitiveKey(std::string(100'000, 'a')));
  EXPECT_FALSE(isSensitiveKey("password" + std::string(100, 'x')));
  EXPECT_TRUE(isSensitiveKey(std::string(1000, '_') + "password"));
}

}  // namespace
}  // namespace sluice::catalog
