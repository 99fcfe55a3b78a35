#include "language/rules/capabilities.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "language/analysis.h"
#include "language/rules/url.h"
#include "support/lua_texts.h"
#include "support/watched_run.h"

namespace sluice::language {
namespace {

constexpr const char* kContext =
    R"({"email":"a@b.example","name":"Ada","request":{"ip":"1.2.3.4","headers":{"host":"x"}},"method":"oauth"})";

bool covers(const Reached& reached, const std::string& name) {
  return reached.unbounded || std::find(reached.names.begin(), reached.names.end(), name) != reached.names.end();
}

std::string shown(const Reached& reached) {
  std::string out;
  for (const std::string& name : reached.names) out += name + " ";
  return out + (reached.unbounded ? "*" : "");
}

Capabilities of(std::string_view code) { return analyze(std::string(code), {}).inference.capabilities; }

// Whatever a run reached must be stated.
void expectSound(const std::string& name, const std::string& code) {
  const Capabilities stated = of(code);
  const tests::WatchedRun run = tests::watch(code, "before_signup", kContext);
  for (const std::string& secret : run.secrets) EXPECT_TRUE(covers(stated.secrets, secret)) << name << ": " << secret;
  for (const std::string& url : run.urls) {
    EXPECT_TRUE(covers(stated.hosts, hostOfUrl(url + "/"))) << name << ": " << url;
  }
}

struct Way {
  const char* code;
  const char* secrets;  // as stated
};

// Ways to reach helpers.secret with "A"; the engine takes every one of them.
const Way kWays[] = {
    {"helpers.secret('A')", "A "},
    {"helpers['secret']('A')", "A "},
    {"helpers['se' .. 'cret']('A')", "A "},
    {"local n = 'A' helpers.secret(n)", "A "},
    {"local h = helpers h.secret('A')", "A "},
    {"local h <const> = helpers local s = h.secret s('A')", "A "},
    {"pcall(helpers.secret, 'A')", "A "},
    {"local p = pcall p(helpers.secret, 'A')", "A "},
    {"_G.helpers.secret('A')", "A "},
    {"_ENV['helpers'].secret('A')", "A "},
    {"local g = _G g.helpers.secret('A')", "A "},
    {"(helpers).secret('A')", "A "},
    {"(helpers.secret)('A')", "A "},
    {"helpers.secret 'A'", "A "},
    {"helpers.secret('A' .. '')", "A "},
    {"local k = 'sec' k = k .. 'ret' helpers[k]('A')", "*"},
    {"local n = 'B' n = 'A' helpers.secret(n)", "*"},
    {"local h = {} h = helpers h.secret('A')", "*"},
    {"local t = { h = helpers } t.h.secret('A')", "*"},
    {"local t = { s = helpers.secret } t.s('A')", "*"},
    {"local function f(h) h.secret('A') end f(helpers)", "*"},
    {"local function f(s) s('A') end f(helpers.secret)", "*"},
    {"local function f() return helpers end f().secret('A')", "*"},
    {"local function f(...) helpers.secret(...) end f('A')", "*"},
    {"setmetatable({}, { __index = helpers }).secret('A')", "*"},
    {"setmetatable({}, { __call = function(_, n) helpers.secret(n) end })('A')", "*"},
    {"setmetatable({}, { __index = function(_, k) return helpers[k] end }).secret('A')", "*"},
    {"for k, v in pairs(helpers) do if k == 'secret' then v('A') end end", "*"},
    {"for k, v in pairs(_G) do if k == 'helpers' then v.secret('A') end end", "*"},
    {"do local _ENV = { helpers = helpers } helpers.secret('A') end", "*"},
    {"do local _ENV = _G helpers.secret('A') end", "*"},
    {"(function(_ENV) helpers.secret('A') end)(_ENV)", "*"},
    {"local a, b = 1, helpers b.secret('A')", "A "},
    {"local h = context and helpers h.secret('A')", "*"},
    {"h = helpers h.secret('A')", "*"},
    {"coroutine.wrap(helpers.secret)('A')", "*"},
    {"select(1, helpers).secret('A')", "*"},
    {"table.unpack({ helpers }).secret('A')", "*"},
    {"next({ [helpers] = 1 }).secret('A')", "*"},
    {"await(helpers).secret('A')", "*"},
    {"pcall = function(f) return f('A') end pcall(helpers.secret, 'B')", "*"},
    {"xpcall(helpers.secret, print, 'A')", "*"},
    {"pcall(pcall, helpers.secret, 'A')", "*"},
    {"helpers.trace('x', function() helpers.secret('A') end)", "A "},
    {"local h = helpers do local h = h h.secret('A') end", "A "},
    {"local h = helpers local function f() return h.secret('A') end f()", "A "},
    {"local t = {} t.h = helpers t.h.secret('A')", "*"},
    {"goto b ::a:: helpers.secret('A') goto c ::b:: goto a ::c::", "A "},
    {"rawequal(helpers, helpers) local h = rawequal(1, 1) and helpers h.secret('A')", "*"},
};

TEST(LanguageCapabilities, StateEveryWayToASecretAndNoMoreThanNeeded) {
  for (const Way& way : kWays) {
    const tests::WatchedRun run = tests::watch(way.code, "before_signup", kContext);
    EXPECT_EQ(run.secrets.count("A"), 1u) << way.code << " ended with " << run.message;
    expectSound(way.code, way.code);
    EXPECT_EQ(shown(of(way.code).secrets), way.secrets) << way.code;
  }
}

TEST(LanguageCapabilities, FollowLongChainsOfNames) {
  std::string code = "local a0 = helpers ";
  for (int i = 1; i < 150; ++i) code += "local a" + std::to_string(i) + " = a" + std::to_string(i - 1) + " ";
  expectSound("a chain", code + "a149.secret('A')");
  std::string globals = "_G";
  for (int i = 0; i < 60; ++i) globals += "._G";
  expectSound("a chain of globals", globals + ".helpers.secret('A')");
}

TEST(LanguageCapabilities, StateHostsOnlyWhereTheTextTellsThem) {
  const std::pair<const char*, const char*> ways[] = {
      {"helpers.fetch('https://a.sluice.dev/x')", "a.sluice.dev "},
      {"helpers.fetch('https://a.sluice.dev')", "a.sluice.dev "},
      {"helpers.fetch('https://A.Sluice.dev:8443/' .. context.email)", "a.sluice.dev "},
      {"helpers.fetch('https://a.sluice.dev' .. context.email)", "*"},
      {"helpers.fetch('https://' .. context.email)", "*"},
      {"helpers.fetch('https://a.sluice.dev:x@evil.dev/')", "*"},
      {"helpers.fetchAll({ { 'https://a.sluice.dev/' }, { 'https://b.sluice.dev/', { method = 'GET' } } })",
       "a.sluice.dev b.sluice.dev "},
      {"helpers.fetchAll({ { [1] = 'https://a.sluice.dev/' } })", "*"},
      {"helpers.fetchAll({ { 'https://a.sluice.dev/', [1] = 'https://b.sluice.dev/' } })", "*"},
      {"local list = { { 'https://a.sluice.dev/' } } list[2] = { 'https://b.sluice.dev/' } helpers.fetchAll(list)", "*"},
      {"pcall(helpers.fetch, 'https://a.sluice.dev/')", "a.sluice.dev "},
  };
  for (const auto& [code, stated] : ways) {
    EXPECT_EQ(shown(of(code).hosts), stated) << code;
    expectSound(code, code);
  }
}

TEST(LanguageCapabilities, StateTheFieldsOfTheContext) {
  EXPECT_EQ(shown(of("return { data = { a = context.email, b = context.request.ip } }").context),
            "email request.ip ");
  EXPECT_EQ(shown(of("local r = context.request local c = context print(r.ip, c['email'])").context),
            "email request.ip ");
  EXPECT_EQ(shown(of("print(context.email:lower(), context.request:f())").context), "email request ");
  EXPECT_EQ(shown(of("print(context:f())").context), "*");
  EXPECT_EQ(shown(of("for k, v in pairs(context) do print(k, v) end").context), "*");
  EXPECT_EQ(shown(of("local k = 'email' k = 'name' print(context[k])").context), "*");
}

TEST(LanguageCapabilities, AreSoundForAllScriptsOfTheRepository) {
  int runs = 0;
  for (const auto& text : tests::luaTexts()) {
    if (text.path.starts_with("tests/corpus/") || text.code.size() > 5000) continue;
    if (text.code.find("endless") != std::string::npos) continue;
    ++runs;
    expectSound(text.path, text.code);
  }
  EXPECT_GT(runs, 20);
}

}  // namespace
}  // namespace sluice::language
