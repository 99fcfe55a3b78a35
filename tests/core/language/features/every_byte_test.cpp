// Every feature at every byte of the fixtures, and of what is left of them when they are cut off: nothing may crash,
// and what comes back must lie within the text.
#include <gtest/gtest.h>

#include <filesystem>

#include "language/features/calls.h"
#include "language/features/hover.h"
#include "language/features/inlay_hints.h"
#include "language/features/lenses.h"
#include "language/features/semantic_tokens.h"
#include "language/features/signature.h"
#include "language/features/symbols.h"
#include "support/read_file.h"

namespace sluice::language {
namespace {

constexpr std::uint32_t kCutEvery = 37;

void askAt(const Analysis& analysis, std::uint32_t offset) {
  const std::size_t size = analysis.tree->text.size();
  if (const auto hover = hoverAt(analysis, offset, "https://docs.example/")) {
    EXPECT_LE(hover->span.end, size);
    EXPECT_FALSE(markdownOf(*hover).empty());
  }
  if (const auto help = signatureAt(analysis, offset)) {
    EXPECT_LE(help->arguments.end, size);
    ASSERT_LT(help->active, help->choices.size());
    for (const SignatureChoice& each : help->choices) {
      EXPECT_TRUE(!each.active || *each.active < each.parameters.size());
    }
  }
  const auto item = callItemAt(analysis, offset);
  EXPECT_TRUE(!item || item->span.end <= size);
}

void askAll(const Analysis& analysis) {
  const std::size_t size = analysis.tree->text.size();
  std::uint32_t end = 0;
  for (const SemanticToken& token : semanticTokensOf(analysis)) {
    EXPECT_LE(end, token.span.begin);
    EXPECT_FALSE(token.span.empty());
    EXPECT_EQ(analysis.tree->textOf(token.span).find('\n'), std::string_view::npos);
    end = token.span.end;
  }
  EXPECT_LE(end, size);
  for (const InlayHint& hint : inlayHintsOf(analysis)) EXPECT_LE(hint.offset, size);
  for (const Lens& lens : lensesOf(analysis)) EXPECT_LE(lens.span.end, size);
  for (FunctionId id = 0; id < analysis.binding.functions.size(); ++id) {
    for (const CallLink& link : incomingCalls(analysis, id)) EXPECT_FALSE(link.places.empty());
    for (const CallLink& link : outgoingCalls(analysis, id)) EXPECT_FALSE(link.places.empty());
  }
  symbolsMatching(outlineOf(*analysis.tree), "a");
}

TEST(LanguageFeatures, AnswerAtEveryByteOfWholeAndCutOffScripts) {
  const auto folder = std::filesystem::path(SLUICE_REPO_DIR) / "tests/core/language/fixtures";
  std::uint32_t texts = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".luat") continue;
    // The marks of fixtures are comments, and carets make a text that is broken.
    const std::string text = tests::readFile(entry.path().string());
    Setting setting;
    setting.hook = "before_signup";
    for (std::size_t cut = texts++ % kCutEvery; cut < text.size() + kCutEvery; cut += kCutEvery) {
      const Analysis analysis = analyze(text.substr(0, std::min(cut, text.size())), setting);
      askAll(analysis);
      const auto size = static_cast<std::uint32_t>(analysis.tree->text.size());
      const bool isWhole = cut >= text.size();
      for (std::uint32_t at = isWhole || size < 2 * kCutEvery ? 0 : size - 2 * kCutEvery; at <= size + 1; ++at)
        askAt(analysis, at);
    }
  }
  EXPECT_GT(texts, 5u);
}

}  // namespace
}  // namespace sluice::language
