#include "language/features/outline.h"

#include <gtest/gtest.h>

#include "core/language/features/cursor.h"
#include "language/features/hover.h"

namespace sluice::language {
namespace {

std::string outline(const std::vector<OutlineEntry>& entries) {
  std::string out;
  for (const OutlineEntry& entry : entries) {
    out += entry.name;
    if (!entry.children.empty()) out += "(" + outline(entry.children) + ")";
    out += " ";
  }
  return out;
}

TEST(LanguageOutline, ListsWhatAScriptDeclares) {
  const auto tree = parse(
      "local a, t = 1, {}\nlocal function f(x)\n  local y = x\n  return y\nend\nfunction t.g() end\nif a then\n  local "
      "z = 1\nend");
  EXPECT_EQ(outline(outlineOf(*tree)), "a t f(y ) t.g z ");
}

TEST(LanguageFolds, AreBlocksTablesAndLongComments) {
  const auto tree = parse("if a then\n  f()\n  g()\nend\nlocal t = {\n  1,\n}\n--[[ a\nb ]]\n");
  std::string folds;
  for (const Fold& fold : foldsOf(*tree))
    folds += std::to_string(fold.firstLine) + "-" + std::to_string(fold.lastLine) + " ";
  EXPECT_EQ(folds, "0-2 4-5 7-8 ");
}

TEST(LanguageSelection, GrowsFromTheWordToTheScript) {
  const AtCursor at("if a then\n  f(b.$0c, 1)\nend");
  std::vector<std::string> texts;
  for (const Span span : selectionsAt(*at.analysis.tree, at.offset)) texts.push_back(at.textOf(span));
  ASSERT_GE(texts.size(), 5u);
  EXPECT_EQ(texts[0], "c");
  EXPECT_EQ(texts[1], "b.c");
  EXPECT_EQ(texts[2], "f(b.c, 1)");
  EXPECT_EQ(texts.back(), at.analysis.tree->text);
}

std::string hover(const std::string& code) {
  const AtCursor at(code);
  const auto found = hoverAt(at.analysis, at.offset);
  return found ? found->code : "none";
}

TEST(LanguageHover, ShowsTypesAndSignatures) {
  EXPECT_EQ(hover("local $0n = 1\nprint(n)"), "local n: integer = 1");
  EXPECT_EQ(hover("local s = 'a'\nprint(s:$0upper())"), "function string.upper(s: string): string");
  EXPECT_EQ(hover("print(context.$0email)"), "(field) email: string");
  EXPECT_EQ(hover("local function $0add(a, b) return a + b end\nprint(add(1, 2))"),
            "local function add(a?: integer, b?: integer): integer");
  EXPECT_EQ(hover("helpers.$0hash('a')"),
            "function helpers.hash(text: string, algo?: \"sha256\"|\"sha512\"|\"sha1\"|\"md5\"|\"blake2b\"): string");
  EXPECT_EQ(hover("print($0os)"), "(not there) os");
}

TEST(LanguageHover, ShowsWhatAnnotationsSay) {
  EXPECT_EQ(
      hover(
          "---@param user User\n---@return string?\nlocal function name(user)\n  return $0user.name\nend\nprint(name)"),
      "(parameter) user: User");
  EXPECT_EQ(hover("---@class Point\n---@field x integer\n---@type Point\nlocal p = f()\nprint(p.$0x)"),
            "(field) x: integer");
}

TEST(LanguageHover, ShowsNothingWhereNothingIs) { EXPECT_EQ(hover("local a = 1 $0 \nprint(a)"), "none"); }

}  // namespace
}  // namespace sluice::language
