#include "language/syntax/parser.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "language/binding/binding.h"
#include "support/lua_texts.h"

namespace sluice::language {
namespace {

// "line:column code message" of each mistake, lines and columns from 1.
std::string mistakesOf(const std::string& code) {
  const auto tree = parse(code);
  std::string out;
  for (const Mistake& mistake : tree->mistakes) {
    const std::size_t lineBegin = mistake.span.begin == 0 ? 0 : code.rfind('\n', mistake.span.begin - 1) + 1;
    const auto line = 1 + std::count(code.begin(), code.begin() + mistake.span.begin, '\n');
    out += std::to_string(line) + ":" + std::to_string(mistake.span.begin - lineBegin + 1) + " " +
           std::string(catalog::kDiagnostics[static_cast<std::size_t>(mistake.code)].code) + " " + mistake.message +
           "\n";
  }
  return out;
}

TEST(LanguageParser, BlamesTheOpenerOfABlockThatIsNotClosed) {
  EXPECT_EQ(mistakesOf("local function f()\n  if a then\n    g()\nend\nf()\n"),
            "2:3 missing-end 'end' is missing to close this 'if'\n");
  EXPECT_EQ(mistakesOf("while a do\n  f()\n"), "1:1 missing-end 'end' is missing to close this 'while'\n");
  EXPECT_EQ(mistakesOf("repeat\n  f()\nlocal x = 1\n"), "1:1 missing-end 'until' is missing to close this 'repeat'\n");
}

TEST(LanguageParser, BlamesThePlaceWhereSomethingIsMissing) {
  EXPECT_EQ(mistakesOf("local x = context.\nlocal y = 1"), "1:19 syntax a field's name is expected before 'local'\n");
  EXPECT_EQ(mistakesOf("if a\n  f()\nend"), "1:5 syntax 'then' is expected before 'f'\n");
  EXPECT_EQ(mistakesOf("f(a, b\nlocal x"), "1:2 unclosed ')' is missing to close this '('\n");
  EXPECT_EQ(mistakesOf("x = 1 +"), "1:8 syntax an expression is expected before the end of the script\n");
}

TEST(LanguageParser, SaysOnceWhatIsWrongWithALineTheOthersDoNotMind) {
  EXPECT_EQ(mistakesOf("f(\nlocal a = 1\nif a then\n  g(a)\nend\n"), "1:2 unclosed ')' is missing to close this '('\n");
  EXPECT_EQ(mistakesOf("a.b\nlocal c = 1"),
            "1:1 syntax an expression is no statement: assign it, call it or return it\n");
  EXPECT_EQ(mistakesOf("end\nlocal c = 1"), "1:1 syntax this 'end' is not expected here\n");
}

TEST(LanguageParser, KeepsTheReceiverOfAMissingField) {
  const auto tree = parse("local x = context.\nlocal y = 1");
  ASSERT_EQ(tree->chunk->stats.size, 2u);
  const auto& local = to<const LocalStat>(*tree->chunk->stats[0]);
  const auto* member = as<MemberExpr>(local.values[0]);
  ASSERT_NE(member, nullptr);
  EXPECT_TRUE(member->name.missing());
  EXPECT_EQ(to<const NameExpr>(*member->object).name, "context");
}

TEST(LanguageParser, NeverJudgesAGrammaticalTextByItsIndentation) {
  EXPECT_EQ(mistakesOf("if a then\nf()\nlocal x =\ny\nwhile x do\ng()\nend\nend\nz = t.\na"), "");
}

TEST(LanguageParser, EndsOnPrefixesOfEveryScript) {
  for (const auto& text : tests::luaTexts()) {
    if (text.code.size() > 3000) continue;
    for (std::size_t size = 0; size < text.code.size(); size += 11) {
      const auto tree = parse(text.code.substr(0, size));
      EXPECT_EQ(tree->chunk->span.end, size);
      bind(*tree);
    }
  }
}

TEST(LanguageParser, TakesAnyBytes) {
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    std::string code;
    for (auto i = random() % 400; i > 0; --i) code.push_back(static_cast<char>(random() % 256));
    bind(*parse(code));
  }
}

TEST(LanguageParser, TakesDeepAndLongTexts) {
  constexpr std::size_t kBytes = 100 * 1024;
  for (const char* piece : {"(",    "{",     "[",          "a.",
                            "a(",   "f(f(",  "if a then ", "a.b(",
                            "x=",   "x,",    "::a::",      "a+",
                            "a..",  "-",     "function ",  "local a,",
                            "[[",   "\"",    "end ",       "a.b.c(function() ",
                            "{{},", "f{",    "not ",       "goto a ",
                            "a:b",  "else ", "repeat ",    "for a=1,2 do "}) {
    std::string code;
    while (code.size() < kBytes) code += piece;
    const auto tree = parse(code);
    bind(*tree);
    std::string lines;
    while (lines.size() < kBytes) lines += std::string(piece) + "\n";
    bind(*parse(lines));
  }
}

}  // namespace
}  // namespace sluice::language
