#include "language/features/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/language/features/cursor.h"
#include "support/lua_texts.h"

namespace sluice::language {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

const CompletionNames kNames = {
    {"GEO_KEY"}, {"APP_URL"}, {"geo.example", "api.example"}, {{"geo", "Where users come from"}}};

Completions completions(const std::string& code, std::string_view hook = "before_signup",
                        const CompletionOptions& options = {}) {
  const AtCursor at(code, hook);
  return completionsAt(at.analysis, at.offset, kNames, options);
}

std::vector<std::string> labels(const std::string& code, std::string_view hook = "before_signup", char trigger = '\0') {
  std::vector<std::string> out;
  CompletionOptions options;
  options.trigger = trigger;
  for (const Completion& each : completions(code, hook, options).items) out.push_back(each.label);
  return out;
}

std::string replaced(const std::string& code) {
  const AtCursor at(code);
  return at.textOf(completionsAt(at.analysis, at.offset, {}).replaced);
}

Completion item(const std::string& code, const std::string& label, std::string_view hook = "before_signup",
                const CompletionOptions& options = {}) {
  for (const Completion& each : completions(code, hook, options).items) {
    if (each.label == label) return each;
  }
  ADD_FAILURE() << "no '" << label << "' in " << code;
  return {};
}

// The script after an item was taken, the places of its snippet as they are in the protocol.
std::string taken(const std::string& code, const std::string& label, std::string_view hook = "before_signup",
                  const CompletionOptions& options = {}) {
  const AtCursor at(code, hook);
  const Completion chosen = item(code, label, hook, options);
  return applied(at.analysis.tree->text, {{chosen.replaced, chosen.insertText}});
}

TEST(LanguageCompletion, OffersTheFieldsOfTheHooksContext) {
  EXPECT_THAT(labels("print(context.$0)"),
              ElementsAre("email", "name", "request", "emailVerified", "method", "provider", "profile",
                          "passwordBreaches", "actor", "trigger", "outputs", "prev"));
  EXPECT_THAT(labels("print(context.request.$0)"), IsSupersetOf({"ip", "userAgent", "origin", "country", "headers"}));
  EXPECT_THAT(labels("print(context.$0)", "token_build"), Contains("token"));
  EXPECT_THAT(labels("print(context.$0)", "token_build"), Not(Contains("email")));
  EXPECT_THAT(labels("print(context.$0)", ""), ElementsAre("trigger", "outputs", "prev"))
      << "of no hook, not those of all hooks";
}

TEST(LanguageCompletion, OffersMembersWhileALineIsBroken) {
  EXPECT_THAT(labels("local x = context.$0\nlocal y = 1"), Contains("email"));
  EXPECT_THAT(labels("if helpers.$0\nlocal y = 1\nreturn { allowed = true }"), Contains("hash"));
  EXPECT_THAT(labels("local s = 'a'\ns:$0\nreturn s"), Contains("upper"));
  EXPECT_THAT(labels("local r = await(helpers.fetch('https://a.example/'))\nprint(r.$0)"),
              IsSupersetOf({"status", "ok", "headers", "body", "text"}));
}

TEST(LanguageCompletion, HasTheReceiverInTextThatIsDamagedInAnyWay) {
  for (const std::string open :
       {"$", "local x = $", "if $", "if not $", "while $", "helpers.log($", "helpers.log(\"a\", $", "local t = { $",
        "local t = { a = 1, b = $", "return { allowed = $", "for i = 1, $", "for k, v in pairs($", "local n = 1 + $",
        "local n = \"a\" .. $", "x = $", "return $", "local t = {}\nt[$", "do local function f(a) return a + $",
        "if true then elseif $"}) {
    for (const std::string rest : {"", "\nlocal y = 1\nreturn { allowed = true }", "\nreturn { allowed = true }",
                                   "\nif context.name then\n  return\nend", "\nend\nreturn", "\ny = 2"}) {
      std::string code = open + rest;
      code.replace(code.find('$'), 1, "context.$0");
      EXPECT_THAT(labels(code), Contains("email")) << code;
    }
  }
}

TEST(LanguageCompletion, OffersMembersOfWhatCallsGiveBack) {
  EXPECT_THAT(labels("print(('a'):$0)"), Contains("rep"));
  EXPECT_THAT(labels("local function f() return { one = 1, two = 'a' } end\nprint(f().$0)"),
              IsSupersetOf({"one", "two"}));
  EXPECT_THAT(labels("local Q = {}\nQ.__index = Q\nfunction Q:push(x) return x end\n"
                     "local q = setmetatable({ size = 0 }, Q)\nq:$0"),
              Contains("push"));
  EXPECT_THAT(labels("---@class Rule\n---@field weight number how much\n\n---@param r Rule\nlocal function f(r)\n"
                     "  return r.$0\nend\nreturn f"),
              Contains("weight"));
}

TEST(LanguageCompletion, MendsTheMarkBeforeAMember) {
  EXPECT_EQ(taken("local s = context.email\nprint(s.$0)", "upper"), "local s = context.email\nprint(s:upper()$0)");
  EXPECT_EQ(taken("print(helpers:ha$0)", "hash"), "print(helpers.hash(${1:text})$0)");
  EXPECT_EQ(item("local s = context.email\nprint(s.$0)", "upper").filterText, ".upper");
}

TEST(LanguageCompletion, WritesCallsWithPlacesForTheirArguments) {
  EXPECT_EQ(taken("helpers.$0", "hash"), "helpers.hash(${1:text})$0");
  EXPECT_EQ(taken("helpers.$0", "now"), "helpers.now()$0");
  EXPECT_EQ(taken("helpers.$0", "secret"), "helpers.secret(\"${1:name}\")$0");
  EXPECT_EQ(taken("helpers.$0", "log"), "helpers.log(${1})$0");
  EXPECT_EQ(taken("local function add(a, b) return a + b end\nad$0", "add"),
            "local function add(a, b) return a + b end\nadd(${1:a}, ${2:b})$0");
  EXPECT_EQ(taken("helpers.ha$0('x')", "hash"), "helpers.hash('x')") << "the arguments are there";
  EXPECT_EQ(taken("pcall(helpers.n$0)", "now"), "pcall(helpers.now)") << "a function is wanted, not its result";
  EXPECT_EQ(taken("('a'):$0", "rep"), "('a'):rep(${1:n})$0") << "the object is an argument";
  EXPECT_EQ(item("helpers.$0", "hash").parameters, "(text, algo?)");
  CompletionOptions plain;
  plain.snippets = false;
  EXPECT_EQ(taken("helpers.$0", "hash", "before_signup", plain), "helpers.hash(text)");
}

TEST(LanguageCompletion, TellsOfAnItemWhatItIsWhenAsked) {
  const AtCursor at("local count = 1\nhelpers.$0");
  const Completion hash = item("local count = 1\nhelpers.$0", "hash");
  EXPECT_TRUE(hash.doc.empty());
  const CompletionDetails details = resolveCompletion(at.analysis, hash.data);
  EXPECT_THAT(details.detail, testing::StartsWith("helpers.hash(text: string"));
  EXPECT_THAT(details.doc, testing::StartsWith("Digest of a text."));

  const AtCursor typedOn("local count = 1\nhelpers.ha$0");
  EXPECT_EQ(resolveCompletion(typedOn.analysis, hash.data).detail, details.detail);

  const Completion count = item("local count = 1\n$0", "count");
  EXPECT_EQ(resolveCompletion(at.analysis, count.data).detail, "integer");
  EXPECT_EQ(resolveCompletion(at.analysis, {CompletionData::Source::Member, 3, "gone"}).detail, "");
  EXPECT_EQ(resolveCompletion(at.analysis, {CompletionData::Source::Symbol, 4000, "gone"}).detail, "");
}

TEST(LanguageCompletion, OffersWhatAStringCanBe) {
  EXPECT_THAT(labels("helpers.secret(\"$0\")"), ElementsAre("GEO_KEY"));
  EXPECT_THAT(labels("helpers.secret(\"$0\nlocal y = 1"), ElementsAre("GEO_KEY"));
  EXPECT_THAT(labels("print(helpers.env('$0'))"), ElementsAre("APP_URL"));
  EXPECT_THAT(labels("helpers.hash('a', \"$0\")"), ElementsAre("sha256", "sha512", "sha1", "md5", "blake2b"));
  EXPECT_THAT(labels("if context.type == \"$0\" then end", "client_before_register"),
              ElementsAre("public", "confidential"));
  EXPECT_THAT(labels("local t = { a = 1, b = 2 }\nprint(t[\"$0\"])"), ElementsAre("a", "b"));
  EXPECT_THAT(labels("helpers.fetch(\"$0\")"), ElementsAre("https://geo.example/", "https://api.example/"));
  EXPECT_THAT(labels("helpers.fetchAll({ { \"$0\" } })"), Contains("https://geo.example/"));
  EXPECT_THAT(labels("helpers.fetch('https://a.example/', { body = \"$0\" })"), IsEmpty());
  EXPECT_THAT(labels("helpers.fetch('https://a.example/', { method = \"$0\" })"), Contains("POST"));
  EXPECT_THAT(labels("helpers.fetchAll({ { 'https://a.example/', { method = \"$0\" } } })"), Contains("PATCH"));
  EXPECT_THAT(labels("if type(context.email) == \"$0\" then end"), IsSupersetOf({"string", "table", "nil"}));
  EXPECT_THAT(labels("return { error = \"$0\" }"), IsEmpty());
  EXPECT_THAT(labels("helpers.log(\"GEO_KEY\"$0)"), Not(Contains("GEO_KEY"))) << "the caret is behind the string";
}

TEST(LanguageCompletion, OffersTheScriptsOfEarlierLayers) {
  Setting setting;
  setting.hook = "before_signup";
  setting.isPipeline = true;
  setting.earlier.push_back({dataOf("geo", analyze("return { data = { country = 'DE' } }", {}).inference)});
  const auto at = [&](std::string code) {
    const auto offset = static_cast<std::uint32_t>(code.find("$0"));
    code.erase(offset, 2);
    return completionsAt(analyze(code, setting), offset, kNames);
  };
  const Completions ids = at("print(context.outputs[\"$0\"])");
  ASSERT_EQ(ids.items.size(), 1u);
  EXPECT_EQ(ids.items[0].label, "geo");
  EXPECT_THAT(ids.items[0].doc, testing::HasSubstr("Where users come from"));
  const Completions prev = at("print(context.prev.$0)");
  ASSERT_FALSE(prev.items.empty());
  EXPECT_EQ(prev.items[0].label, "country") << "the fields of the data, as at run time";
  const Completions output = at("local o = context.outputs[\"geo\"].$0\nreturn");
  EXPECT_EQ(output.items[0].label, "country");
}

TEST(LanguageCompletion, OffersLiteralsWhereTheyAreWanted) {
  const std::string hook = "client_before_register";
  EXPECT_THAT(labels("if context.type == $0 then end", hook), IsSupersetOf({"\"public\"", "\"confidential\""}));
  EXPECT_THAT(labels("if context.type == $0 then end", hook, ' '), ElementsAre("\"public\"", "\"confidential\""));
  EXPECT_THAT(labels("if context.type ==$0", hook, '='), ElementsAre("\"public\"", "\"confidential\""));
  EXPECT_THAT(labels("helpers.hash('a', $0)", hook, ','), Contains("\"sha256\""));
  EXPECT_THAT(labels("local t = { key = 1 }\nprint(t[$0])", hook, '['), ElementsAre("\"key\""));
  EXPECT_TRUE(completions("if context.type == $0 then end", hook).items[0].preselect);
  EXPECT_FALSE(completions("if context.type == $0 then end", hook).items[1].preselect);
  EXPECT_FALSE(completions("print($0)").items[0].preselect) << "nothing in particular is wanted";
}

TEST(LanguageCompletion, OffersTheFieldsThatATableIsToHave) {
  EXPECT_THAT(labels("return { $0 }", "before_signup", '{'), ElementsAre("allowed", "error", "code", "data"));
  EXPECT_THAT(labels("return { allowed = true, $0 }", "before_signup", ','), ElementsAre("error", "code", "data"));
  EXPECT_THAT(labels("return { allowed = true, $0\nlocal x = 1", "before_signup", ','), Contains("error"));
  EXPECT_THAT(labels("return {$0", "before_signup", '{'), Contains("allowed"));
  EXPECT_THAT(labels("helpers.fetch('https://a.example/', { $0 })", "before_signup", '{'),
              ElementsAre("method", "headers", "body", "json"));
  EXPECT_THAT(labels("helpers.fetchAll({ { 'https://a.example/', { $0 } } })", "before_signup", '{'),
              ElementsAre("method", "headers", "body", "json"));
  EXPECT_THAT(labels("helpers.rateLimit({ key = 'a', li$0 })"), Contains("limit"));
  EXPECT_THAT(labels("local function f() return { $0 } end", "before_signup", '{'), IsEmpty())
      << "a function gives back what it likes";
  EXPECT_EQ(taken("return { err$0 }", "error"), "return { error = \"${1}\"$0 }");
  EXPECT_EQ(taken("return { err$0 = 'no' }", "error"), "return { error = 'no' }");
  EXPECT_THAT(labels("local t = setmetatable({}, { __$0 })"), IsSupersetOf({"__index", "__call", "__tostring"}));
}

TEST(LanguageCompletion, OffersNamesThatAreVisible) {
  const auto found =
      labels("local one = 1\nlocal function f(two)\n  local three = 3\n  print($0)\nend\nlocal four = f");
  EXPECT_THAT(found, IsSupersetOf({"one", "two", "three", "helpers", "nil"}));
  EXPECT_THAT(found, Not(Contains("four")));
  EXPECT_THAT(found, Not(Contains("return"))) << "no statement begins within arguments";
  EXPECT_THAT(labels("counter = 1\nprint($0)"), Contains("counter")) << "a global of the script";
  EXPECT_THAT(labels("coun$0 = 1"), Not(Contains("coun")));
}

TEST(LanguageCompletion, PutsFirstWhatIsWantedAndNear) {
  const auto found = labels("local far = 'a'\nlocal flag = true\nlocal near = 'b'\nlocal number = 1\nhelpers.hash($0)");
  ASSERT_GE(found.size(), 4u);
  EXPECT_EQ(found[0], "near");
  EXPECT_EQ(found[1], "far");
  const Completions all = completions("local a, b = 1, 2\nprint($0)");
  EXPECT_TRUE(std::is_sorted(all.items.begin(), all.items.end(),
                             [](const Completion& a, const Completion& b) { return a.sortText < b.sortText; }));
}

TEST(LanguageCompletion, KnowsWhichKeywordsCanFollow) {
  EXPECT_THAT(labels("if context.email $0"), IsSupersetOf({"then", "and", "or"}));
  EXPECT_THAT(labels("if context.email $0"), Not(Contains("do")));
  EXPECT_THAT(labels("for k, v $0"), Contains("in"));
  EXPECT_THAT(labels("for k, v in pairs({}) $0"), Contains("do"));
  EXPECT_THAT(labels("$0"), IsSupersetOf({"local", "return", "if"}));
  EXPECT_THAT(labels("$0"), Not(Contains("end")));
  EXPECT_THAT(labels("while true do\n  $0\nend"), IsSupersetOf({"break", "end"}));
  EXPECT_THAT(labels("if context.name then\n  $0\nend"), IsSupersetOf({"else", "elseif", "end"}));
  EXPECT_THAT(labels("repeat\n  $0\nuntil true"), Contains("until"));
}

TEST(LanguageCompletion, WritesStatementsWithTheirEnds) {
  EXPECT_EQ(taken("$0", "if … then … end"), "if ${1:condition} then\n\t$0\nend");
  EXPECT_EQ(taken("whi$0", "while … do … end"), "while ${1:condition} do\n\t$0\nend");
  EXPECT_EQ(taken("$0", "repeat … until …"), "repeat\n\t$0\nuntil ${1:condition}");
  EXPECT_EQ(taken("if$0", "if"), "if") << "the word alone stays what it is";
}

TEST(LanguageCompletion, WritesResultsThatFitTheHook) {
  EXPECT_EQ(taken("return $0", "{ allowed = false, error = …, code = … }"),
            "return { allowed = false, error = \"${1:message}\", code = \"${2:code}\" \\}$0");
  EXPECT_EQ(taken("ret$0", "return { allowed = true }"), "return { allowed = true \\}$0");
  CompletionOptions options;
  options.mode = catalog::Mode::Enrichment;
  EXPECT_EQ(completions("return $0", "token_build", options).items[0].label, "{ data = { … } }");
  options.mode = catalog::Mode::Async;
  for (const Completion& each : completions("return $0", "after_signup", options).items)
    EXPECT_FALSE(each.label.starts_with("{ ")) << "nobody looks at what an async script returns";
  EXPECT_THAT(labels("local function f() return $0 end"), Not(Contains("{ allowed = true }")));
}

TEST(LanguageCompletion, MakesStatementsOfTheExpressionBefore) {
  EXPECT_EQ(taken("local items = {}\nitems.$0", "fori"),
            "local items = {}\nfor ${1:i}, ${2:value} in ipairs(items) do\n\t$0\nend");
  EXPECT_EQ(taken("context.name.if$0", "if"), "if context.name then\n\t$0\nend");
  EXPECT_EQ(taken("context.name.$0\nprint(1)", "ifn"), "if not context.name then\n\t$0\nend\nprint(1)");
  EXPECT_EQ(taken("local n = 1\nn.$0", "++"), "local n = 1\nn = n + ${1:1}$0");
  EXPECT_EQ(taken("local ok = context.name.$0", "not"), "local ok = not context.name$0");
  EXPECT_EQ(taken("local items = {}\nlocal n = items.$0", "len"), "local items = {}\nlocal n = #items$0");
  EXPECT_EQ(taken("helpers.uuid().$0", "var"), "local ${1:name} = helpers.uuid()$0");
  EXPECT_EQ(item("context.name.if$0", "if").filterText, "context.name.if");
  EXPECT_THAT(labels("local items = {}\nprint(items.$0)"), Not(Contains("fori"))) << "no statement stands there";
  EXPECT_THAT(labels("local t = { list = { 1 }, n = 1 }\nt.$0"), Not(Contains("++"))) << "of a table";
  const auto known = labels("local t = { one = 1 }\nt.$0");
  EXPECT_EQ(known.front(), "one");
  EXPECT_THAT(known, Contains("forp")) << "behind the members";
  EXPECT_THAT(labels("helpers.$0"), Not(Contains("forp")));
}

TEST(LanguageCompletion, EscapesWhatSnippetsWouldRead) {
  EXPECT_EQ(taken("local t = { ['${1}'] = { 1 } }\nt['${1}'].$0", "ret"),
            "local t = { ['${1}'] = { 1 } }\nreturn t['\\${1\\}']$0");
}

TEST(LanguageCompletion, HelpsWithDocComments) {
  const std::string function = "\nlocal function add(a, b)\n  return a .. b\nend\nadd('x', 'y')";
  EXPECT_THAT(labels("---$0" + function, "before_signup", '-'),
              IsSupersetOf({"@param a string", "@param b string", "@return string", "@type", "@diagnostic"}));
  EXPECT_EQ(taken("---@pa$0" + function, "@param a string"), "---@param a string" + function);
  EXPECT_EQ(taken("---@$0" + function, "@type"), "---@type " + function);
  EXPECT_THAT(labels("---@param a string\n---@param $0" + function), ElementsAre("b string"));
  EXPECT_THAT(labels("---@type $0\nlocal x = nil"), IsSupersetOf({"string", "integer", "User"}));
  EXPECT_THAT(labels("---@class Rule\n\n---@type $0\nlocal x = nil"), Contains("Rule"));
  EXPECT_THAT(labels("---@param a string $0" + function), IsEmpty()) << "words follow";
  EXPECT_THAT(labels("---@diagnostic $0"), ElementsAre("disable-next-line: ", "disable: "));
  EXPECT_THAT(labels("---@diagnostic disable-next-line: unused-l$0"), Contains("unused-local"));
  EXPECT_EQ(labels("---@diagnostic disable: $0").size(), std::size(catalog::kDiagnostics));
  EXPECT_EQ(taken("---@diagnostic disable: unused-l$0", "unused-local"), "---@diagnostic disable: unused-local");
}

TEST(LanguageCompletion, HelpsWithTypesOfTheScript) {
  EXPECT_THAT(labels("---@$0"), IsSupersetOf({"@enum", "@cast"}));
  EXPECT_THAT(labels("---@enum Level\nlocal l = { a = 1 }\n---@alias Pair<T> { a: T }\n---@type $0\nlocal x = nil"),
              IsSupersetOf({"Level", "Pair"}));
  EXPECT_THAT(labels("local one, two = 1, 2\n---@cast $0\nprint(one, two)"), ElementsAre("two", "one"));
  EXPECT_THAT(labels("local one = 1\n---@cast one $0\nprint(one)"), Contains("string"));
}

TEST(LanguageCompletion, OffersTheHookAtTheHead) {
  EXPECT_EQ(taken("--@ $0\nprint(1)", "hook="), "--@ hook=\nprint(1)");
  EXPECT_EQ(taken("-- a note\n--@ ho$0", "hook="), "-- a note\n--@ hook=");
  EXPECT_EQ(taken("--@ hook=before_$0\nprint(1)", "before_signup"), "--@ hook=before_signup\nprint(1)");
  EXPECT_EQ(labels("--@ hook=$0", "before_signup", '=').size(), catalog::hooks().size());
  EXPECT_THAT(labels("--@$0", "before_signup", '@'), ElementsAre("hook="));
  EXPECT_THAT(labels("print(1)\n--@ hook=$0"), IsEmpty()) << "it is not looked for there";
  EXPECT_THAT(labels("--@ hook=before_signup other=$0"), IsEmpty());
}

TEST(LanguageCompletion, OffersLabelsAndAttributes) {
  EXPECT_THAT(labels("for i = 1, 3 do\n  goto $0\n  ::continue::\nend"), ElementsAre("continue"));
  EXPECT_THAT(labels("::outer::\nlocal function f() goto $0 end"), IsEmpty()) << "of another function";
  EXPECT_THAT(labels("local x <$0", "before_signup", '<'), ElementsAre("const", "close"));
  EXPECT_EQ(taken("local x <co$0", "const"), "local x <const>");
  EXPECT_EQ(taken("local x <$0> = 1", "const"), "local x <const> = 1");
  EXPECT_THAT(labels("if 1 <$0", "before_signup", '<'), IsEmpty());
}

TEST(LanguageCompletion, OffersNothingWhereNamesAreMadeUp) {
  for (const char* code :
       {"-- a note$0", "--[[ a note$0 ]]", "local n = 12$0", "local n = 0x$0", "local $0", "local na$0", "local a, $0",
        "for $0", "for k, v$0 in pairs({}) do end", "local function $0", "function f(a, b$0) end",
        "local f = function($0) end", "::la$0", "local s = \"free text$0\"", "local x = @$0"}) {
    EXPECT_THAT(labels(code), IsEmpty()) << code;
  }
}

TEST(LanguageCompletion, IsQuietWhereATriggerMeansNothing) {
  for (const auto& [code, trigger] :
       {std::pair("local x = 1.$0", '.'), std::pair("local s = 'a' ..$0", '.'), std::pair("::$0", ':'),
        std::pair("print($0)", '('), std::pair("local x =$0", '='), std::pair("local x = $0", ' '),
        std::pair("local t = {$0}", '{'), std::pair("x -$0", '-'), std::pair("--$0", '-'), std::pair("'a'$0", '\''),
        std::pair("-- who@$0", '@'), std::pair("x <$0", '<'), std::pair("context.email $0", ' ')}) {
    EXPECT_THAT(labels(code, "before_signup", trigger), IsEmpty()) << code;
  }
}

TEST(LanguageCompletion, ReplacesTheWordAtTheCaret) {
  EXPECT_EQ(replaced("print(context.em$0ail)"), "email");
  EXPECT_EQ(replaced("pri$0nt(1)"), "print");
  EXPECT_EQ(replaced("helpers.hash('a', 'sh$0a')"), "sha");
  EXPECT_EQ(replaced("helpers.secret(\"GE$0O, 1)"), "GEO") << "of a string that is not closed, the word";
}

// What a client may rely on for every list.
void expectWellFormed(const Completions& list, std::uint32_t offset, const std::string& text) {
  std::size_t preselected = 0;
  for (const Completion& each : list.items) {
    ASSERT_TRUE(each.replaced.begin <= offset && offset <= each.replaced.end && each.replaced.end <= text.size());
    EXPECT_EQ(text.substr(each.replaced.begin, each.replaced.size()).find('\n'), std::string::npos);
    EXPECT_FALSE(each.label.empty());
    EXPECT_FALSE(each.insertText.empty()) << each.label;
    preselected += each.preselect ? 1 : 0;
  }
  EXPECT_LE(preselected, 1u);
}

TEST(LanguageCompletion, TakesEveryPlaceOfEveryScriptAndOfItsBegin) {
  for (const auto& text : tests::luaTexts()) {
    if (!text.path.starts_with("examples/policies")) continue;
    Setting setting;
    setting.hook = "before_signup";
    const Analysis whole = analyze(text.code, setting);
    for (std::uint32_t offset = 0; offset <= text.code.size(); ++offset) {
      const Completions list = completionsAt(whole, offset, kNames);
      expectWellFormed(list, offset, text.code);
      if (offset % 16 == 0 && !list.items.empty())
        resolveCompletion(whole, list.items[offset % list.items.size()].data);
      if (offset % 48 != 0) continue;
      const std::string begin = text.code.substr(0, offset);
      expectWellFormed(completionsAt(analyze(begin, setting), offset, kNames), offset, begin);
    }
  }
}

}  // namespace
}  // namespace sluice::language
