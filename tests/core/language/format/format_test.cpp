// What formatting must never do, on every script there is: of the repository, with its blanks mangled, and damaged.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "language/format/format.h"
#include "language/syntax/parser.h"
#include "language/text/line_index.h"
#include "support/lua_texts.h"
#include "support/read_file.h"

namespace sluice::language {
namespace {

using tests::LuaCompiler;
using tests::LuaText;

std::string format(const std::string& code, const FormatOptions& options = {}) {
  const auto edits = formatted(*parse(code), options);
  EXPECT_TRUE(areApart(edits, code.size()));
  return applied(code, edits);
}

// The scripts of the repository, of the editor's examples and of the fixtures.
const std::vector<LuaText>& texts() {
  static const std::vector<LuaText> all = [] {
    std::vector<LuaText> found = tests::luaTexts();
    const std::filesystem::path repository = SLUICE_REPO_DIR;
    for (const char* folder : {"web-ui/src/examples", "core/language/library", "tests/core/language/fixtures"}) {
      for (const auto& entry : std::filesystem::recursive_directory_iterator(repository / folder)) {
        if (!entry.path().extension().string().starts_with(".lua")) continue;
        found.push_back({entry.path().string(), tests::readFile(entry.path())});
      }
    }
    return found;
  }();
  return all;
}

// Scripts that a person could have written; the others nest as deep as the compiler lets them.
bool isValid(const LuaText& text) { return parse(text.code)->mistakes.empty(); }

// Tokens and comments in their order, without the tokens that may come and go.
std::vector<std::string> wordsOf(const std::string& code) {
  const auto tree = parse(code);
  std::vector<std::string> words;
  auto comment = tree->lexed.comments.begin();
  const auto commentsUntil = [&](std::uint32_t offset) {
    for (; comment != tree->lexed.comments.end() && comment->span.begin < offset; ++comment) {
      std::string text(tree->textOf(comment->span));
      while (!comment->isLong && (text.back() == ' ' || text.back() == '\t')) text.pop_back();
      words.push_back(text);
    }
  };
  const auto& tokens = tree->lexed.tokens;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    commentsUntil(tokens[i].span.begin);
    const TokenKind kind = tokens[i].kind;
    if (kind == TokenKind::Semicolon) continue;
    if (kind == TokenKind::Comma && tokens[i + 1].kind == TokenKind::RightBrace) continue;
    words.emplace_back(tree->textOf(tokens[i].span));
  }
  return words;
}

TEST(Formatting, KeepsTheBytecodeAndEveryWordOfEveryScript) {
  LuaCompiler compiler;
  for (const LuaText& text : texts()) {
    if (!isValid(text)) continue;
    const std::string after = format(text.code);
    ASSERT_EQ(compiler.refusal(after).empty(), compiler.refusal(text.code).empty()) << text.path;
    EXPECT_EQ(wordsOf(text.code), wordsOf(after)) << text.path;
    if (!compiler.refusal(text.code).empty()) continue;
    EXPECT_EQ(compiler.strippedBytecode(text.code), compiler.strippedBytecode(after)) << text.path << "\n" << after;
  }
}

TEST(Formatting, ChangesNothingTheSecondTime) {
  FormatOptions narrow;
  narrow.width = 40;
  narrow.tabs = true;
  narrow.indent = 4;
  for (const LuaText& text : texts()) {
    for (const FormatOptions& options : {FormatOptions{}, narrow}) {
      const std::string once = format(text.code, options);
      EXPECT_EQ(format(once, options), once) << text.path;
    }
  }
}

TEST(Formatting, OfTheWholeRangeIsThatOfTheScript) {
  for (const LuaText& text : texts()) {
    const auto tree = parse(text.code);
    const Span all{0, static_cast<std::uint32_t>(text.code.size())};
    EXPECT_EQ(formattedRange(*tree, all, {}), formatted(*tree, {})) << text.path;
  }
}

// Blanks where nobody means anything by them: before a token that stands in the line of the one before it, and at the
// begin of a line.
std::string mangled(const std::string& code, std::mt19937& random) {
  const auto tree = parse(code);
  std::string out;
  std::uint32_t at = 0;
  const auto gap = [&](std::uint32_t begin) {
    const std::string blanks = code.substr(at, begin - at);
    const std::size_t newline = blanks.rfind('\n');
    const std::string some(random() % 4, random() % 3 == 0 ? '\t' : ' ');
    if (newline == std::string::npos) return blanks.empty() ? blanks : blanks + some;
    std::string lines = blanks.substr(0, newline + 1);
    const bool hasBlank = std::count(lines.begin(), lines.end(), '\n') > 1;
    return some + lines + (hasBlank && random() % 2 == 0 ? "\n" : "") + some;
  };
  std::vector<Span> words;
  for (const Token& token : tree->lexed.tokens) words.push_back(token.span);
  for (const Comment& comment : tree->lexed.comments) words.push_back(comment.span);
  std::sort(words.begin(), words.end(), [](Span a, Span b) { return a.begin < b.begin; });
  for (const Span word : words) {
    out += gap(word.begin);
    out += code.substr(word.begin, word.size());
    at = word.end;
  }
  return out;
}

TEST(Formatting, DoesNotSeeHowBlanksWereMangled) {
  std::mt19937 random(54);
  for (const LuaText& text : texts()) {
    if (!isValid(text)) continue;
    const std::string other = mangled(text.code, random);
    if (!parse(other)->mistakes.empty()) continue;
    EXPECT_EQ(format(other), format(text.code)) << text.path;
  }
}

// Lines that blocks begin and end in: whether they stay in one is for the author to say.
std::set<std::uint32_t> linesWithBlocks(const SyntaxTree& tree) {
  std::set<std::uint32_t> lines;
  for (const Token& token : tree.lexed.tokens) {
    if (token.kind == TokenKind::End || token.kind == TokenKind::Until || token.kind == TokenKind::Function)
      lines.insert(token.line);
  }
  for (const Comment& comment : tree.lexed.comments) lines.insert(comment.line);
  return lines;
}

TEST(Formatting, DoesNotSeeHowTheLinesOfExpressionsWereBroken) {
  std::mt19937 random(55);
  for (const LuaText& text : texts()) {
    if (!isValid(text)) continue;
    const std::string clean = format(text.code);
    const auto tree = parse(clean);
    const auto& tokens = tree->lexed.tokens;
    const std::set<std::uint32_t> fixed = linesWithBlocks(*tree);
    std::string broken;
    std::uint32_t at = 0;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      broken += clean.substr(at, tokens[i].span.end - at);
      at = tokens[i].span.end;
      const TokenKind kind = tokens[i].kind;
      const bool isFree = (kind >= TokenKind::Plus && kind <= TokenKind::LeftParen) || kind == TokenKind::And ||
                          kind == TokenKind::Or || kind == TokenKind::Concat || kind == TokenKind::Comma;
      const bool isBroken = tokens[i + 1].first;
      if (isFree && !isBroken && !fixed.contains(tokens[i].line) && random() % 3 == 0) broken += "\n";
    }
    broken += clean.substr(at);
    EXPECT_EQ(format(broken), clean) << text.path;
  }
}

// Cuts a line of a script off at a token, or puts a half-typed statement before it.
std::string damaged(const std::string& code, std::mt19937& random) {
  const auto tree = parse(code);
  const auto& tokens = tree->lexed.tokens;
  const Token& token = tokens[random() % tokens.size()];
  const std::size_t end = std::min(code.find('\n', token.span.end), code.size());
  if (random() % 2 == 0) return code.substr(0, token.span.end) + code.substr(end);
  constexpr const char* kHalfTyped[] = {"local x =\n", "context.\n", "if a then\n", "f(\n", "{\n", "end\n", "x = \"\n"};
  return code.substr(0, token.span.begin) + kHalfTyped[random() % std::size(kHalfTyped)] +
         code.substr(token.span.begin);
}

TEST(Formatting, OfDamagedScriptsTouchesNoLineWithAMistake) {
  std::mt19937 random(56);
  std::size_t changed = 0;
  for (const LuaText& text : texts()) {
    if (text.code.size() > 8000 || !isValid(text)) continue;
    const std::string other = damaged(mangled(text.code, random), random);
    const auto tree = parse(other);
    const auto edits = formatted(*tree, {});
    EXPECT_EQ(wordsOf(other), wordsOf(applied(other, edits))) << text.path;
    const LineIndex lines(other);
    std::set<std::uint32_t> bad;
    for (const Mistake& mistake : tree->mistakes) {
      for (std::uint32_t i = lines.lineOf(mistake.span.begin); i <= lines.lineOf(mistake.span.end); ++i) bad.insert(i);
    }
    if (!bad.empty()) changed += edits.empty() ? 0 : 1;
    for (const TextEdit& edit : edits) {
      for (std::uint32_t i = lines.lineOf(edit.span.begin); i <= lines.lineOf(edit.span.end); ++i) {
        // An edit of the next line's begin, or of this one's end, is no change of it.
        EXPECT_FALSE(bad.contains(i)) << text.path << " line " << i << "\n" << other;
      }
    }
  }
  EXPECT_GT(changed, texts().size() / 4);
}

TEST(Formatting, OfARangeChangesWholeStatementsAndNothingElse) {
  std::mt19937 random(57);
  for (const LuaText& text : texts()) {
    if (!isValid(text) || text.code.size() > 8000) continue;
    const std::string other = mangled(text.code, random);
    const auto tree = parse(other);
    if (!tree->mistakes.empty()) continue;
    const auto at = static_cast<std::uint32_t>(random() % (other.size() + 1));
    const auto edits = formattedRange(*tree, {at, at}, {});
    const std::string after = applied(other, edits);
    EXPECT_TRUE(parse(after)->mistakes.empty()) << text.path;
    EXPECT_EQ(wordsOf(after), wordsOf(other)) << text.path;
    // What is left to format is what was outside.
    EXPECT_EQ(format(after), format(other)) << text.path;
  }
}

TEST(Formatting, KeepsTheLineEndsAndWhatStandsBeforeTheFirstStatement) {
  EXPECT_EQ(format("local  a=1\r\nlocal b\r\n"), "local a = 1\r\nlocal b\r\n");
  EXPECT_EQ(format("if a then\r\nf()\r\nend"), "if a then\r\n  f()\r\nend\r\n");
  EXPECT_EQ(format("\xEF\xBB\xBF\nlocal  a=1"), "\xEF\xBB\xBF\nlocal a = 1\n");
  EXPECT_EQ(format("#!/usr/bin/lua\nlocal  a=1"), "#!/usr/bin/lua\nlocal a = 1\n");
  EXPECT_EQ(format(""), "");
  EXPECT_EQ(format(" \n\n"), "");
  EXPECT_EQ(format("--[[ not closed  "), "--[[ not closed  ");
}

TEST(Formatting, WritesEditsAsSmallAsTheChanges) {
  const std::vector<TextEdit> expected{{{6, 7}, ""}, {{8, 8}, " "}, {{9, 9}, " "}};
  EXPECT_EQ(formatted(*parse("local  a=1\nlocal b = 2\n"), {}), expected);
}

TEST(Formatting, TakesAnyText) {
  for (const LuaText& text : texts()) {
    if (text.code.size() > 600) continue;
    for (std::size_t size = 0; size <= text.code.size(); size += 11) {
      const std::string half = text.code.substr(0, size);
      const auto edits = formatted(*parse(half), {});
      ASSERT_TRUE(areApart(edits, half.size())) << text.path;
      EXPECT_EQ(wordsOf(applied(half, edits)), wordsOf(half)) << text.path << " " << size;
    }
  }
}

}  // namespace
}  // namespace sluice::language
