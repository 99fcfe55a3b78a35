#include "language/analysis.h"

#include <gtest/gtest.h>

#include <random>

#include "base/concat.h"
#include "language/server/summary.h"
#include "support/lua_texts.h"

namespace sluice::language {
namespace {

TEST(LanguageAnalysis, CallsNothingAnErrorInTheExampleScripts) {
  int scripts = 0;
  for (const auto& text : tests::luaTexts()) {
    if (!text.path.starts_with("examples/")) continue;
    ++scripts;
    for (const Mistake& each : analyze(text.code, {}).diagnostics) {
      const auto& info = catalog::kDiagnostics[static_cast<std::size_t>(each.code)];
      EXPECT_NE(info.severity, catalog::DiagnosticSeverity::Error) << text.path << ": " << each.message;
    }
  }
  EXPECT_GT(scripts, 5);
}

TEST(LanguageAnalysis, TakesEveryScriptWholeAndCutOff) {
  std::mt19937 random(9);
  Setting setting;
  setting.hook = "before_signup";
  for (const auto& text : tests::luaTexts()) {
    analyze(text.code, setting);
    analyze(text.code.substr(0, random() % (text.code.size() + 1)), setting);
  }
}

TEST(LanguageAnalysis, TakesDeepAndLongTexts) {
  constexpr std::size_t kBytes = 20 * 1024;
  for (const char* piece :
       {"a.b(", "x=a+", "x=a..", "f(function() ", "if a then ", "while a and b do ", "x={", "a,", "x=x or ",
        "local a={b=a} ", "a.b.c.d=a ", "for i=1,2 do ", "function a:b() ", "x=not ", "repeat local a=1 "}) {
    std::string code;
    while (code.size() < kBytes) code += piece;
    analyze(code, {});
  }
}

// Six kilobytes of tables that stand in one another were looked at along every way there is through them: for ever.
TEST(LanguageAnalysis, TakesTablesAndTypesThatStandInManyPlaces) {
  constexpr int kLevels = 10;
  constexpr int kPlaces = 30;
  const auto levels = [](std::string_view begin, std::string_view end, std::string_view field, char name) {
    std::string code;
    for (int level = 1; level < kLevels; ++level) {
      code += concat({begin, std::string(1, name), level, end});
      for (int i = 0; i < kPlaces; ++i) code += concat({"f", i, field, std::string(1, name), level - 1, ", "});
      code += "}\n";
    }
    return code;
  };
  const std::string made = "local t0 = {}\n" + levels("local ", " = { ", " = ", 't');
  const std::string named = "---@alias A0 string\n" + levels("---@alias ", " { ", ": ", 'A');
  const std::string generic = "---@alias G0<T> T\n" + levels("---@alias ", "<T> { ", ": ", 'G');
  std::string functions = "---@alias F0 string\n";
  for (int level = 1; level < kLevels; ++level) {
    functions += concat({"---@alias F", level, " fun("});
    for (int i = 0; i < kPlaces; ++i) functions += concat({"f", i, ": F", level - 1, ", "});
    functions += "): string\n";
  }
  for (const std::string& code :
       {made + "return { data = t9 }", named + "---@type A9\nlocal x\nreturn { data = x }",
        generic + "---@type G9<string>\nlocal x\nreturn { data = x }",
        functions + "---@generic T\n---@param a T\n---@return F9\nlocal function f(a) return a end\nreturn f(1)"}) {
    const Analysis analysis = analyze(code, {});
    EXPECT_FALSE(server::summarize(analysis.inference).shape.empty());
    for (const ReturnedValue& each : analysis.inference.returns) analysis.inference.store.print(each.type, 3);
  }
}

std::string listOf(const Reached& reached) {
  std::string out;
  for (const std::string& name : reached.names) out += name + " ";
  return out + (reached.unbounded ? "unbounded" : "");
}

TEST(LanguageAnalysis, TellsWhatAScriptCanReach) {
  const Analysis analysis = analyze(
      "local key = helpers.secret(\"GEO_KEY\")\n"
      "local url = helpers.env(context.trigger)\n"
      "local answer = helpers.fetch(\"https://geo.example/lookup\", { body = key })\n"
      "return { data = { url = url, body = answer.body } }",
      {});
  const Capabilities& reach = analysis.inference.capabilities;
  EXPECT_EQ(listOf(reach.secrets), "GEO_KEY ");
  EXPECT_EQ(listOf(reach.settings), "unbounded");
  EXPECT_EQ(listOf(reach.hosts), "geo.example ");
  EXPECT_EQ(reach.helpers, (std::vector<std::string>{"env", "fetch", "secret"}));
}

TEST(LanguageAnalysis, LeavesOutWhatTheScriptTurnsOff) {
  EXPECT_EQ(analyze("---@diagnostic disable-next-line: undefined-global\nprint(nothing)", {}).diagnostics.size(), 0u);
  EXPECT_EQ(analyze("---@diagnostic disable: undefined-global, unused-local\nlocal a = nothing", {}).diagnostics.size(),
            0u);
  EXPECT_EQ(analyze("---@diagnostic disable-next-line: unused-local\nprint(nothing)", {}).diagnostics.size(), 2u)
      << "one for the comment, which turns off nothing";
  EXPECT_EQ(analyze("---@diagnostic disable: syntax\nprint(", {}).diagnostics.size(), 1u)
      << "what keeps a script from running stays";
}

TEST(LanguageAnalysis, TellsOfEachCommentByItselfWhetherItTurnsSomethingOff) {
  const auto needless = [](const char* code) {
    const Mistakes found = analyze(code, {}).diagnostics;
    for (const Mistake& each : found) EXPECT_EQ(each.code, DiagnosticCode::NeedlessSuppression) << each.message;
    return found.size();
  };
  EXPECT_EQ(needless("---@diagnostic disable\n---@diagnostic disable: undefined-global\nprint(nothing)"), 0u)
      << "two for one diagnostic";
  EXPECT_EQ(needless("---@diagnostic disable: undefined-global\nprint(nothing)\n---@diagnostic enable\n"
                     "---@diagnostic disable: undefined-global\nprint(1)"),
            1u);
  EXPECT_EQ(needless("---@diagnostic disable: unused-local\n---@diagnostic enable: undefined-global\nlocal a = 1"), 0u)
      << "another one is turned on again";
  EXPECT_EQ(needless("---@diagnostic disable: unused-local, undefined-global\nlocal a = 1"), 1u);
  EXPECT_EQ(analyze("---@diagnostic disable\n---@diagnostic enable\nprint(nothing)", {}).diagnostics.size(), 2u);
}

}  // namespace
}  // namespace sluice::language
