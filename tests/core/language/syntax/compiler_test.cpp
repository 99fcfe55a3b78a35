// The engine's own compiler is the oracle: what it refuses has a mistake, and what it accepts has none.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "language/binding/binding.h"
#include "language/syntax/parser.h"
#include "support/lua_texts.h"

namespace sluice::language {
namespace {

using tests::LuaCompiler;
using tests::luaTexts;

// The first mistake, or nothing.
std::string mistakeIn(const std::string& code) {
  const auto tree = parse(code);
  if (!tree->mistakes.empty()) return tree->mistakes[0].message;
  const Binding binding = bind(*tree);
  return binding.mistakes.empty() ? "" : binding.mistakes[0].message;
}

void expectAgreement(LuaCompiler& compiler, const std::string& code, const std::string& what) {
  const std::string refusal = compiler.refusal(code);
  const std::string mistake = mistakeIn(code);
  EXPECT_EQ(refusal.empty(), mistake.empty()) << what << "\ncompiler: " << refusal << "\nours: " << mistake << "\n"
                                              << code.substr(0, 300);
}

TEST(LanguageCompiler, AgreesOnEveryScriptOfTheRepository) {
  LuaCompiler compiler;
  for (const auto& text : luaTexts()) expectAgreement(compiler, text.code, text.path);
}

TEST(LanguageCompiler, AgreesOnMutatedScripts) {
  constexpr const char* kPieces[] = {"end",
                                     "local x",
                                     "(",
                                     ")",
                                     "{",
                                     "}",
                                     "[",
                                     "]",
                                     "=",
                                     "==",
                                     ",",
                                     ";",
                                     ".",
                                     ":",
                                     "::",
                                     "::a::",
                                     "goto a",
                                     "break",
                                     "return",
                                     "function",
                                     "if",
                                     "then",
                                     "else",
                                     "elseif",
                                     "while",
                                     "do",
                                     "repeat",
                                     "until",
                                     "for",
                                     "in",
                                     "not",
                                     "and",
                                     "..",
                                     "...",
                                     "-",
                                     "#",
                                     "~",
                                     "//",
                                     "<",
                                     "<const>",
                                     "<close>",
                                     "\"",
                                     "'",
                                     "[[",
                                     "]]",
                                     "--[[",
                                     "\\",
                                     "0x",
                                     "1e",
                                     "3.",
                                     "nil",
                                     "true",
                                     "f()",
                                     "f{}",
                                     "a.b",
                                     "a:b()",
                                     "x = 1",
                                     "local a <const> = 1 a = 2",
                                     "local function f() end",
                                     "for i = 1, 2 do end",
                                     "for k, v in p do end",
                                     "\"\\q\"",
                                     "\"\\x4\"",
                                     "\"\\u{110000}\"",
                                     "\"\\300\"",
                                     "1..2",
                                     "0x1p",
                                     "0x.8p-1",
                                     "1e+5",
                                     "@",
                                     "\xC3\xA9",
                                     "\n",
                                     "goto continue",
                                     "::continue::"};
  LuaCompiler compiler;
  std::mt19937 random(20);
  for (const auto& text : luaTexts()) {
    if (text.code.size() > 6000) continue;
    for (int round = 0; round < 8; ++round) {
      std::string code = text.code;
      for (unsigned edits = 1 + random() % 2; edits > 0; --edits) {
        const std::size_t at = random() % (code.size() + 1);
        const std::string piece = std::string(" ") + kPieces[random() % std::size(kPieces)] + " ";
        switch (random() % 4) {
          case 0: code.insert(at, piece); break;
          case 1: code.erase(at, random() % 12); break;
          case 2: code.resize(at); break;
          default: code.replace(at, std::min<std::size_t>(random() % 6, code.size() - at), piece); break;
        }
      }
      expectAgreement(compiler, code, text.path);
    }
  }
}

struct Judged {
  const char* code;
  bool accepted;
};

class LanguageJudgement : public testing::TestWithParam<Judged> {};

TEST_P(LanguageJudgement, IsThatOfTheCompiler) {
  LuaCompiler compiler;
  expectAgreement(compiler, GetParam().code, "");
  EXPECT_EQ(mistakeIn(GetParam().code).empty(), GetParam().accepted) << GetParam().code;
}

INSTANTIATE_TEST_SUITE_P(
    Grammar, LanguageJudgement,
    testing::Values(Judged{"f() = 1", false}, Judged{"(a) = 1", false}, Judged{"(a).b = 1", true},
                    Judged{"(f())", false}, Judged{"function a:b.c() end", false}, Judged{"function a.b:c() end", true},
                    Judged{"local function a.b() end", false}, Judged{"f(function(..., a) end)", false},
                    Judged{"for i = 1 do end", false}, Judged{"for i = 1, 2, 3, 4 do end", false},
                    Judged{"if a then else elseif b then end", false}, Judged{"if a then else else end", false},
                    Judged{"return 1, 2;", true}, Judged{"return 1;;", false}, Judged{"return return", false},
                    Judged{"local a, b = t.\nx, 1", true}, Judged{"local a = t.\nx y()", true},
                    Judged{"a.\nb = 1", true}, Judged{"local x <const>=5", false}, Judged{"local x <const> = 5", true},
                    Judged{"local x <\nconst\n> = 5", true},
                    Judged{"f\n(g)", true}, Judged{"a.b:c'x' {1}", true}, Judged{"\"x\":rep(3)", false},
                    Judged{"(\"x\"):rep(3)", true}, Judged{"#!/usr/bin/lua\nreturn", false}, Judged{"goto = 1", false},
                    Judged{"a.end = 1", false}, Judged{"x = }", false}, Judged{";;;", true}, Judged{"", true},
                    Judged{"\xEF\xBB\xBFreturn", false}, Judged{"x = a.b.c[1]:d(2).e", true}));
INSTANTIATE_TEST_SUITE_P(
    Words, LanguageJudgement,
    testing::Values(Judged{"x = 0x", false}, Judged{"x = 0xep1", true}, Judged{"x = 3x", false}, Judged{"x = .5", true},
                    Judged{"x = 5.", true}, Judged{"x = 1e", false}, Judged{"x = 0x1e+1", true},
                    Judged{"x = 1e5e", false}, Judged{"x = 0x.p1", false}, Judged{"x = 1...2", false},
                    Judged{"x = '\\z \n  a'", true}, Judged{"x = 'a\\\nb'", true}, Judged{"x = 'a\nb'", false},
                    Judged{"x = '\\u{7FFFFFFF}'", true}, Judged{"x = '\\u{80000000}'", false},
                    Judged{"x = '\\u{}'", false}, Judged{"x = '\\256'", false}, Judged{"x = '\\2555'", true},
                    Judged{"x = [==[ ]=] ]==]", true}, Judged{"x = [=a", false}, Judged{"--[==[ \n ]]", false},
                    Judged{"x = '\\", false}, Judged{"x = a~=b ~ c", true}, Judged{"x = ~a", true},
                    Judged{"x = a // b >> c", true}, Judged{"x = a != b", false}));
INSTANTIATE_TEST_SUITE_P(
    Scopes, LanguageJudgement,
    testing::Values(Judged{"break", false}, Judged{"while a do f(function() break end) end", false},
                    Judged{"repeat local x; if y then break end until x", true}, Judged{"goto a", false},
                    Judged{"goto a; do ::a:: end", false}, Judged{"do goto a end ::a::", true},
                    Judged{"::a:: f(function() goto a end)", false}, Judged{"::a:: ::a::", false},
                    Judged{"::a:: do ::a:: end", false}, Judged{"do ::a:: end ::a::", true},
                    Judged{"::a:: f(function() ::a:: end)", true}, Judged{"goto a; local x; ::a:: f()", false},
                    Judged{"goto a; local x; ::a::", true}, Judged{"do goto a; local x; ::a:: ; ::b:: end", true},
                    Judged{"repeat goto a; local x; ::a:: until x", false},
                    Judged{"do goto a end local x ::a:: f()", false}, Judged{"local x <const> = 1; x = 2", false},
                    Judged{"local x <const> = 1; function x() end", false},
                    Judged{"local x <const> = 1; function x.y() end", true},
                    Judged{"local x <const> = 1; f(function() x = 2 end)", false},
                    Judged{"local x <close> = nil; x = 2", false}, Judged{"local x <foo> = 1", false},
                    Judged{"local a <close>, b <close> = 1", false}, Judged{"function f() return ... end", false},
                    Judged{"function f(...) return function() return ... end end", false}, Judged{"return ...", true},
                    Judged{"for i = 1, 2 do i = 3 end", true}, Judged{"local _ENV = {}; x = 1", true}));

// A text of `n` openings, a middle and `n` closings; "#" in a piece is the number of the piece.
struct Nested {
  const char* open;
  const char* middle;
  const char* close;
};

std::string nested(const Nested& shape, int count) {
  const auto numbered = [](std::string piece, int number) {
    for (std::size_t at = piece.find('#'); at != std::string::npos; at = piece.find('#')) {
      piece.replace(at, 1, std::to_string(number));
    }
    return piece;
  };
  std::string code;
  for (int i = 0; i < count; ++i) code += numbered(shape.open, i);
  code += shape.middle;
  for (int i = 0; i < count; ++i) code += numbered(shape.close, i);
  return code;
}

// Around the places where limits of 200 strike, which some shapes reach with half as many pieces.
std::vector<int> counts() {
  std::vector<int> counts{1, 2, 3};
  for (int count = 93; count < 103; ++count) counts.push_back(count);
  for (int count = 190; count < 204; ++count) counts.push_back(count);
  counts.push_back(300);
  return counts;
}

class LanguageNesting : public testing::TestWithParam<Nested> {};

TEST_P(LanguageNesting, IsBoundWhereTheCompilersIs) {
  LuaCompiler compiler;
  bool accepted = false;
  bool refused = false;
  for (const int count : counts()) {
    const std::string code = nested(GetParam(), count);
    expectAgreement(compiler, code, std::to_string(count));
    (mistakeIn(code).empty() ? accepted : refused) = true;
  }
  EXPECT_TRUE(accepted);
  EXPECT_TRUE(refused);
}

INSTANTIATE_TEST_SUITE_P(Depth, LanguageNesting,
                         testing::Values(Nested{"do ", "", " end"}, Nested{"if x then ", "", " end"},
                                         Nested{"::a#:: ", "", ""}, Nested{"x = (", "1", ")"},
                                         Nested{"a,", "b = (1)", ""}, Nested{"f(function() ", "", " end)"},
                                         Nested{"do x = {", "", "} end"},
                                         Nested{"while a do repeat ", "", " until b end"}));

INSTANTIATE_TEST_SUITE_P(Locals, LanguageNesting,
                         testing::Values(Nested{"local a# ", "", ""}, Nested{"local a# ", "for i = 1, 2 do end", ""},
                                         Nested{"local a# ", "for k, v in p do end", ""},
                                         Nested{"local a# ", "local function f() end", ""},
                                         Nested{"local a# ", "local x, y, z", ""}));

class LanguageOperators : public testing::TestWithParam<Nested> {};

TEST_P(LanguageOperators, NestAsDeepAsTheCompilerLetsThem) {
  LuaCompiler compiler;
  for (const int count : counts()) {
    expectAgreement(compiler, "x = " + nested(GetParam(), count), std::to_string(count));
  }
}

INSTANTIATE_TEST_SUITE_P(Depth, LanguageOperators,
                         testing::Values(Nested{"(", "1", ")"}, Nested{"not ", "1", ""}, Nested{"2 ^ ", "1", ""},
                                         Nested{"1 + ", "1", ""}, Nested{"{", "", "}"}, Nested{"f(", "", ")"},
                                         Nested{"a[", "1", "]"}, Nested{"- -", "a", ""}));

TEST(LanguageCompiler, AgreesThatAFunctionHas255Upvalues) {
  LuaCompiler compiler;
  for (int globals = 0; globals < 2; ++globals) {
    for (int last = 50; last < 70; ++last) {
      std::string code;
      for (int i = 0; i < 199; ++i) code += "local a" + std::to_string(i) + "\n";
      code += "local function f()\n";
      for (int i = 0; i < last; ++i) code += "local b" + std::to_string(i) + "\n";
      code += "local function g()\n";
      for (int i = 0; i < 199; ++i) code += "a" + std::to_string(i) + " = 1\n";
      for (int i = 0; i < last; ++i) code += "b" + std::to_string(i) + " = 1\n";
      if (globals != 0) code += "c = 1\n";
      expectAgreement(compiler, code + "end end", std::to_string(last));
    }
  }
}

}  // namespace
}  // namespace sluice::language
