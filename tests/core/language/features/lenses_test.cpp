#include "language/features/lenses.h"

#include <gtest/gtest.h>

#include "core/language/features/cursor.h"
#include "core/language/fixture_sections.h"

namespace sluice::language {
namespace {

std::string shown(const Analysis& analysis, const LensFacts& facts = {}, bool withCosts = false) {
  std::string out;
  for (const Lens& lens : lensesOf(analysis, facts)) {
    if (lens.kind == LensKind::Cost && !withCosts) continue;
    if (!lens.span.empty()) out += std::string(analysis.tree->textOf(lens.span)) + ": ";
    out += lens.title + "\n";
  }
  return out;
}

const FixtureSection kSection("lens", [](const SectionInput& input) { return shown(input.analysis, {}, true); });

TEST(LanguageLenses, TellWhatAScriptReturnsAndWhoReadsIt) {
  const Analysis analysis = analyze("return { allowed = true, data = { country = \"DE\" } }", {});
  EXPECT_EQ(shown(analysis), "returns { allowed: true, data: { country: string } }\n");
  EXPECT_EQ(shown(analysis, {0}), "returns { allowed: true, data: { country: string } } · used by no later script\n");
  EXPECT_EQ(shown(analysis, {1}), "returns { allowed: true, data: { country: string } } · used by 1 later script\n");
  EXPECT_EQ(shown(analysis, {2}), "returns { allowed: true, data: { country: string } } · used by 2 later scripts\n");
}

TEST(LanguageLenses, UniteAllReturns) {
  EXPECT_EQ(shown(analyze("if context.a then return { allowed = false, error = 'no' } end\n"
                          "if context.b then return end\n"
                          "return { allowed = true, data = { n = 1 } }",
                          {})),
            "returns { allowed: boolean, error?: string, data?: { n: integer } } or nothing\n");
  EXPECT_EQ(shown(analyze("print('a')", {})), "returns nothing\n");
}

TEST(LanguageLenses, CountTheReferencesOfFunctions) {
  EXPECT_EQ(shown(analyze("local function f() end\nlocal M = {}\nfunction M.g() f() end\nfunction M:h() end\n"
                          "M.g()\nM:h()\nM:h()\nf()",
                          {})),
            "returns nothing\nf: 2 references\nM.g: 1 reference\nM:h: 2 references\n");
  const Analysis analysis = analyze("local function f() end\nf()", {});
  const auto lenses = lensesOf(analysis);
  ASSERT_EQ(lenses.size(), 4u);
  EXPECT_EQ(lenses[2].references, (std::vector<Span>{{23, 24}}));
}

TEST(LanguageLenses, TellWhatFunctionsTakeAtLeast) {
  EXPECT_EQ(
      shown(analyze("local function f(n)\n  for i = 1, n do\n    helpers.log(i)\n  end\nend\nf(3)", {}), {}, true),
      "returns nothing\nat least 6 instructions\nf: 1 reference\n"
      "f: at least 4 instructions, and 37 for each turn of the loop in line 2\n");
  EXPECT_EQ(shown(analyze("local function f(", {}), {}, true), "returns nothing\nf: 0 references\n");
}

TEST(LanguageLenses, GroupTheDigitsOfLargeNumbers) {
  std::string code;
  for (int i = 0; i < 999; ++i) code += "print()\n";
  EXPECT_EQ(shown(analyze(code, {}), {}, true), "returns nothing\nat least 33,968 instructions\n");
  std::string small;
  while (small.size() < 100) small += "local _ = 1 ";
  EXPECT_EQ(shown(analyze(small, {}), {}, true), "returns nothing\nat least 11 instructions\n");
}

}  // namespace
}  // namespace sluice::language
