#include "secrets/sealing.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "base/base64.h"
#include "json/writer.h"

namespace sluice::secrets {
namespace {

constexpr const char* kValue = "sk_live_4242424242424242";

std::string keyJson(const std::string& id, char fill, std::size_t length = kKeyBytes) {
  return R"({"id":")" + id + R"(","key":")" + encodeBase64(std::string(length, fill)) + R"("})";
}

Result<KeyRing> readRing(const std::string& text) { return KeyRing::read(*json::parse(text)); }

KeyRing ringOf(const std::string& text) {
  Result<KeyRing> ring = readRing(text);
  EXPECT_TRUE(ring) << ring.error().message;
  return std::move(*ring);
}

KeyRing ring() { return ringOf("[" + keyJson("k1", 'a') + "]"); }

SealRequest request() { return {"GEO_KEY", 3, kValue, {"geo.example", "*.geo.example"}}; }

std::string sealed(const KeyRing& keys, const SealRequest& what = request(), std::string_view nameSpace = "main") {
  const Result<std::string> record = seal(keys, nameSpace, what);
  EXPECT_TRUE(record) << record.error().message;
  return *record;
}

Result<OpenedSecret> opened(const KeyRing& keys, const std::string& record, std::string_view name = "GEO_KEY",
                            std::int64_t minVersion = 1, std::string_view nameSpace = "main") {
  const auto json = json::parse(record);
  EXPECT_TRUE(json) << record;
  return open(keys, nameSpace, name, minVersion, *json);
}

// Why a record was refused.
std::string refusal(const Result<OpenedSecret>& secret) {
  EXPECT_FALSE(secret);
  if (secret) return "opened";
  EXPECT_STREQ(secret.error().code, "store_unavailable");
  EXPECT_EQ(secret.error().message.find(kValue), std::string::npos);
  const std::string& message = secret.error().message;
  return message.substr(message.find(": ") + 2);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t place = text.find(from);
  EXPECT_NE(place, std::string::npos) << from;
  return place == std::string::npos ? text : text.replace(place, from.size(), to);
}

// The record with one member changed by `edit`.
std::string edited(const std::string& record, const std::string& member,
                   const std::function<std::string(std::string)>& edit) {
  const auto json = json::parse(record);
  json::Writer out;
  out.beginObject();
  for (const json::Value::Member& part : json->members()) {
    out.key(part.first);
    if (part.first == member) {
      out.raw(edit(part.second.isString() ? part.second.string() : ""));
    } else {
      part.second.write(out);
    }
  }
  return out.endObject().take();
}

std::string withFlippedBit(const std::string& record, const std::string& member) {
  return edited(record, member, [](const std::string& text) {
    std::string bytes;
    EXPECT_TRUE(decodeBase64(text, bytes));
    bytes.back() = static_cast<char>(bytes.back() ^ 1);
    return json::quoted(encodeBase64(bytes));
  });
}

constexpr const char* kForm = "it has another form.";
constexpr const char* kNotAuthentic = "it does not open: it was changed or moved, or its key is another one.";

TEST(Sealing, OpensWhatItSealed) {
  const KeyRing keys = ring();
  const Result<OpenedSecret> secret = opened(keys, sealed(keys));
  ASSERT_TRUE(secret) << secret.error().message;
  EXPECT_EQ(secret->value, kValue);
  EXPECT_EQ(secret->hosts, (std::vector<std::string>{"geo.example", "*.geo.example"}));
  EXPECT_EQ(secret->version, 3);
}

TEST(Sealing, KeepsValuesOfAnyBytesAndAllAllowedLengths) {
  const KeyRing keys = ring();
  for (const std::size_t length : {kMinValueBytes, std::size_t{9}, std::size_t{100}, kMaxValueBytes}) {
    SealRequest what = request();
    what.value = std::string(length, '\0');
    what.value.back() = '\xFF';
    const Result<OpenedSecret> secret = opened(keys, sealed(keys, what));
    ASSERT_TRUE(secret);
    EXPECT_EQ(secret->value, what.value);
  }
}

TEST(Sealing, WritesARecordOfTheDocumentedFormWithoutTheValue) {
  const std::string record = sealed(ring());
  const auto json = json::parse(record);
  std::string members;
  for (const json::Value::Member& member : json->members()) members += member.first + " ";
  EXPECT_EQ(members, "v name version kid hosts wrapNonce wrapped nonce ciphertext ");
  EXPECT_EQ(json->find("v")->integer(), 1);
  EXPECT_EQ(json->find("kid")->string(), "k1");
  EXPECT_EQ(record.find(kValue), std::string::npos);
  EXPECT_EQ(record.find(encodeBase64(kValue).substr(0, 16)), std::string::npos);
}

TEST(Sealing, NeverGivesTheSameRecordTwice) {
  const KeyRing keys = ring();
  const auto first = json::parse(sealed(keys));
  const auto second = json::parse(sealed(keys));
  for (const char* member : {"wrapNonce", "wrapped", "nonce", "ciphertext"}) {
    EXPECT_NE(first->find(member)->string(), second->find(member)->string()) << member;
  }
}

TEST(Sealing, SealsWithTheFirstKeyAndOpensWithAny) {
  const std::string old = sealed(ring());
  const KeyRing rotated = ringOf("[" + keyJson("k2", 'b') + "," + keyJson("k1", 'a') + "]");
  EXPECT_EQ(opened(rotated, old)->value, kValue);
  const std::string renewed = sealed(rotated);
  EXPECT_EQ(json::parse(renewed)->find("kid")->string(), "k2");
  EXPECT_EQ(opened(rotated, renewed)->value, kValue);
  EXPECT_EQ(refusal(opened(ring(), renewed)), "secretKeys has no key of its key id.");
}

TEST(Sealing, DoesNotOpenWithAnotherKeyOfTheSameId) {
  EXPECT_EQ(refusal(opened(ringOf("[" + keyJson("k1", 'b') + "]"), sealed(ring()))), kNotAuthentic);
}

TEST(Sealing, DoesNotOpenUnderAnotherName) {
  const KeyRing keys = ring();
  const std::string record = sealed(keys);
  EXPECT_EQ(refusal(opened(keys, record, "OTHER_KEY")), "it is that of another.");
  EXPECT_EQ(refusal(opened(keys, replaced(record, "GEO_KEY", "OTHER_KEY"), "OTHER_KEY")), kNotAuthentic);
}

TEST(Sealing, DoesNotOpenInAnotherNamespace) {
  const KeyRing keys = ring();
  EXPECT_EQ(refusal(opened(keys, sealed(keys), "GEO_KEY", 1, "staging")), kNotAuthentic);
}

TEST(Sealing, DoesNotOpenWithEditedHosts) {
  const KeyRing keys = ring();
  const std::string record = sealed(keys);
  EXPECT_EQ(refusal(opened(keys, replaced(record, "\"geo.example\",", "\"evil.example\","))), kNotAuthentic);
  EXPECT_EQ(refusal(opened(keys, replaced(record, "\"geo.example\",", ""))), kNotAuthentic);
  EXPECT_EQ(
      refusal(opened(keys, replaced(record, R"("geo.example","*.geo.example")", R"("*.geo.example","geo.example")"))),
      kNotAuthentic);
  EXPECT_EQ(refusal(opened(keys, replaced(record, R"(["geo.example","*.geo.example"])", "[]"))), kNotAuthentic);
}

TEST(Sealing, DoesNotOpenARecordOlderThanThePlanAsksFor) {
  const KeyRing keys = ring();
  const std::string record = sealed(keys);
  EXPECT_TRUE(opened(keys, record, "GEO_KEY", 2));
  EXPECT_TRUE(opened(keys, record, "GEO_KEY", 3));
  EXPECT_EQ(refusal(opened(keys, record, "GEO_KEY", 4)), "it is older than version 4, which the plan asks for.");
  EXPECT_EQ(refusal(opened(keys, replaced(record, "\"version\":3", "\"version\":4"), "GEO_KEY", 4)), kNotAuthentic);
}

TEST(Sealing, DoesNotOpenWhenAnyByteWasChanged) {
  const KeyRing keys = ring();
  const std::string record = sealed(keys);
  for (const char* member : {"wrapNonce", "wrapped", "nonce", "ciphertext"}) {
    EXPECT_EQ(refusal(opened(keys, withFlippedBit(record, member))), kNotAuthentic) << member;
  }
}

TEST(Sealing, DoesNotOpenARecordMadeOfTwo) {
  const KeyRing keys = ring();
  const auto other = json::parse(sealed(keys));
  std::string mixed = sealed(keys);
  for (const char* member : {"nonce", "ciphertext"}) {
    mixed = edited(mixed, member, [&](const std::string&) { return json::quoted(other->find(member)->string()); });
  }
  EXPECT_EQ(refusal(opened(keys, mixed)), kNotAuthentic);
}

TEST(Sealing, DoesNotOpenARecordOfAnotherForm) {
  const KeyRing keys = ring();
  const std::string record = sealed(keys);
  for (const char* text : {"null", "[]", "{}", "\"x\"", "7"}) EXPECT_EQ(refusal(opened(keys, text)), kForm) << text;
  for (const char* member : {"v", "name", "version", "kid", "hosts", "wrapNonce", "wrapped", "nonce", "ciphertext"}) {
    for (const char* value : {"null", "true", "\"\"", "\"AAAA\"", "\"****\"", "{}", "1.5", "\"\xC3\xA4\""}) {
      const std::string garbled = edited(record, member, [&](const std::string&) { return value; });
      const std::string why = refusal(opened(keys, garbled));
      EXPECT_FALSE(why.empty() || why == "opened") << member << " " << value;
    }
  }
  EXPECT_EQ(refusal(opened(keys, replaced(record, "\"v\":1", "\"v\":2"))), kForm);
  for (const std::size_t cut : {1U, 16U, 39U}) {
    EXPECT_NE(refusal(opened(keys, edited(record, "ciphertext",
                                          [&](const std::string& text) {
                                            std::string bytes;
                                            EXPECT_TRUE(decodeBase64(text, bytes));
                                            return json::quoted(encodeBase64(bytes.substr(0, bytes.size() - cut)));
                                          }))),
              "opened");
  }
}

TEST(Sealing, IgnoresMembersThatAStoreAdds) {
  const KeyRing keys = ring();
  EXPECT_TRUE(opened(keys, replaced(sealed(keys), "{\"v\":1", "{\"updatedAt\":5,\"v\":1")));
}

TEST(Sealing, RefusesRequestsThatWouldNotBeUsable) {
  const KeyRing keys = ring();
  const auto field = [&](const std::function<void(SealRequest&)>& edit) {
    SealRequest what = request();
    edit(what);
    const Result<std::string> record = seal(keys, "main", what);
    if (record) return std::string("sealed");
    EXPECT_STREQ(record.error().code, "invalid_options");
    EXPECT_EQ(record.error().message.find("hunter2"), std::string::npos);
    return record.error().field;
  };
  EXPECT_EQ(field([](SealRequest& what) { what.name = "geo"; }), "name");
  EXPECT_EQ(field([](SealRequest& what) { what.name = std::string(65, 'A'); }), "name");
  EXPECT_EQ(field([](SealRequest& what) { what.version = 0; }), "version");
  EXPECT_EQ(field([](SealRequest& what) { what.value = "hunter2"; }), "value");
  EXPECT_EQ(field([](SealRequest& what) { what.value = "hunter2!"; }), "sealed");
  EXPECT_EQ(field([](SealRequest& what) { what.value.assign(kMaxValueBytes + 1, 'x'); }), "value");
  for (const char* host : {"", "Geo.example", "https://geo.example", "geo.example:443", "geo.example/x", ".example",
                           "a..b", "geo.example.", "*", "*.", "a.*.b", "*geo.example", "g\xC3\xA4o.example", "a b"}) {
    EXPECT_EQ(field([&](SealRequest& what) { what.hosts = {"ok.example", host}; }), "hosts[1]") << host;
  }
  for (const char* host : {"localhost", "127.0.0.1", "*.example", "xn--go-via.example"}) {
    EXPECT_EQ(field([&](SealRequest& what) { what.hosts = {host}; }), "sealed") << host;
  }
}

TEST(Sealing, NeedsAKey) {
  const Result<std::string> record = seal(KeyRing(), "main", request());
  ASSERT_FALSE(record);
  EXPECT_EQ(record.error().field, "secretKeys");
  EXPECT_EQ(signPointer(KeyRing(), "main", "t", "h", 1).error().field, "secretKeys");
}

TEST(KeyRing, MayBeEmpty) {
  EXPECT_TRUE(KeyRing().empty());
  EXPECT_TRUE(ringOf("[]").empty());
}

TEST(KeyRing, FindsKeysByTheirId) {
  const KeyRing keys = ringOf("[" + keyJson("k1", 'a') + "," + keyJson("2026.key_B-2", 'b') + "]");
  EXPECT_EQ(keys.sealing().id, "k1");
  EXPECT_EQ(keys.find("2026.key_B-2")->bytes[31], 'b');
  EXPECT_EQ(keys.find("k"), nullptr);
}

TEST(KeyRing, KeepsItsKeysWhenMoved) {
  KeyRing keys = ring();
  KeyRing other = ringOf("[" + keyJson("k2", 'b') + "]");
  other = std::move(keys);
  EXPECT_EQ(other.sealing().id, "k1");
  EXPECT_EQ(other.sealing().bytes[0], 'a');
}

TEST(KeyRing, NamesTheFieldOfWhatIsNoKey) {
  const auto field = [](const std::string& text) {
    const Result<KeyRing> keys = readRing(text);
    if (keys) return std::string("accepted");
    EXPECT_STREQ(keys.error().code, "invalid_options");
    return keys.error().field;
  };
  EXPECT_EQ(field("{}"), "secretKeys");
  EXPECT_EQ(field("[7]"), "secretKeys[0].id");
  EXPECT_EQ(field("[" + keyJson("", 'a') + "]"), "secretKeys[0].id");
  EXPECT_EQ(field("[" + keyJson("-a", 'a') + "]"), "secretKeys[0].id");
  EXPECT_EQ(field("[" + keyJson("a/b", 'a') + "]"), "secretKeys[0].id");
  EXPECT_EQ(field("[" + keyJson("k1", 'a') + "," + keyJson("k1", 'b') + "]"), "secretKeys[1].id");
  EXPECT_EQ(field("[" + keyJson("k1", 'a', 31) + "]"), "secretKeys[0].key");
  EXPECT_EQ(field("[" + keyJson("k1", 'a', 33) + "]"), "secretKeys[0].key");
  EXPECT_EQ(field(R"([{"id":"k1"}])"), "secretKeys[0].key");
  EXPECT_EQ(field(R"([{"id":"k1","key":"not base64!"}])"), "secretKeys[0].key");
}

struct Pointer {
  std::string nameSpace = "main";
  std::string trigger = "before_signup";
  std::string planHash = "ab12";
  std::int64_t revision = 7;

  bool verifies(const KeyRing& keys, const std::string& kid, const std::string& mac) const {
    return verifyPointer(keys, nameSpace, trigger, planHash, revision, kid, mac);
  }
};

TEST(PointerMac, HoldsForWhatWasSignedAndNothingElse) {
  const KeyRing keys = ringOf("[" + keyJson("k1", 'a') + "," + keyJson("k2", 'a') + "]");
  const auto signature = signPointer(keys, "main", "before_signup", "ab12", 7);
  const std::string& kid = signature->kid;
  const std::string& mac = signature->mac;
  EXPECT_EQ(kid, "k1");
  EXPECT_EQ(mac.size(), 64U);

  EXPECT_TRUE(Pointer().verifies(keys, kid, mac));
  EXPECT_FALSE((Pointer{.nameSpace = "other"}.verifies(keys, kid, mac)));
  EXPECT_FALSE((Pointer{.trigger = "after_signin"}.verifies(keys, kid, mac)));
  EXPECT_FALSE((Pointer{.planHash = "ab13"}.verifies(keys, kid, mac)));
  EXPECT_FALSE((Pointer{.revision = 6}.verifies(keys, kid, mac)));
  EXPECT_FALSE(Pointer().verifies(keys, "k2", mac));
  EXPECT_FALSE(Pointer().verifies(keys, "k3", mac));
  for (const std::string& other :
       {std::string(), mac.substr(2), mac + "00", std::string(64, '0'), std::string(64, 'x')}) {
    EXPECT_FALSE(Pointer().verifies(keys, kid, other)) << other;
  }
  // The same characters, cut elsewhere.
  EXPECT_FALSE((Pointer{.nameSpace = "mainb", .trigger = "efore_signup"}.verifies(keys, kid, mac)));
}

TEST(PointerMac, OutlivesARotation) {
  const auto signature = signPointer(ring(), "main", "before_signup", "ab12", 7);
  const KeyRing rotated = ringOf("[" + keyJson("k2", 'b') + "," + keyJson("k1", 'a') + "]");
  EXPECT_TRUE(Pointer().verifies(rotated, "k1", signature->mac));
}

constexpr const char* kTraceId = "00112233445566778899aabbccddeeff";
constexpr const char* kJournal = R"({"version":1})";

std::string sealedJournal(const KeyRing& keys, std::string_view nameSpace = "main") {
  const Result<std::string> record = sealJournal(keys, nameSpace, kTraceId, kJournal);
  EXPECT_TRUE(record) << record.error().message;
  return *record;
}

// The journal, or why it does not open.
std::string openedJournal(const KeyRing& keys, const std::string& record, std::string_view traceId = kTraceId,
                          std::string_view nameSpace = "main") {
  const Result<std::string> journal = openJournal(keys, nameSpace, traceId, *json::parse(record));
  if (journal) return *journal;
  EXPECT_STREQ(journal.error().code, "store_unavailable");
  return journal.error().message;
}

TEST(SealingJournals, OpensWhatWasSealed) {
  EXPECT_EQ(openedJournal(ring(), sealedJournal(ring())), kJournal);
}

TEST(SealingJournals, DoesNotOpenThatOfAnotherTraceNamespaceOrKey) {
  const std::string other(32, 'f');
  const std::string record = sealedJournal(ring());
  EXPECT_EQ(openedJournal(ring(), record, other),
            "The record of journal \"" + other + "\" cannot be used: it is that of another.");
  EXPECT_NE(openedJournal(ring(), replaced(record, kTraceId, other), other).find("does not open"), std::string::npos);
  EXPECT_NE(openedJournal(ring(), record, kTraceId, "other").find("does not open"), std::string::npos);
  EXPECT_NE(openedJournal(ringOf("[" + keyJson("k1", 'b') + "]"), record).find("does not open"), std::string::npos);
  EXPECT_NE(openedJournal(ring(), withFlippedBit(record, "ciphertext")).find("does not open"), std::string::npos);
}

TEST(SealingJournals, NeitherKindOfRecordOpensAsTheOther) {
  const std::string record = sealed(ring(), {"GEO_KEY", 1, kValue, {}});
  EXPECT_NE(openedJournal(ring(), record, "GEO_KEY").find("does not open"), std::string::npos);
  EXPECT_NE(refusal(opened(ring(), sealedJournal(ring()), kTraceId)).find("does not open"), std::string::npos);
}

TEST(SealingJournals, NeedsAKey) {
  EXPECT_EQ(sealJournal(KeyRing(), "main", kTraceId, kJournal).error().field, "secretKeys");
}

}  // namespace
}  // namespace sluice::secrets
