#include "language/features/markdown.h"

#include <gtest/gtest.h>

namespace sluice::language {
namespace {

TEST(LanguageMarkdown, KeepsCodeListsAndBoldTextOfDocs) {
  EXPECT_EQ(markdownOfDoc("Takes `a*b` and **both**.\n\n- one\n* two\n1. three"),
            "Takes `a*b` and **both**.\n\n- one\n* two\n1. three");
  EXPECT_EQ(markdownOfDoc("```lua\nlocal a = t[1] * 2\n```\nAfter."), "```lua\nlocal a = t[1] * 2\n```\nAfter.");
  EXPECT_EQ(markdownOfDoc("snake_case_name stays"), "snake_case_name stays");
}

TEST(LanguageMarkdown, MakesNothingElseOfDocs) {
  EXPECT_EQ(markdownOfDoc("[a](b) ![c](d) <b>e</b> &lt;"), "\\[a\\](b) \\!\\[c\\](d) \\<b\\>e\\</b\\> \\&lt;");
  EXPECT_EQ(markdownOfDoc("https://a.example www.b.example c@d.example"),
            "https\\://a.example www\\.b.example c\\@d.example");
  EXPECT_EQ(markdownOfDoc("# no title"), "\\# no title");
  EXPECT_EQ(markdownOfDoc("text\n==="), "text\n\\===");
  EXPECT_EQ(markdownOfDoc("text\n---"), "text\n\\---");
  EXPECT_EQ(markdownOfDoc("    <i>indented</i>"), "\\<i\\>indented\\</i\\>");
  EXPECT_EQ(markdownOfDoc("[a]: https://evil.example"), "\\[a\\]: https\\://evil.example");
  EXPECT_EQ(markdownOfDoc("- [x](y)"), "- \\[x\\](y)");
  EXPECT_EQ(markdownOfDoc("**[x](y)**"), "**\\[x\\](y)**");
  EXPECT_EQ(markdownOfDoc("a ` b"), "a \\` b");
  EXPECT_EQ(markdownOfDoc("``"), "\\`\\`");
}

TEST(LanguageMarkdown, ClosesWhatIsLeftOpen) {
  EXPECT_EQ(markdownOfDoc("```lua\nlocal a"), "```lua\nlocal a\n```");
  EXPECT_EQ(markdownOfDoc("```<img src=x>\na\n```"), "```\na\n```");
}

TEST(LanguageMarkdown, QuotesCodeThatHasQuotesItself) {
  EXPECT_EQ(codeSpan("a"), "`a`");
  EXPECT_EQ(codeSpan("a`b"), "``a`b``");
  EXPECT_EQ(codeSpan("`"), "`` ` ``");
  EXPECT_EQ(codeSpan("a\nb"), "`a b`");
  EXPECT_EQ(fencedCode("a\n```\nb"), "````lua\na\n```\nb\n````");
  EXPECT_EQ(markdownOfText("a\n# b"), "a # b");
}

}  // namespace
}  // namespace sluice::language
