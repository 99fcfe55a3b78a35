#include <gtest/gtest.h>

#include <string>

#include "language/format/format.h"
#include "language/syntax/parser.h"
#include "support/lua_texts.h"

namespace sluice::language {
namespace {

// The text after `typed` stands before the mark "|", where the caret is, with a mark where a caret would be that moves
// with what is replaced before it.
std::string typedInto(std::string code, char typed) {
  const auto caret = static_cast<std::uint32_t>(code.find('|'));
  code.erase(caret, 1);
  const auto edits = formattedOnType(*parse(code), caret, typed, FormatOptions{});
  EXPECT_TRUE(areApart(edits, code.size()));
  std::size_t at = caret;
  for (const TextEdit& edit : edits) {
    if (edit.span.end <= caret && !edit.span.empty()) at = at + edit.text.size() - edit.span.size();
  }
  return applied(code, edits).insert(at, "|");
}

TEST(FormattingOnType, IndentsTheLineBehindWhatOpensABlock) {
  EXPECT_EQ(typedInto("if x then\n|\nend\n", '\n'), "if x then\n  |\nend\n");
  EXPECT_EQ(typedInto("local t = {\n|\n}\n", '\n'), "local t = {\n  |\n}\n");
  EXPECT_EQ(typedInto("f(a,\n|)\n", '\n'), "f(a,\n|)\n");
  EXPECT_EQ(typedInto("if x then\n  f()\n|\nend\n", '\n'), "if x then\n  f()\n  |\nend\n");
  EXPECT_EQ(typedInto("local x =\n|", '\n'), "local x =\n  |");
  EXPECT_EQ(typedInto("f()\n    |\n", '\n'), "f()\n|\n");
}

TEST(FormattingOnType, ClosesTheBlockThatWasJustOpened) {
  EXPECT_EQ(typedInto("if x then\n|\n", '\n'), "if x then\n  |\nend\n");
  EXPECT_EQ(typedInto("if x then\n|", '\n'), "if x then\n  |\nend");
  EXPECT_EQ(typedInto("for i = 1, 2 do\n|\nf()\n", '\n'), "for i = 1, 2 do\n  |\nend\nf()\n");
  EXPECT_EQ(typedInto("repeat\n|\n", '\n'), "repeat\n  |\nuntil\n");
  EXPECT_EQ(typedInto("local function f(a)\n|\n", '\n'), "local function f(a)\n  |\nend\n");
  EXPECT_EQ(typedInto("local t = {\n|\n", '\n'), "local t = {\n  |\n}\n");
  EXPECT_EQ(typedInto("helpers.trace(\"x\", function()\n|)\n", '\n'), "helpers.trace(\"x\", function()\n  |\nend)\n");
}

TEST(FormattingOnType, ClosesTheInnerOneOfTwoBlocks) {
  EXPECT_EQ(typedInto("function f()\n  if a then\n|\n  g()\nend\n", '\n'),
            "function f()\n  if a then\n    |\n  end\n  g()\nend\n");
}

TEST(FormattingOnType, ClosesNothingThatIsClosed) {
  EXPECT_EQ(typedInto("if x then\n|\n  f()\nend\n", '\n'), "if x then\n  |\n  f()\nend\n");
  EXPECT_EQ(typedInto("local s = [[\n|\n]]", '\n'), "local s = [[\n|\n]]");
  EXPECT_EQ(typedInto("--[[ if x then\n|\n]]", '\n'), "--[[ if x then\n|\n]]");
}

TEST(FormattingOnType, IndentsTheWordThatClosesABlockLikeTheOneThatOpensIt) {
  EXPECT_EQ(typedInto("if x then\n  f()\n  end|", 'd'), "if x then\n  f()\nend|");
  EXPECT_EQ(typedInto("if x then\n  f()\n  else|\nend", 'e'), "if x then\n  f()\nelse|\nend");
  EXPECT_EQ(typedInto("if x then\n  f()\n  elseif|\nend", 'f'), "if x then\n  f()\nelseif|\nend");
  EXPECT_EQ(typedInto("repeat\n  f()\n  until|", 'l'), "repeat\n  f()\nuntil|");
  EXPECT_EQ(typedInto("do\n  local t = {\n    1,\n    }|\nend", '}'), "do\n  local t = {\n    1,\n  }|\nend");
  EXPECT_EQ(typedInto("f(\n  1\n  )|", ')'), "f(\n  1\n)|");
}

TEST(FormattingOnType, LeavesWordsWithinALineAlone) {
  EXPECT_EQ(typedInto("if x then f() end|", 'd'), "if x then f() end|");
  EXPECT_EQ(typedInto("  local send|", 'd'), "  local send|");
}

TEST(FormattingOnType, TakesAnyTextAtAnyPlace) {
  for (const auto& text : tests::luaTexts()) {
    if (text.code.size() > 500) continue;
    const auto whole = parse(text.code);
    for (std::uint32_t at = 0; at <= text.code.size(); at += 13) {
      for (const char typed : kFormattingCharacters) {
        EXPECT_TRUE(areApart(formattedOnType(*whole, at, typed, {}), text.code.size()));
      }
      const std::string half = text.code.substr(0, at) + "\n";
      const auto edits = formattedOnType(*parse(half), at + 1, '\n', {});
      EXPECT_TRUE(areApart(edits, half.size()));
    }
  }
}

}  // namespace
}  // namespace sluice::language
