#include "language/features/navigation.h"

#include <gtest/gtest.h>

#include <random>

#include "core/language/features/cursor.h"
#include "support/lua_texts.h"

namespace sluice::language {
namespace {

std::string definition(const std::string& code) {
  const AtCursor at(code);
  const auto found = definitionAt(at.analysis, at.offset);
  return found ? found->script + at.placeOf(found->span) : "none";
}

std::string references(const std::string& code) {
  const AtCursor at(code);
  std::string out;
  for (const Occurrence& each : referencesAt(at.analysis, at.offset)) out += at.placeOf(each.span) + " ";
  return out;
}

// The script after the rename, or why there is none.
std::string renamed(const std::string& code, std::string_view name) {
  const AtCursor at(code);
  const auto result = renameAt(at.analysis, at.offset, name);
  if (const auto* refusal = std::get_if<RenameRefusal>(&result)) return "refused: " + refusal->message;
  std::string text = at.analysis.tree->text;
  const auto& places = std::get<std::vector<Span>>(result);
  for (std::size_t i = places.size(); i-- > 0;) text.replace(places[i].begin, places[i].size(), name);
  return text;
}

TEST(LanguageDefinition, LeadsToTheVariableThatIsInScope) {
  EXPECT_EQ(definition("local a=1 do local a=2 print(a) end print($0a)"), "1:7");
  EXPECT_EQ(definition("local a=1 do local a=2 print($0a) end print(a)"), "1:20");
  EXPECT_EQ(definition("local x = 1\nlocal x = $0x"), "1:7");
  EXPECT_EQ(definition("local function f() return $0f end"), "1:16");
  EXPECT_EQ(definition("repeat local done = true until $0done"), "1:14");
  EXPECT_EQ(definition("for i = 1, 2 do print($0i) end"), "1:5");
  EXPECT_EQ(definition("goto $0out\n::out::"), "2:3");
}

TEST(LanguageDefinition, LeadsToTheFieldOfATable) {
  EXPECT_EQ(definition("local t = { k = 1 }\nprint(t.$0k)"), "1:13");
  EXPECT_EQ(definition("local t = {}\nt.k = 1\nprint(t[\"$0k\"])"), "2:3");
  EXPECT_EQ(definition("local M = {}\nfunction M.f() end\nM.$0f()"), "2:12");
}

TEST(LanguageDefinition, LeadsNowhereForWhatTheScriptDoesNotDeclare) {
  EXPECT_EQ(definition("$0print(1)"), "none");
  EXPECT_EQ(definition("print(context.$0email)"), "none");
}

TEST(LanguageDefinition, LeadsIntoTheScriptThatReturnedAField) {
  Setting setting;
  setting.hook = "before_signup";
  setting.isPipeline = true;
  const Analysis geo = analyze("return { data = { country = \"DE\" } }", setting);
  setting.earlier.push_back({dataOf("geo", geo.inference)});
  const Analysis later = analyze("print(context.prev.country)", setting);
  const auto found = definitionAt(later, 20);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->script, "geo");
  EXPECT_EQ(found->span.begin, 18u);
}

TEST(LanguageTypeDefinition, LeadsToTheClassOrTheFunction) {
  const auto place = [](const std::string& code) {
    const AtCursor at(code);
    const auto found = typeDefinitionAt(at.analysis, at.offset);
    return found ? at.placeOf(*found) : std::string("none");
  };
  const std::string classes = "---@class Other\n---@class (exact) Point: Other\n---@field next Point\n";
  EXPECT_EQ(place(classes + "---@type Point\nlocal $0p\nprint(p)"), "2:19");
  EXPECT_EQ(place(classes + "---@type Point\nlocal p\nprint(p.$0next)"), "2:19");
  EXPECT_EQ(place("local function f() end\nlocal g = f\n$0g()"), "1:7");
  EXPECT_EQ(place("local $0n = 1\nprint(n, context)"), "none");
}

TEST(LanguageReferences, AreThoseOfOneVariableAlone) {
  EXPECT_EQ(references("local a=1 do local a=2 print(a) end print($0a)"), "1:7 1:43 ");
  EXPECT_EQ(references("local function f(x) return $0x + x end print(x)"), "1:18 1:28 1:32 ");
}

TEST(LanguageRename, ChangesEveryPlaceOfTheVariable) {
  EXPECT_EQ(renamed("local $0a = 1\nprint(a, b.a, { a = a })", "n"), "local n = 1\nprint(n, b.a, { a = n })");
  EXPECT_EQ(renamed("::$0top::\ngoto top", "again"), "::again::\ngoto again");
  EXPECT_EQ(renamed("local a = 1\n---@cast a string\ndo local a = 2 ---@cast a integer\nprint(a) end print($0a)", "n"),
            "local n = 1\n---@cast n string\ndo local a = 2 ---@cast a integer\nprint(a) end print(n)");
}

TEST(LanguageRename, ChangesTheNameInTheDocCommentToo) {
  EXPECT_EQ(renamed("---@param a? string\n---@param ab string\nlocal function f(a, ab) print($0a, ab) end", "name"),
            "---@param name? string\n---@param ab string\nlocal function f(name, ab) print(name, ab) end");
}

TEST(LanguageRename, IsRefusedWhereANameWouldMeanSomethingElse) {
  EXPECT_TRUE(renamed("local $0a, b = 1, 2\nprint(a, b)", "b").starts_with("refused: 'b' is already in use"));
  EXPECT_TRUE(renamed("local $0a = 1\nprint(a)", "print").starts_with("refused: 'print' is already in use"));
  EXPECT_TRUE(renamed("local b = 1\ndo local $0a = 2 print(a, b) end", "b").starts_with("refused"));
  EXPECT_EQ(renamed("local $0a = 1\ndo local b = 2 print(b) end print(a)", "b"),
            "local b = 1\ndo local b = 2 print(b) end print(b)");
}

TEST(LanguageRename, IsRefusedForWhatIsNoNameOrNotOfTheScript) {
  EXPECT_TRUE(renamed("local $0a = 1", "end").starts_with("refused: 'end' is no name"));
  EXPECT_TRUE(renamed("local $0a = 1", "1a").starts_with("refused: '1a' is no name"));
  EXPECT_TRUE(renamed("$0print(1)", "p").starts_with("refused: only local"));
}

TEST(LanguageRename, KeepsTheBytecode) {
  tests::LuaCompiler compiler;
  std::mt19937 random(3);
  int renames = 0;
  for (const auto& text : tests::luaTexts()) {
    if (text.code.size() > 4000 || !compiler.refusal(text.code).empty()) continue;
    const Analysis analysis = analyze(text.code, {});
    if (analysis.binding.occurrences.empty()) continue;
    const Occurrence& one = analysis.binding.occurrences[random() % analysis.binding.occurrences.size()];
    for (const char* name : {"renamed", "context", "a"}) {
      const auto result = renameAt(analysis, one.span.begin, name);
      const auto* places = std::get_if<std::vector<Span>>(&result);
      if (places == nullptr) continue;
      std::string changed = text.code;
      for (std::size_t i = places->size(); i-- > 0;) changed.replace((*places)[i].begin, (*places)[i].size(), name);
      EXPECT_EQ(compiler.strippedBytecode(text.code), compiler.strippedBytecode(changed)) << text.path;
      ++renames;
    }
  }
  EXPECT_GT(renames, 200);
}

}  // namespace
}  // namespace sluice::language
