// What is left of a script while one of its lines is being typed: of the declarations outside that line, how many are
// still found, and how many in the right function. Every script of the repository is damaged in two ways: a half-typed
// statement is put before one of its statements, or one of its lines is cut off at a token.
#include <gtest/gtest.h>

#include <cstdio>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "language/binding/binding.h"
#include "language/syntax/parser.h"
#include "support/lua_texts.h"

namespace sluice::language {
namespace {

constexpr const char* kHalfTyped[] = {
    "context.",
    "context:",
    "local x = context.",
    "if context.user.",
    "helpers.log(context.",
    "local t = { context.",
    "helpers.log(",
    "helpers.log(\"a\", ",
    "helpers.secret(\"",
    "local s = context.outputs[\"",
    "local t = {",
    "return {",
    "return { allowed = ",
    "if context.email then",
    "if not context.email",
    "while context.email",
    "repeat",
    "for i = 1,",
    "for i = 1, #list do",
    "for key, value in pairs(",
    "local function check(a,",
    "function check(",
    "local sum = 1 +",
    "local text = \"a\" ..",
    "loc",
    "context.email",
    "local x <con",
    "x =",
    "local",
};

struct Tally {
  std::size_t declared = 0;
  std::size_t found = 0;
  std::size_t rightFunction = 0;
  std::size_t invented = 0;
  std::size_t texts = 0;

  double foundShare() const { return static_cast<double>(found) / static_cast<double>(declared); }
  double rightShare() const { return static_cast<double>(rightFunction) / static_cast<double>(declared); }
};

struct Declaration {
  std::string name;
  std::uint32_t begin;
  std::size_t depth;  // functions around it

  bool operator<(const Declaration& other) const { return begin < other.begin; }
};

std::set<Declaration> declarationsIn(const std::string& code) {
  const auto tree = parse(code);
  const Binding binding = bind(*tree);
  std::set<Declaration> found;
  for (const Symbol& symbol : binding.symbols) {
    if (!symbol.isLocal() || symbol.declaration.empty()) continue;
    std::size_t depth = 0;
    for (FunctionId f = symbol.function; f != kChunk; f = binding.functions[f].parent) ++depth;
    found.insert({std::string(symbol.name), symbol.declaration.begin, depth});
  }
  return found;
}

// `code` with [begin, end) replaced by `with`; the damaged line of the result is not counted.
void damage(const std::string& code, const std::set<Declaration>& truth, Span cut, const std::string& with,
            Tally& tally) {
  std::string damaged = code;
  damaged.replace(cut.begin, cut.size(), with);
  const auto isLineEnd = [](char c) { return c == '\n'; };
  std::uint32_t lineBegin = cut.begin;
  while (lineBegin > 0 && !isLineEnd(code[lineBegin - 1])) --lineBegin;
  const auto moved = static_cast<std::int64_t>(with.size()) - cut.size();
  const auto found = declarationsIn(damaged);
  std::size_t outside = 0;
  std::size_t kept = 0;
  for (const Declaration& each : truth) {
    if (each.begin >= lineBegin && each.begin < cut.end) continue;
    ++outside;
    const std::int64_t shift = each.begin >= cut.end ? moved : 0;
    const auto same = found.find({"", static_cast<std::uint32_t>(each.begin + shift), 0});
    if (same == found.end() || same->name != each.name) continue;
    ++kept;
    if (same->depth == each.depth) ++tally.rightFunction;
  }
  std::size_t inLine = 0;
  for (const Declaration& each : found) {
    if (each.begin >= lineBegin && each.begin < cut.begin + with.size()) ++inLine;
  }
  tally.declared += outside;
  tally.found += kept;
  tally.invented += found.size() - inLine - kept;
  ++tally.texts;
}

// Where statements begin that are the first thing on their line.
void collectStarts(const SyntaxTree& tree, std::vector<const Token*>& starts) {
  std::set<std::uint32_t> begins;
  std::vector<const Block*> blocks{tree.chunk};
  const auto add = [&blocks](const Block* block) { blocks.push_back(block); };
  while (!blocks.empty()) {
    const Block* block = blocks.back();
    blocks.pop_back();
    for (const Stat* stat : block->stats) {
      begins.insert(stat->span.begin);
      if (const auto* each = as<DoStat>(stat)) add(each->block);
      if (const auto* each = as<WhileStat>(stat)) add(each->block);
      if (const auto* each = as<NumericForStat>(stat)) add(each->block);
      if (const auto* each = as<GenericForStat>(stat)) add(each->block);
      if (const auto* each = as<RepeatStat>(stat)) add(each->block);
      if (const auto* each = as<FunctionStat>(stat)) add(each->function->body->block);
      if (const auto* each = as<LocalFunctionStat>(stat)) add(each->function->body->block);
      if (const auto* each = as<IfStat>(stat)) {
        for (const IfClause& clause : each->clauses) add(clause.block);
      }
    }
  }
  for (const Token& token : tree.lexed.tokens) {
    if (token.first && begins.contains(token.span.begin)) starts.push_back(&token);
  }
}

// Scripts to damage, and their trees: those that a person could have written.
bool isWritten(const tests::LuaText& text, const SyntaxTree& tree) {
  return tree.mistakes.empty() && text.code.size() <= 12000 && !text.path.starts_with("tests/corpus/own/parser/");
}

std::string withoutIndentation(const std::string& code) {
  std::string out;
  bool atBegin = true;
  for (const char c : code) {
    if (atBegin && (c == ' ' || c == '\t')) continue;
    atBegin = c == '\n';
    out.push_back(c);
  }
  return out;
}

void report(const char* what, const Tally& tally) {
  std::printf("%s: %zu texts, %zu declarations, %.3f %% found, %.3f %% in the right function, %.4f invented per text\n",
              what, tally.texts, tally.declared, 100 * tally.foundShare(), 100 * tally.rightShare(),
              static_cast<double>(tally.invented) / static_cast<double>(tally.texts));
}

Tally insertHalfTyped(bool indented) {
  Tally tally;
  std::mt19937 random(11);
  for (const auto& text : tests::luaTexts()) {
    const std::string code = indented ? text.code : withoutIndentation(text.code);
    const auto tree = parse(code);
    if (!isWritten(text, *tree)) continue;
    std::vector<const Token*> starts;
    collectStarts(*tree, starts);
    const auto truth = declarationsIn(code);
    if (truth.size() < 2) continue;
    for (const char* halfTyped : kHalfTyped) {
      const Token& start = *starts[random() % starts.size()];
      const std::string line = std::string(halfTyped) + "\n" + std::string(start.indent, ' ');
      damage(code, truth, {start.span.begin, start.span.begin}, line, tally);
    }
  }
  return tally;
}

TEST(LanguageDamage, OfAHalfTypedStatementStaysInItsLine) {
  const Tally tally = insertHalfTyped(true);
  report("inserted", tally);
  EXPECT_GE(tally.foundShare(), 0.995);
  EXPECT_GE(tally.rightShare(), 0.99);
  EXPECT_LE(tally.invented, tally.texts / 100);
}

TEST(LanguageDamage, LosesLittleWhereNothingIsIndented) {
  const Tally tally = insertHalfTyped(false);
  report("inserted, not indented", tally);
  EXPECT_GE(tally.foundShare(), 0.995);
  EXPECT_GE(tally.rightShare(), 0.85);
}

TEST(LanguageDamage, OfALineThatIsCutOffStaysInThatLine) {
  Tally tally;
  std::mt19937 random(12);
  for (const auto& text : tests::luaTexts()) {
    const auto tree = parse(text.code);
    if (!isWritten(text, *tree)) continue;
    const auto truth = declarationsIn(text.code);
    if (truth.size() < 2) continue;
    for (int round = 0; round < 10; ++round) {
      const Token& token = tree->lexed.tokens[random() % (tree->lexed.tokens.size() - 1)];
      const std::size_t end = text.code.find('\n', token.span.begin);
      if (token.first || end == std::string::npos || end < token.span.end) continue;
      damage(text.code, truth, {token.span.begin, static_cast<std::uint32_t>(end)}, "", tally);
    }
  }
  report("cut", tally);
  EXPECT_GE(tally.foundShare(), 0.995);
  EXPECT_GE(tally.rightShare(), 0.99);
  EXPECT_LE(tally.invented, tally.texts / 100);
}

}  // namespace
}  // namespace sluice::language
