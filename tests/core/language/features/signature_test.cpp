#include "language/features/signature.h"

#include <gtest/gtest.h>

#include "core/language/features/cursor.h"
#include "core/language/fixture_sections.h"

namespace sluice::language {
namespace {

// One line for each choice, "> " before the active one, the active parameter between « and ».
std::string shown(const std::optional<SignatureHelp>& help) {
  if (!help) return "nothing";
  std::string out;
  for (std::size_t i = 0; i < help->choices.size(); ++i) {
    const SignatureChoice& choice = help->choices[i];
    std::string line = choice.label;
    if (choice.active) {
      const Span span = choice.parameters.at(*choice.active).label;
      line.insert(span.end, "»");
      line.insert(span.begin, "«");
    }
    if (help->choices.size() > 1) line = (i == help->active ? "> " : "  ") + line;
    out += (i > 0 ? "\n" : "") + line;
  }
  return out;
}

const FixtureSection kSection("signature", [](const SectionInput& input) {
  const auto help = signatureAt(input.analysis, input.caret);
  std::string out = shown(help);
  if (!help) return out;
  const SignatureChoice& choice = help->choices[help->active];
  if (choice.active && !choice.parameters[*choice.active].doc.empty())
    out += "\n" + choice.parameters[*choice.active].doc;
  return out + (choice.doc.empty() ? "" : "\n" + choice.doc);
});

std::string signature(const std::string& code) {
  const AtCursor at(code);
  return shown(signatureAt(at.analysis, at.offset));
}

TEST(LanguageSignature, HelpsWithCallsThatAreHalfTyped) {
  EXPECT_EQ(signature("helpers.fetch($0"), "helpers.fetch(«url: string», options?: FetchOptions): FetchResponse");
  EXPECT_EQ(signature("helpers.fetch($0\nlocal a = 1\nreturn a"),
            "helpers.fetch(«url: string», options?: FetchOptions): FetchResponse");
  EXPECT_EQ(signature("local n = string.rep('a', $0"),
            "string.rep(s: string, «n: integer», separator?: string): string");
  EXPECT_EQ(signature("local n = string.rep('a',$0\nlocal b = 1"),
            "string.rep(s: string, «n: integer», separator?: string): string");
  EXPECT_EQ(signature("helpers.secret(\"$0"), "helpers.secret(«name: string»): string?");
}

TEST(LanguageSignature, FollowsTheCommas) {
  EXPECT_EQ(signature("string.rep($0'a', 2)"), "string.rep(«s: string», n: integer, separator?: string): string");
  EXPECT_EQ(signature("string.rep('a'$0, 2)"), "string.rep(«s: string», n: integer, separator?: string): string");
  EXPECT_EQ(signature("string.rep('a',$0 2)"), "string.rep(s: string, «n: integer», separator?: string): string");
  EXPECT_EQ(signature("string.rep(f(1, 2, 3)$0)"), "string.rep(«s: string», n: integer, separator?: string): string");
  EXPECT_EQ(signature("helpers.uuid(1, $0)"), "helpers.uuid(): string");
  EXPECT_EQ(signature("math.max(1, 2, 3, $0)"), "math.max(x: number, «...: number»): number");
}

TEST(LanguageSignature, IsThatOfTheInnermostCall) {
  EXPECT_EQ(signature("print(string.len($0'a'))"), "string.len(«s: string»): integer");
  EXPECT_EQ(signature("print(string.len('a')$0)"), "print(«...: any»)");
  EXPECT_EQ(signature("helpers.trace('a', function() $0 end)"), "nothing");
  EXPECT_EQ(signature("helpers.trace('a', function() print($0) end)"), "print(«...: any»)");
  EXPECT_EQ(signature("print('a') $0"), "nothing");
}

TEST(LanguageSignature, KnowsMethodsWithTheirReceiver) {
  EXPECT_EQ(signature("local s = 'a'\nprint(s:rep($02))"), "string:rep(«n: integer», separator?: string): string");
  const std::string queue = "local Q = {}\nfunction Q:push(item) return self, item end\n";
  EXPECT_EQ(signature(queue + "Q:push($01)").substr(0, 16), "Q:push(«item?: ");
  EXPECT_EQ(signature(queue + "Q.push(Q, $01)").substr(0, 21), "Q.push(self, «item?:");
}

TEST(LanguageSignature, ChoosesTheWayThatFitsTheArguments) {
  EXPECT_EQ(signature("local t = {}\ntable.insert(t, $0)"),
            "> table.insert(list: V[], «value: V»)\n  table.insert(list: V[], «position: integer», value: V)");
  EXPECT_EQ(signature("local t = {}\ntable.insert(t, 1, $0)"),
            "  table.insert(list: V[], value: V)\n> table.insert(list: V[], position: integer, «value: V»)");
  EXPECT_TRUE(signature("helpers.log('warn', $0)").starts_with("  helpers.log(«...: any»)\n> helpers.log(level: "));
  EXPECT_TRUE(signature("helpers.log('hello', $0)").starts_with("> helpers.log(«...: any»)\n  helpers.log(level: "));
}

TEST(LanguageSignature, WorksForCallsWithoutParentheses) {
  EXPECT_EQ(signature("print(helpers.secret\"GEO$0\")"), "helpers.secret(«name: string»): string?");
  EXPECT_EQ(signature("helpers.rateLimit{ key = 'a', $0 }"),
            "helpers.rateLimit(«options: RateLimitOptions»): RateLimit");
}

}  // namespace
}  // namespace sluice::language
