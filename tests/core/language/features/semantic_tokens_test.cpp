#include "language/features/semantic_tokens.h"

#include <gtest/gtest.h>

#include "core/language/features/cursor.h"
#include "core/language/fixture_sections.h"

namespace sluice::language {
namespace {

std::string describe(const SemanticToken& token) {
  std::string out(semanticKindNames()[static_cast<std::size_t>(token.kind)]);
  for (std::size_t i = 0; i < semanticModifierNames().size(); ++i) {
    if ((token.modifiers >> i & 1) != 0) out += " " + std::string(semanticModifierNames()[i]);
  }
  return out;
}

const FixtureSection kSection("tokens", [](const SectionInput& input) {
  std::string out;
  const std::string& text = input.analysis.tree->text;
  std::size_t line = 1;
  std::uint32_t at = 0;
  for (const SemanticToken& token : semanticTokensOf(input.analysis)) {
    for (; at < token.span.begin; ++at) line += text[at] == '\n' ? 1 : 0;
    out +=
        std::to_string(line) + " " + text.substr(token.span.begin, token.span.size()) + ": " + describe(token) + "\n";
  }
  return out;
});

// What the name at the caret is.
std::string token(const std::string& code) {
  const AtCursor at(code);
  for (const SemanticToken& each : semanticTokensOf(at.analysis)) {
    if (each.span.begin == at.offset) return describe(each);
  }
  return "nothing";
}

TEST(LanguageSemanticTokens, TellVariablesApart) {
  EXPECT_EQ(token("local $0a = 1"), "variable declaration");
  EXPECT_EQ(token("local a <const> = 1\nprint($0a)"), "variable readonly");
  EXPECT_EQ(token("local function f(a) return $0a end\nf(1)"), "parameter");
  EXPECT_EQ(token("local a = 1\nlocal function f() $0a = 2 end\nf()"), "variable modification upvalue");
  EXPECT_EQ(token("local function f() end\n$0f()"), "function");
  EXPECT_EQ(token("for $0k in pairs({}) do end"), "variable declaration");
  EXPECT_EQ(token("$0count = 1"), "variable modification global");
  EXPECT_EQ(token("goto $0out\n::out::"), "label");
  EXPECT_EQ(token("goto out\n::$0out::"), "label declaration");
}

TEST(LanguageSemanticTokens, TellWhatBelongsToTheLibraries) {
  EXPECT_EQ(token("$0string.rep('a', 1)"), "namespace readonly defaultLibrary global");
  EXPECT_EQ(token("string.$0rep('a', 1)"), "function readonly defaultLibrary");
  EXPECT_EQ(token("helpers.$0json.encode(1)"), "namespace readonly defaultLibrary");
  EXPECT_EQ(token("local s = ''\ns:$0upper()"), "method defaultLibrary");
  EXPECT_EQ(token("print($0context.email)"), "variable readonly defaultLibrary global");
  EXPECT_EQ(token("print(context.$0email)"), "property readonly");
  EXPECT_EQ(token("$0os.time()"), "variable global unavailable");
}

TEST(LanguageSemanticTokens, TellFieldsAndMethodsApart) {
  EXPECT_EQ(token("local t = { $0a = 1 }"), "property declaration");
  EXPECT_EQ(token("local t = {}\nt.$0a = 1"), "property modification");
  EXPECT_EQ(token("local t = {}\nfunction t:$0m() end"), "method declaration");
  EXPECT_EQ(token("local t = {}\nfunction t.$0f() end"), "function declaration");
}

TEST(LanguageSemanticTokens, ReadAnnotations) {
  const std::string after = "\nlocal function f(a) return a end\nf(1)";
  EXPECT_EQ(token("---$0@param a string|User? some text" + after), "keyword");
  EXPECT_EQ(token("---@param $0a string|User? some text" + after), "parameter declaration");
  EXPECT_EQ(token("---@param a string|$0User? some text" + after), "type");
  EXPECT_EQ(token("---@param a string|User? $0some text" + after), "nothing");
  EXPECT_EQ(token("---@param a table<string, $0User> some text" + after), "type");
  EXPECT_EQ(token("---@deprecated\nlocal function f() end\n$0f()"), "function deprecated");
}

TEST(LanguageSemanticTokens, OfARangeAreThoseThatItTouches) {
  const Analysis analysis = analyze("local a = 1\nlocal b = a\nprint(b)", {});
  const auto all = semanticTokensOf(analysis);
  const auto some = semanticTokensOf(analysis, {12, 23});
  EXPECT_EQ(all.size(), 5u);
  ASSERT_EQ(some.size(), 2u);
  EXPECT_EQ(some[0], all[1]);
}

}  // namespace
}  // namespace sluice::language
