#include "trace/mask.h"

#include <gtest/gtest.h>

#include "core/trace/filters.h"
#include "json/value.h"

namespace sluice::trace {
namespace {

using catalog::Field;
using catalog::FieldType;
using catalog::Mask;

constexpr Field kHeaders[] = {
    {"accept", FieldType::String, true, Mask::None, {}},
    {"x-contact", FieldType::String, true, Mask::Email, {}},
};
constexpr Field kUser[] = {
    {"id", FieldType::String, false, Mask::None, {}},
    {"email", FieldType::Email, true, Mask::Email, {}},
    {"name", FieldType::String, true, Mask::Hide, {}},
};
constexpr Field kContext[] = {
    {"email", FieldType::Email, false, Mask::Email, {}},
    {"name", FieldType::String, true, Mask::Hide, {}},
    {"user", FieldType::Object, true, Mask::None, {kUser, std::size(kUser)}},
    {"hidden", FieldType::Object, true, Mask::Hide, {kUser, std::size(kUser)}},
    {"headers", FieldType::Map, true, Mask::Hide, {kHeaders, std::size(kHeaders)}},
    {"claims", FieldType::Map, true, Mask::None, {kUser, std::size(kUser)}},
};
constexpr catalog::Hook kHook{"test_hook", catalog::Mode::Blocking, "", kContext};

std::string masked(std::string_view json) { return maskJson(json, &kHook, NoFilter()); }
std::string maskedWithoutHook(std::string_view json) { return maskJson(json, nullptr, NoFilter()); }

TEST(Mask, CopiesWhatNothingMasks) {
  const std::string json = R"({"b":[1,-2.5,true,null,"text",{},[]],"a":{"z":"\u0001\"","c":9007199254740993}})";
  EXPECT_EQ(masked(json), json);
  EXPECT_EQ(maskedWithoutHook(json), json);
}

TEST(Mask, HidesAFieldOfTheSchema) { EXPECT_EQ(masked(R"({"name":"Ada","x":1})"), R"({"name":"[masked]","x":1})"); }

TEST(Mask, KeepsTheFirstCharacterAndTheDomainOfAnAddress) {
  EXPECT_EQ(masked(R"({"email":"ada@example.com"})"), R"({"email":"a***@example.com"})");
  EXPECT_EQ(masked(R"({"email":"a@b.c"})"), R"({"email":"a***@b.c"})");
  EXPECT_EQ(masked(R"({"email":"éva@example.com"})"), R"({"email":"é***@example.com"})");
  EXPECT_EQ(masked(R"({"email":"\"a@b\"@example.com"})"), R"({"email":"\"***@example.com"})");
  EXPECT_EQ(masked(R"({"email":"@example.com"})"), R"({"email":"***@example.com"})");
}

TEST(Mask, HidesAnAddressThatIsNone) {
  EXPECT_EQ(masked(R"({"email":"ada"})"), R"({"email":"[masked]"})");
  EXPECT_EQ(masked(R"({"email":""})"), R"({"email":"[masked]"})");
}

TEST(Mask, FollowsTheSchemaIntoObjects) {
  EXPECT_EQ(masked(R"({"user":{"id":"u1","email":"ada@b.c","name":"Ada","x":"y"}})"),
            R"({"user":{"id":"u1","email":"a***@b.c","name":"[masked]","x":"y"}})");
}

TEST(Mask, AppliesAFieldOnlyWhereTheSchemaHasIt) {
  EXPECT_EQ(masked(R"({"other":{"name":"Ada","email":"a@b.c"},"id":"x"})"),
            R"({"other":{"name":"Ada","email":"a@b.c"},"id":"x"})");
}

TEST(Mask, HidesEveryLeafUnderAFieldOfAnotherTypeThanTheSchemaSays) {
  EXPECT_EQ(masked(R"({"name":{"first":"Ada","n":[1,true,null,{"x":"y"}]}})"),
            R"({"name":{"first":"[masked]","n":["[masked]","[masked]","[masked]",{"x":"[masked]"}]}})");
  EXPECT_EQ(masked(R"({"email":["ada@b.c",5]})"), R"({"email":["a***@b.c","[masked]"]})");
  EXPECT_EQ(masked(R"({"user":[{"name":"Ada"}]})"), R"({"user":[{"name":"[masked]"}]})");
  EXPECT_EQ(masked(R"({"headers":"authorization: x"})"), R"({"headers":"[masked]"})");
}

TEST(Mask, HidesEveryLeafOfAHiddenObjectWhateverItsFieldsSay) {
  EXPECT_EQ(masked(R"({"hidden":{"id":"u1","email":"a@b.c","x":1}})"),
            R"({"hidden":{"id":"[masked]","email":"a***@b.c","x":"[masked]"}})");
}

TEST(Mask, HidesTheValuesOfAMapButForTheKeysItNames) {
  EXPECT_EQ(
      masked(R"({"headers":{"Accept":"text/html","X-Contact":"ada@b.c","x-other":"v","deep":{"accept":"v"}}})"),
      R"({"headers":{"Accept":"text/html","X-Contact":"a***@b.c","x-other":"[masked]","deep":{"accept":"[masked]"}}})");
}

TEST(Mask, HidesTheNamedKeysOfAMapThatIsShown) {
  EXPECT_EQ(masked(R"({"claims":{"NAME":"Ada","plan":"pro"}})"), R"({"claims":{"NAME":"[masked]","plan":"pro"}})");
}

TEST(Mask, HidesTextsUnderSensitiveKeysAtAnyDepth) {
  EXPECT_EQ(maskedWithoutHook(R"({"password":"x","a":[{"Set-Cookie":"y","ok":"z"}]})"),
            R"({"password":"[masked]","a":[{"Set-Cookie":"[masked]","ok":"z"}]})");
  EXPECT_EQ(masked(R"({"user":{"password":"x"}})"), R"({"user":{"password":"[masked]"}})");
}

TEST(Mask, HidesTextsInArraysUnderSensitiveKeysButNotInObjects) {
  EXPECT_EQ(maskedWithoutHook(R"({"cookie":["a",["b"],{"c":"shown"},1]})"),
            R"({"cookie":["[masked]",["[masked]"],{"c":"shown"},1]})");
  EXPECT_EQ(maskedWithoutHook(R"({"token":{"sub":"shown"}})"), R"({"token":{"sub":"shown"}})");
}

TEST(Mask, ShowsWhatIsNoTextUnderSensitiveKeys) {
  EXPECT_EQ(maskedWithoutHook(R"({"password":null,"token":true,"secret":3})"),
            R"({"password":null,"token":true,"secret":3})");
}

TEST(Mask, FiltersDecodedTextsAndKeys) {
  const ReplaceFilter filter("line\nsecret", "[secret X]");
  EXPECT_EQ(maskJson(R"({"a":"<line\nsecret>","line\nsecret":["line\u000asecret"]})", nullptr, filter),
            R"({"a":"<[secret X]>","[secret X]":["[secret X]"]})");
}

TEST(Mask, TurnsANumberThatTheFilterChangesIntoText) {
  const ReplaceFilter filter("12345678", "[secret PIN]");
  EXPECT_EQ(maskJson(R"([12345678,912345678.5,1234567])", nullptr, filter),
            R"(["[secret PIN]","9[secret PIN].5",1234567])");
}

TEST(Mask, LeavesNoHalfOfASecretThatLooksLikeAnAddress) {
  const ReplaceFilter filter("pass@word-of-ada", "[secret X]");
  EXPECT_EQ(maskJson(R"({"email":"pass@word-of-ada"})", &kHook, filter), R"({"email":"[masked]"})");
}

TEST(Mask, NumbersTheKeysWhenFilteringMakesTwoOfThemEqual) {
  const ReplaceFilter filter("hunter22", "[secret X]");
  const std::string out = maskJson(R"({"[secret X]":{"name":1},"hunter22":2,"password":"p"})", nullptr, filter);
  EXPECT_EQ(out, R"({"[secret X] #1":{"name #1":1},"[secret X] #2":2,"password #3":"[masked]"})");
  EXPECT_TRUE(json::parse(out).has_value());
}

TEST(Mask, ReadsScalarsAndAnyDepth) {
  EXPECT_EQ(maskedWithoutHook("\"text\""), "\"text\"");
  EXPECT_EQ(maskedWithoutHook("1"), "1");
  const std::string deep = std::string(200, '[') + std::string(200, ']');
  EXPECT_EQ(maskedWithoutHook(deep), deep);
}

TEST(Mask, HidesTheContextOfACatalogHook) {
  const catalog::Hook* hook = catalog::findHook("before_signup");
  ASSERT_NE(hook, nullptr);
  EXPECT_EQ(
      maskJson(R"({"email":"ada@b.c","name":"Ada","request":{"ip":"10.0.0.1","userAgent":"curl"}})", hook, NoFilter()),
      R"({"email":"a***@b.c","name":"[masked]","request":{"ip":"10.0.0.1","userAgent":"curl"}})");
  EXPECT_EQ(maskJson(R"({"request":{"headers":{"x-forwarded-for":"1.2.3.4","User-Agent":"curl"}}})", hook, NoFilter()),
            R"({"request":{"headers":{"x-forwarded-for":"[masked]","User-Agent":"curl"}}})");
}

}  // namespace
}  // namespace sluice::trace
