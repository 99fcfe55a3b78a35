#include <gtest/gtest.h>

#include "support/script_fixture.h"

namespace sluice::tests {
namespace {

std::string messageOf(const char* code) { return runScript(code).message; }

TEST(Hash, GivesLowerCaseHex) {
  EXPECT_EQ(evaluate("helpers.hash('abc')"), "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"");
  EXPECT_EQ(evaluate("helpers.hash('abc', 'md5')"), "\"900150983cd24fb0d6963f7d28e17f72\"");
}

TEST(Hash, RaisesLikeLuaForWrongArguments) {
  EXPECT_EQ(messageOf("helpers.hash()"), "script:1: bad argument #1 to 'hash' (string expected, got no value)");
  EXPECT_EQ(messageOf("helpers.hash('x', 'crc32')"),
            "script:1: bad argument #2 to 'hash' (sha256, sha512, sha1, md5 or blake2b expected)");
  EXPECT_EQ(runScript("helpers.hash({})").errorCode, "runtime_error");
}

TEST(Hmac, IsKeyed) {
  // RFC 4231, test case 2
  EXPECT_EQ(evaluate("helpers.hmac('what do ya want for nothing?', 'Jefe')"),
            "\"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843\"");
}

TEST(Json, RoundTripsAndKeepsArrays) {
  EXPECT_EQ(evaluate("helpers.json.encode({b = 1, a = {1, 2}, c = {}})"), R"("{\"a\":[1,2],\"b\":1,\"c\":{}}")");
  EXPECT_EQ(evaluate("helpers.json.encode(helpers.json.decode('{\"x\":[],\"y\":[1,null,3]}'))"),
            R"("{\"x\":[],\"y\":[1,null,3]}")");
  EXPECT_EQ(evaluate("helpers.json.array({})"), "[]");
  EXPECT_EQ(evaluate("helpers.json.null"), "null");
  EXPECT_EQ(evaluate("tostring(helpers.json.null)"), "\"null\"");
}

TEST(Json, DecodeErrorsNameThePlaceAndCanBeCaught) {
  const Ran ran = runScript("helpers.json.decode('{\"a\":')");
  EXPECT_EQ(ran.errorCode, "helper_error");
  EXPECT_NE(ran.message.find("json.decode: "), std::string::npos) << ran.message;
  EXPECT_EQ(evaluate("pcall(helpers.json.decode, 'x')"), "false");
}

TEST(Json, EncodeRefusesWhatJsonCannotHold) {
  EXPECT_EQ(runScript("helpers.json.encode({f = print})").message,
            "script:1: json.encode: value.f is a function, which JSON cannot hold");
  EXPECT_EQ(runScript("local t = {} t.t = t helpers.json.encode(t)").message,
            "script:1: json.encode: value.t contains itself");
}

TEST(Json, ArrayMarksOnlyTablesOfTheScript) {
  EXPECT_EQ(messageOf("helpers.json.array(context)"), "script:1: bad argument #1 to 'array' (table is read-only)");
}

TEST(Base64, RoundTripsAndRefusesGarbage) {
  EXPECT_EQ(evaluate("helpers.base64.encode('hello')"), "\"aGVsbG8=\"");
  EXPECT_EQ(evaluate("helpers.base64.decode('aGVsbG8=')"), "\"hello\"");
  EXPECT_EQ(runScript("helpers.base64.decode('a')").errorCode, "helper_error");
}

TEST(Ip, InCidrAnswersOrSaysWhichArgumentIsWrong) {
  EXPECT_EQ(evaluate("helpers.ip.inCidr('10.1.2.3', '10.0.0.0/8')"), "true");
  EXPECT_EQ(evaluate("helpers.ip.inCidr('11.1.2.3', '10.0.0.0/8')"), "false");
  EXPECT_EQ(messageOf("helpers.ip.inCidr('x', '10.0.0.0/8')"),
            "script:1: ip.inCidr: the first argument is not an IP address");
}

TEST(Uuid, IsVersionFourAndFollowsFromTheSeed) {
  const std::string uuid = evaluate("helpers.uuid()");
  EXPECT_EQ(uuid.size(), 38u);
  EXPECT_EQ(uuid[15], '4');
  EXPECT_EQ(uuid, evaluate("helpers.uuid()"));
}

TEST(Now, IsTheInjectedClock) { EXPECT_EQ(evaluate("helpers.now()"), "1700000000000"); }

TEST(Env, IsNilUnlessTheDeploymentAllowsIt) { EXPECT_EQ(evaluate("helpers.env('PATH')"), "nil"); }

TEST(Await, ReturnsItsArgument) { EXPECT_EQ(evaluate("await({1, 2})"), "[1,2]"); }

TEST(Log, KeepsAllArgumentsLevelAndLine) {
  const Ran ran = runScript("helpers.log('warn', 'a', 1, true, nil, {x = {1}})\nprint('warn')");
  const auto& logs = ran.trace.get("spans")->items().front().get("logs")->items();
  ASSERT_EQ(logs.size(), 2u);
  EXPECT_EQ(logs[0].get("level")->string(), "warn");
  EXPECT_EQ(logs[0].get("text")->string(), "a\t1\ttrue\tnil\t{\"x\":[1]}");
  EXPECT_EQ(logs[0].get("line")->integer(), 1);
  EXPECT_EQ(logs[1].get("level")->string(), "info");
  EXPECT_EQ(logs[1].get("text")->string(), "warn");
}

TEST(Log, ShowsNoAddresses) {
  const Ran ran = runScript("print(print, coroutine.create(print))");
  EXPECT_EQ(ran.trace.get("spans")->items().front().get("logs")->items().front().get("text")->string(),
            "function\tthread");
}

TEST(Trace, ReturnsWhatTheFunctionReturnedAndPassesErrorsOn) {
  EXPECT_EQ(runScript("local a, b = helpers.trace('x', function() return 1, 2 end) return {data = {a = a, b = b}}").data,
            R"({"a":1,"b":2})");
  const Ran ran = runScript("helpers.trace('x', {k = 1}, function() error('oops') end)");
  EXPECT_EQ(ran.message, "script:1: oops");
  const auto& child = ran.trace.get("spans")->items()[1];
  EXPECT_EQ(child.get("status")->string(), "error");
  EXPECT_EQ(child.get("statusMessage")->string(), "script:1: oops");
}

TEST(Log, ManyLargeArgumentsStayWithinTheQuota) {
  const Ran ran = runScript("local s = ('x'):rep(1e4) print(s, s, s, s, s, s, s, s)");
  EXPECT_EQ(ran.errorCode, "") << ran.message;
}

TEST(Fetch, RequestsThatNoServiceWouldTakeRaise) {
  EXPECT_EQ(messageOf("helpers.fetch('https://a.example/' .. ('x'):rep(9000))"),
            "script:1: bad argument #1 to 'fetch' (the URL is longer than 8192 bytes)");
  EXPECT_EQ(messageOf("helpers.fetch('https://a.example/', {method = 'GET /\\r\\n'})"),
            "script:1: bad argument #2 to 'fetch' (options.method must be 1 to 16 letters)");
  EXPECT_EQ(messageOf("local h = {} for i = 1, 65 do h['x' .. i] = 'y' end "
                      "helpers.fetch('https://a.example/', {headers = h})"),
            "script:1: bad argument #2 to 'fetch' (more than 64 headers)");
  EXPECT_EQ(messageOf("helpers.fetch('https://a.example/', {body = ('x'):rep(1048577)})"),
            "script:1: bad argument #2 to 'fetch' (options.body is larger than a response may be)");
}

TEST(Trace, AttributesAreCheckedWhateverIsRecorded) {
  EXPECT_EQ(runScript("helpers.trace('x', {f = print}, print)").errorCode, "runtime_error");
}

TEST(Trace, WrongArgumentsRaise) {
  EXPECT_EQ(messageOf("helpers.trace('x')"), "script:1: bad argument #3 to 'trace' (function expected, got nil)");
  EXPECT_EQ(messageOf("helpers.trace('x', 1, print)"), "script:1: bad argument #2 to 'trace' (table expected, got number)");
}

TEST(Metrics, RefusesNamesThatNoBackEndTakes) {
  EXPECT_EQ(messageOf("helpers.metrics.count('Bad Name')"),
            "script:1: bad argument #1 to 'count' (name of lower-case letters, digits, '_' and '.' expected)");
}

TEST(Helpers, UnknownOnesAreNil) {
  EXPECT_EQ(messageOf("helpers.queueWebhook('x')"), "script:1: attempt to call a nil value (field 'queueWebhook')");
}

}  // namespace
}  // namespace sluice::tests
