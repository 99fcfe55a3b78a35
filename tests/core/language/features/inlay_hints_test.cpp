#include "language/features/inlay_hints.h"

#include <gtest/gtest.h>

#include "core/language/features/cursor.h"
#include "core/language/fixture_sections.h"

namespace sluice::language {
namespace {

// The script with its hints between ⟦ and ⟧.
std::string written(const Analysis& analysis, const InlayChoice& choice = {}) {
  std::string text = analysis.tree->text;
  const auto hints = inlayHintsOf(analysis, choice);
  for (std::size_t i = hints.size(); i-- > 0;) {
    text.insert(hints[i].offset,
                (hints[i].spaceBefore ? " ⟦" : "⟦") + hints[i].label + (hints[i].spaceAfter ? "⟧ " : "⟧"));
  }
  return text;
}

// The lines that have hints.
const FixtureSection kSection("inlay", [](const SectionInput& input) {
  const std::string text = written(input.analysis);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    if (line.find("⟦") != std::string::npos) out += line + "\n";
    at = end + 1;
  }
  return out;
});

Analysis analyzed(const std::string& code) {
  Setting setting;
  setting.hook = "before_signup";
  return analyze(code, setting);
}
std::string hinted(const std::string& code) { return written(analyzed(code)); }

TEST(LanguageInlayHints, NameParametersThatArgumentsDoNot) {
  EXPECT_EQ(hinted("helpers.hash('a', 'md5')"), "helpers.hash(⟦text:⟧ 'a', ⟦algo:⟧ 'md5')");
  EXPECT_EQ(hinted("local text = 'a'\nhelpers.hash(text, 'md5')"),
            "local text = 'a'\nhelpers.hash(text, ⟦algo:⟧ 'md5')");
  EXPECT_EQ(hinted("helpers.uuid()\nhelpers.secret('A')\nprint('a', 'b')"),
            "helpers.uuid()\nhelpers.secret('A')\nprint('a', 'b')");
  EXPECT_EQ(hinted("table.insert({}, 1, 'x')"), "table.insert(⟦list:⟧ {}, ⟦position:⟧ 1, ⟦value:⟧ 'x')");
}

TEST(LanguageInlayHints, ShowTypesThatTheRightSideDoesNot) {
  EXPECT_EQ(hinted("local a = context.email"), "local a⟦: string⟧ = context.email");
  EXPECT_EQ(hinted("local a = 1\nlocal b = 'x'\nlocal c = {}\nlocal d = 1 + 2"),
            "local a = 1\nlocal b = 'x'\nlocal c = {}\nlocal d = 1 + 2");
  EXPECT_EQ(hinted("---@type string\nlocal a = context.email"), "---@type string\nlocal a = context.email");
  EXPECT_EQ(hinted("for i, v in ipairs({ 'a' }) do print(i, v) end"),
            "for i⟦: integer⟧, v⟦: string⟧ in ipairs({ 'a' }) do print(i, v) end");
  EXPECT_EQ(hinted("for i = 1, 2 do print(i) end"), "for i = 1, 2 do print(i) end");
}

TEST(LanguageInlayHints, ShowWhatFunctionsAndScriptsGiveBack) {
  EXPECT_EQ(hinted("local function f() return context.email end\nprint(f())"),
            "local function f()⟦: string⟧ return context.email end\nprint(f())");
  EXPECT_EQ(hinted("if context.name then return { allowed = false } end\nreturn { allowed = true, data = { a = 1 } }"),
            "if context.name then return { allowed = false } end\nreturn { allowed = true, data = { a = 1 } } "
            "⟦returns { allowed: boolean, data?: { a: integer } }⟧");
  EXPECT_EQ(hinted("return { allowed = true }"), "return { allowed = true }");
}

TEST(LanguageInlayHints, AreShownByKind) {
  const Analysis analysis = analyzed("local a = context.email\nhelpers.hash(a, 'md5')");
  EXPECT_EQ(written(analysis, {.parameterNames = false}), "local a⟦: string⟧ = context.email\nhelpers.hash(a, 'md5')");
  EXPECT_EQ(written(analysis, {.variableTypes = false}),
            "local a = context.email\nhelpers.hash(⟦text:⟧ a, ⟦algo:⟧ 'md5')");
  EXPECT_EQ(inlayHintsOf(analysis, {}, {0, 10}).size(), 1u);
}

TEST(LanguageInlayHints, WriteTheAnnotationThatTheyShow) {
  const auto after = [](const std::string& code) {
    std::string text = code;
    const auto hints = inlayHintsOf(analyzed(code));
    for (std::size_t i = hints.size(); i-- > 0;) {
      if (hints[i].edit) text.replace(hints[i].edit->span.begin, hints[i].edit->span.size(), hints[i].edit->text);
    }
    return text;
  };
  EXPECT_EQ(after("do\n  local a = context.email\nend"), "do\n  ---@type string\n  local a = context.email\nend");
  EXPECT_EQ(
      after("local function f()\n  return context.name, { 'a' }\nend\nprint(f())"),
      "---@return string?\n---@return string[]\nlocal function f()\n  return context.name, { 'a' }\nend\nprint(f())");
  EXPECT_EQ(after("print() local a = context.email"), "print() local a = context.email");
  // What is written is read back as the same type, and the hint is gone.
  for (const char* code : {"local a = context.email", "local a = context.request", "local a = context.name or 1",
                           "local function f()\n  return context.name\nend\nprint(f())"}) {
    const Analysis annotated = analyzed(after(code));
    EXPECT_TRUE(inlayHintsOf(annotated).empty()) << code;
    EXPECT_EQ(annotated.inference.store.print(annotated.inference.symbols[0]),
              analyzed(code).inference.store.print(analyzed(code).inference.symbols[0]))
        << code;
  }
}

}  // namespace
}  // namespace sluice::language
