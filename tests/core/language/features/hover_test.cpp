#include "language/features/hover.h"

#include <gtest/gtest.h>

#include "core/language/features/cursor.h"
#include "core/language/fixture_sections.h"

namespace sluice::language {
namespace {

const FixtureSection kSection("hover", [](const SectionInput& input) {
  const auto found = hoverAt(input.analysis, input.caret);
  if (!found) return std::string("nothing");
  return found->code.empty() || found->doc.empty() ? found->code + found->doc : found->code + "\n" + found->doc;
});

Hover hover(const std::string& code, std::string_view docsUrl = {}) {
  const AtCursor at(code);
  return hoverAt(at.analysis, at.offset, docsUrl).value_or(Hover{{}, "nothing", {}});
}

TEST(LanguageHover, TellsWhatALiteralStandsFor) {
  EXPECT_EQ(hover("print($0255)").doc, "`0xff`");
  EXPECT_EQ(hover("print(0x$0ff)").doc, "`255`");
  EXPECT_EQ(hover("print(0xffffffff$0ffffffff)").doc, "`-1`");
  EXPECT_EQ(hover("print(1.$05)").code, "1.5: number");
  EXPECT_EQ(hover("print('Zü$0rich')").doc, "A string of 7 bytes, which are 6 characters.");
  EXPECT_EQ(hover("print('pl$0ain')").code, "nothing");
}

TEST(LanguageHover, ShowsTheValueOfAVariableThatKeepsIt) {
  EXPECT_EQ(hover("local n <const> = 5\nprint($0n)").code, "local n <const>: integer = 5");
  EXPECT_EQ(hover("local s = 'a'\nprint($0s)").code, "local s: string = 'a'");
  EXPECT_EQ(hover("local s = 'a'\ns = 'b'\nprint($0s)").code, "local s: string");
}

TEST(LanguageHover, LinksWhatTheDocumentationExplains) {
  const Hover fetch = hover("helpers.$0fetch('https://a.example/')", "https://docs.example/");
  EXPECT_NE(fetch.doc.find("Raises [`fetch_denied`](https://docs.example/reference/errors.md#fetch_denied), "),
            std::string::npos)
      << fetch.doc;
  EXPECT_NE(
      fetch.doc.find("Limits: [`fetchesPerScript`](https://docs.example/reference/limits.md#fetchesPerScript) 10"),
      std::string::npos)
      << fetch.doc;
  EXPECT_NE(fetch.doc.find("(https://docs.example/reference/helpers.md#fetch)"), std::string::npos);
  EXPECT_EQ(hover("helpers.$0fetch('https://a.example/')").doc.find("]("), std::string::npos);
}

TEST(LanguageHover, NeverLetsTextOfAScriptBecomeALink) {
  const std::string docs = "https://docs.example/";
  const Hover link =
      hover("---[click](https://evil.example) <img src=x> `limit_fetch`\nlocal function f() end\n$0f()", docs);
  EXPECT_EQ(link.doc, "\\[click\\](https\\://evil.example) \\<img src=x\\> `limit_fetch`");
  Setting setting;
  setting.hook = "before_signup";
  setting.isPipeline = true;
  const std::string id = "`](https://evil.example)`";
  setting.earlier.push_back({dataOf(id, analyze("return { data = { country = \"DE\" } }", setting).inference)});
  const Analysis later = analyze("print(context.prev.country)", setting);
  EXPECT_EQ(hoverAt(later, 20, docs)->doc, "From script `` `](https://evil.example)` ``.");
}

TEST(LanguageHover, TellsWhatTheFieldsOfAResultMean) {
  EXPECT_EQ(hover("return { $0allowed = true }").code, "(field) allowed: true");
  EXPECT_NE(hover("return { $0allowed = true }").doc.find("no later script runs"), std::string::npos);
  EXPECT_EQ(hover("local t = { $0allowed = true }\nreturn t").doc, "");
  EXPECT_EQ(hover("return { data = { $0allowed = true } }").doc, "");
}

TEST(LanguageHover, FencesCodeThatHasFencesItself) {
  EXPECT_EQ(markdownOf(Hover{{}, "local s: \"```\"", "Text."}), "````lua\nlocal s: \"```\"\n````\n\nText.");
}

}  // namespace
}  // namespace sluice::language
