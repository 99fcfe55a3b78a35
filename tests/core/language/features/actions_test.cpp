#include "language/features/actions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "core/language/features/cursor.h"
#include "core/language/fixture.h"
#include "language/features/fixes.h"
#include "language/text/distance.h"
#include "support/catalog_examples.h"
#include "support/lua_texts.h"
#include "support/read_file.h"

namespace sluice::language {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

// The script after the action of this title at the caret; the title when there is none.
std::string after(const std::string& code, const std::string& title, std::string_view hook = "before_signup") {
  const AtCursor at(code, hook);
  std::string titles;
  for (const Action& each : actionsAt(at.analysis, {at.offset, at.offset})) {
    if (each.title == title) return applied(at.analysis.tree->text, each.edits);
    titles += "\n  " + each.title;
  }
  return "no such action, but:" + titles;
}

// The same for a selection between two marks.
std::string afterSelecting(std::string code, const std::string& title) {
  const auto begin = static_cast<std::uint32_t>(code.find("$0"));
  code.erase(begin, 2);
  const auto end = static_cast<std::uint32_t>(code.find("$0"));
  code.erase(end, 2);
  Setting setting;
  setting.hook = "before_signup";
  const Analysis analysis = analyze(code, setting);
  for (const Action& each : actionsAt(analysis, {begin, end})) {
    if (each.title == title) return applied(code, each.edits);
  }
  return "no such action";
}

std::vector<std::string> titles(const std::string& code) {
  const AtCursor at(code);
  std::vector<std::string> out;
  for (const Action& each : actionsAt(at.analysis, {at.offset, at.offset})) out.push_back(each.title);
  return out;
}

TEST(LanguageDistance, CountsSwappedNeighboursAsOneMistake) {
  EXPECT_EQ(distanceOf("hsah", "hash", 2), 1u);
  EXPECT_EQ(distanceOf("emial", "email", 2), 1u);
  EXPECT_EQ(distanceOf("abc", "abc", 2), 0u);
  EXPECT_EQ(distanceOf("", "ab", 2), 2u);
  EXPECT_EQ(distanceOf("abcdef", "x", 2), 3u) << "further than was asked for";
  EXPECT_EQ(nearestOf("hsah", {"hash", "mash", "log"}, 3), (std::vector<std::string_view>{"hash", "mash"}));
  EXPECT_EQ(nearestOf("abcd", {"abxx", "abcx", "abcx", "abdc", "xxxx"}, 2),
            (std::vector<std::string_view>{"abcx", "abdc"}));
  const std::string most(100, 'a');
  EXPECT_EQ(distanceOf(most, most.substr(2), 2), 2u);
  EXPECT_EQ(distanceOf(most + "a", most, 2), 3u) << "of longer names none is taken for another";
  EXPECT_EQ(distanceOf(most + "a", most + "a", 2), 0u);
  EXPECT_TRUE(nearestOf("x", {"y"}, 3).empty()) << "nothing of the name is left";
}

TEST(LanguageActions, MendGrammar) {
  EXPECT_EQ(after("if context.email$0\n  return\nend", "Add 'then'"), "if context.email then\n  return\nend");
  EXPECT_EQ(after("if$0 context.email then\n  print(1)", "Add 'end'"), "if context.email then\n  print(1)\nend");
  EXPECT_EQ(after("local t = {$0 1, 2\nprint(t)", "Add '}'"), "local t = { 1, 2 }\nprint(t)");
  EXPECT_EQ(after("print($0\"a)", "Add \""), "print(\"a\")");
  EXPECT_EQ(after("local s = \"\\$0d\"\nprint(s)", "Write '\\\\' for a backslash"), "local s = \"\\\\d\"\nprint(s)");
}

TEST(LanguageActions, MendNames) {
  EXPECT_EQ(after("print(contx$0t)", "Change to 'context'"), "print(context)");
  EXPECT_EQ(after("print(helpers.hs$0ah('a'))", "Change to 'hash'"), "print(helpers.hash('a'))");
  EXPECT_EQ(after("coun$0t = 1\nprint(count)", "Make 'count' local"), "local count = 1\nprint(count)");
  EXPECT_EQ(after("if context.name then\n  coun$0t = 1\nend\nprint(count)", "Make 'count' local"),
            "local count\nif context.name then\n  count = 1\nend\nprint(count)");
  EXPECT_EQ(after("local un$0used = 1\nprint(2)", "Remove 'unused'"), "print(2)");
  EXPECT_EQ(after("local un$0used = helpers.uuid()\nprint(2)", "Remove 'unused', keep the call"),
            "helpers.uuid()\nprint(2)");
  EXPECT_EQ(after("---@param b string\nlocal function f($0b) end\nf('a')", "Rename to '_b'"),
            "---@param _b string\nlocal function f(_b) end\nf('a')");
  EXPECT_EQ(after("local n = 1\ndo\n  local $0n = 2\n  print(n)\nend\nprint(n)", "Rename to 'n2'"),
            "local n = 1\ndo\n  local n2 = 2\n  print(n2)\nend\nprint(n)");
  EXPECT_EQ(after("for i = 1, 3 do\n  if i == 2 then goto cont$0inue end\n  print(i)\nend",
                  "Add '::continue::' at the end of the loop"),
            "for i = 1, 3 do\n  if i == 2 then goto continue end\n  print(i)\n  ::continue::\nend");
  EXPECT_EQ(after("print(unp$0ack({ 1 }))", "Use table.unpack"), "print(table.unpack({ 1 }))");
}

TEST(LanguageActions, MendValuesThatCanBeNil) {
  EXPECT_EQ(after("local ip = $0context.request.ip\nprint(ip)", "Write 'context.request and …'"),
            "local ip = context.request and context.request.ip\nprint(ip)");
  EXPECT_EQ(after("print($0context.request.ip)", "Put it into 'if context.request then … end'"),
            "if context.request then\n  print(context.request.ip)\nend");
  EXPECT_EQ(after("print(\"a\" .. $0context.name)", "Take \"\" when it is nil"),
            "print(\"a\" .. (context.name or \"\"))");
  EXPECT_EQ(after("print(\"a\" .. $0context.name)", "Write 'tostring(…)'"), "print(\"a\" .. tostring(context.name))");
}

TEST(LanguageActions, MendResults) {
  EXPECT_EQ(after("return { $0allowed = \"no\" }", "Write 'false'"), "return { allowed = false }");
  EXPECT_EQ(after("return { allowed = true, $0country = \"DE\" }", "Move it into 'data'"),
            "return { allowed = true, data = { country = \"DE\" } }");
  EXPECT_EQ(after("return { $0country = \"DE\", data = { a = 1 } }", "Move it into 'data'"),
            "return { data = { a = 1, country = \"DE\" } }");
}

TEST(LanguageActions, MendWhatIsWrittenForNothing) {
  EXPECT_EQ(after("if not($0(context.name)) then print(1) end", "Remove the parentheses"),
            "if not(context.name) then print(1) end");
  EXPECT_EQ(after("return(n$0il)", "Remove the parentheses"), "return nil");
  EXPECT_EQ(after("if no$0t context.email == 'a' then print(1) end", "Compare with '~='"),
            "if context.email ~= 'a' then print(1) end");
  EXPECT_EQ(after("local log = print\nlog\n$0(context.email)", "Put the parenthesis on the line before"),
            "local log = print\nlog(context.email)");
  EXPECT_EQ(after("local log = print\n$0(log or print)(1)", "End the line before with ';'"),
            "local log = print;\n(log or print)(1)");
  EXPECT_EQ(after("for i = $03, 1 do print(i) end", "Count down"), "for i = 3, 1, -1 do print(i) end");
  EXPECT_EQ(after("context.email$0:lower()", "Put it into a local variable"), "local value = context.email:lower()");
  EXPECT_EQ(after("local $0n\nprint(n)", "Write '= nil'"), "local n = nil\nprint(n)");
  EXPECT_EQ(after("for $0i, tag in ipairs({ 'a' }) do print(tag) end", "Rename to '_i'"),
            "for _i, tag in ipairs({ 'a' }) do print(tag) end");
  EXPECT_EQ(after("---@diagnostic disable-next-line: unused-loc$0als\nprint(1)", "Change to 'unused-local'"),
            "---@diagnostic disable-next-line: unused-local\nprint(1)");
  EXPECT_EQ(
      after("---@diagnostic disable-next-line: unused-local, unused-$0label\nlocal a = 1\n", "Remove 'unused-label'"),
      "---@diagnostic disable-next-line: unused-local\nlocal a = 1\n");
  EXPECT_EQ(after("---@diagnostic disable-next-line: unused-$0label\nprint(1)\n", "Remove the comment"), "print(1)\n");
}

TEST(LanguageActions, MoveElseOut) {
  EXPECT_EQ(after("if context.name then\n  return\nel$0se\n  -- known\n  print(1)\n  print(2)\nend\n", "Remove 'else'"),
            "if context.name then\n  return\nend\n-- known\nprint(1)\nprint(2)\n");
  const std::string kLocal = "if context.name then return el$0se local n = 1 print(n) end print(2)";
  EXPECT_THAT(titles(kLocal), Not(Contains("Remove 'else'"))) << "its variables would be seen by what follows";
  EXPECT_THAT(titles("if context.name then return el$0se return 1 end print(2)"), Not(Contains("Remove 'else'")));
}

TEST(LanguageActions, MendCalls) {
  EXPECT_EQ(after("local a = aw$0ait(helpers.fetch('https://a.sluice.dev/'))", "Remove 'await'"),
            "local a = helpers.fetch('https://a.sluice.dev/')");
  EXPECT_EQ(after("print(2 * aw$0ait(1 + 2))", "Remove 'await'"), "print(2 * (1 + 2))");
  EXPECT_EQ(after("print(helpers.fetch('https://a.sluice.dev/'):aw$0ait())", "Remove ':await()'"),
            "print(helpers.fetch('https://a.sluice.dev/'))");
  EXPECT_EQ(after("print(helpers.fetch('$0http://a.sluice.dev/'))", "Use https"),
            "print(helpers.fetch('https://a.sluice.dev/'))");
  EXPECT_THAT(titles("print(helpers.fetch('$0http://10.0.0.1/'))"), Not(Contains("Use https")));
  EXPECT_EQ(after("print(string.format('$0%y', 1))", "Write '%%' for a percent sign"),
            "print(string.format('%%y', 1))");
  EXPECT_EQ(after("print(tostring(1) $0== 1)", "Write 'tonumber(…)'"), "print(tonumber(tostring(1)) == 1)");
}

TEST(LanguageActions, MendNamesThatTheDeploymentHas) {
  const std::string code = "print(helpers.secret('GEO_KAY') ~= nil, helpers.env('APP_URI'))";
  Setting setting;
  setting.secrets = {"GEO_KEY"};
  setting.settings = {"APP_URL"};
  ActionOptions options;
  options.secrets = *setting.secrets;
  options.settings = *setting.settings;
  options.refactorings = false;
  const Analysis analysis = analyze(code, setting);
  const auto mended = [&](std::string_view name) {
    const auto at = static_cast<std::uint32_t>(code.find(name));
    const auto actions = actionsAt(analysis, {at, at}, options);
    return actions.empty() ? "" : applied(code, actions[0].edits);
  };
  EXPECT_EQ(mended("GEO_KAY"), "print(helpers.secret('GEO_KEY') ~= nil, helpers.env('APP_URI'))");
  EXPECT_EQ(mended("APP_URI"), "print(helpers.secret('GEO_KAY') ~= nil, helpers.env('APP_URL'))");
}

TEST(LanguageActions, RemoveWhatTheEngineIgnores) {
  EXPECT_EQ(after("return { allowed = true, co$0de = 'fine', data = { a = 1 } }", "Remove 'code'"),
            "return { allowed = true, data = { a = 1 } }");
  EXPECT_EQ(after("return { allowed = true, er$0ror = 'fine' }", "Remove 'error'"), "return { allowed = true }");
  EXPECT_EQ(after("return nil, $02, 3", "Remove the other values"), "return nil");
}

TEST(LanguageActions, TurnOffWhatIsNoError) {
  EXPECT_EQ(after("print(1)\n  local $0unused = 1", "Ignore 'unused-local' in this line"),
            "print(1)\n  ---@diagnostic disable-next-line: unused-local\n  local unused = 1");
  EXPECT_THAT(titles("print(mis$0sing)"), Not(Contains("Ignore 'undefined-global' in this line")));
}

TEST(LanguageActions, ExtractAndInlineVariables) {
  EXPECT_EQ(afterSelecting("print($0context.email$0, 1)", "Extract a variable"),
            "local email = context.email\nprint(email, 1)");
  EXPECT_EQ(afterSelecting("local x = context.name and $0helpers.uuid()$0", "Extract a variable"), "no such action")
      << "it is not evaluated each time";
  EXPECT_EQ(after("local $0mail = context.email\nprint(mail, mail)", "Replace 'mail' by its value"),
            "print(context.email, context.email)");
  EXPECT_THAT(titles("local $0id = helpers.uuid()\nprint(id, id)"), Not(Contains("Replace 'id' by its value")));
}

TEST(LanguageActions, RewriteConditions) {
  EXPECT_EQ(after("i$0f context.email == 'a' then\n  print(1)\nelse\n  print(2)\nend",
                  "Invert the condition and swap the branches"),
            "if context.email ~= 'a' then\n  print(2)\nelse\n  print(1)\nend");
  EXPECT_EQ(after("i$0f context.name then\n  print(1)\n  print(2)\nend", "Return early instead"),
            "if not context.name then return end\nprint(1)\nprint(2)");
}

TEST(LanguageActions, RewriteTexts) {
  EXPECT_EQ(after("print('a\"b\\'c'$0)", "Use double quotes"), "print(\"a\\\"b'c\")");
  EXPECT_EQ(after("print(context.em$0ail)", "Write it as a string key"), "print(context[\"email\"])");
  EXPECT_EQ(after("print(context[\"em$0ail\"])", "Write it as a field"), "print(context.email)");
  EXPECT_EQ(after("print(\"50% of \" .. $0context.email)", "Use string.format"),
            "print(string.format(\"50%% of %s\", context.email))");
  EXPECT_EQ(after("print(string.for$0mat(\"50%% of %s\", context.email))", "Use '..'"),
            "print((\"50% of \" .. context.email))");
}

TEST(LanguageActions, WriteDocCommentsAndResults) {
  EXPECT_EQ(after("local function $0add(a) return a .. '' end\nadd('x')", "Describe its parameters and results"),
            "---@param a string\n---@return string\nlocal function add(a) return a .. '' end\nadd('x')");
  EXPECT_EQ(after("print(1)$0", "Add 'return { allowed = true }'"), "print(1)\nreturn { allowed = true }\n");
}

TEST(LanguageActions, MendAllOfAKind) {
  EXPECT_EQ(after("local $0a = 1\nlocal b = 2\nprint(3)", "Mend all 'unused-local'"),
            "local _a = 1\nlocal _b = 2\nprint(3)");
}

std::vector<std::string> errorsOf(const Analysis& analysis) {
  std::vector<std::string> out;
  for (const Mistake& each : analysis.diagnostics) {
    const auto& info = catalog::kDiagnostics[static_cast<std::size_t>(each.code)];
    if (info.severity == catalog::DiagnosticSeverity::Error) out.push_back(std::string(info.code));
  }
  return out;
}

// Another of the kind may come up: what used a variable is gone, and now that one is unused.
std::size_t countOf(const Analysis& analysis, const Mistake& like) {
  return static_cast<std::size_t>(
      std::count_if(analysis.diagnostics.begin(), analysis.diagnostics.end(),
                    [&](const Mistake& each) { return each.code == like.code && each.message == like.message; }));
}

struct Sample {
  std::string name;
  std::string code;
  Setting setting;
};

// What is mended in the bad example of a diagnostic, or why nothing is.
TEST(LanguageActions, MendAndOfferABoundedNumberAtATime) {
  std::string code;
  for (int i = 0; i < 1200; ++i) code += "do local a = 1 end\n";
  Setting setting;
  setting.scriptBytes = code.size();
  const Analysis analysis = analyze(code, setting);
  const Span all{0, static_cast<std::uint32_t>(code.size())};
  const std::vector<Action> offered = actionsAt(analysis, all);
  EXPECT_LE(offered.size(), 1000u);
  const auto mended = fixAllSafe(analysis);
  ASSERT_TRUE(mended);
  EXPECT_EQ(mended->fixes.size(), 500u);
  setting.scriptBytes *= 2;
  EXPECT_EQ(analyze(applied(code, mended->edits), setting).diagnostics.size(), 700u) << "the rest can be asked for";
}

// A line of 18 KB in which nothing fits took seconds: each word of it was tried as the place of each bracket.
TEST(LanguageActions, ReadABoundedAmountOfTextToMendALongBrokenLine) {
  for (const char* piece :
       {"(", "{", "[ ", "f(a, ", "x = { a b ", "'a, ", "'\n", "a ", "@", "if a ", "goto x ", "repeat "}) {
    for (const std::size_t size : {4'500, 9'000, 18'000}) {
      std::string code;
      while (code.size() < size) code += piece;
      const Analysis analysis = analyze(code, {});
      Tries tries;
      for (std::size_t i = 0; i < analysis.diagnostics.size(); ++i) {
        const std::size_t before = tries.bytes;
        fixesOf(analysis, i, {}, tries);
        EXPECT_LE((before - tries.bytes) / code.size(), 300u) << piece << ": looks at the whole for one mistake";
      }
      EXPECT_LE(tries.bytes, Tries().bytes) << "no more than there was";
    }
  }
}

TEST(LanguageActions, AreStillOfferedForTheFirstMistakesOfALongBrokenLine) {
  std::string closed = "print({$0 1, 2, ";
  while (closed.size() < 3'000) closed += "3, ";
  EXPECT_EQ(after(closed + "4)", "Add '}'"), closed.substr(0, 7) + closed.substr(9) + "4 })");
}

TEST(LanguageActions, MendEachBadExampleOrTheReferenceSaysWhyNot) {
  Setting setting;
  setting.hook = "before_signup";
  for (const auto& [code, isError, bad, good, hasFix] : tests::catalogExamples()) {
    const Analysis analysis = analyze(bad, setting);
    bool isMended = false;
    for (std::size_t i = 0; i < analysis.diagnostics.size(); ++i) {
      if (catalog::kDiagnostics[static_cast<std::size_t>(analysis.diagnostics[i].code)].code != code) continue;
      Tries tries;
      for (const Fix& fix : fixesOf(analysis, i, {}, tries))
        isMended = isMended || !fix.action.title.starts_with("Ignore ");
    }
    EXPECT_EQ(isMended, hasFix) << code;
  }
}

// The fixtures, the policies, and what the catalog gives as a bad example of each diagnostic.
std::vector<Sample> samples() {
  std::vector<Sample> out;
  const std::filesystem::path repository = SLUICE_REPO_DIR;
  for (const auto& entry : std::filesystem::directory_iterator(repository / "tests/core/language/fixtures")) {
    if (entry.path().extension() != ".luat") continue;
    Fixture fixture = readFixture(tests::readFile(entry.path().string()));
    out.push_back({entry.path().stem().string(), std::move(fixture.code), std::move(fixture.setting)});
  }
  for (const auto& text : tests::luaTexts()) {
    if (text.path.starts_with("examples/policies")) out.push_back({text.path, text.code, {}});
  }
  for (const auto& example : tests::catalogExamples()) {
    out.emplace_back(Sample{example.code, example.bad, {}}).setting.hook = "before_signup";
  }
  return out;
}

TEST(LanguageActions, TakeAwayWhatTheyMendAndBringNoError) {
  std::map<std::string, std::size_t> mended;
  for (const Sample& sample : samples()) {
    const Analysis analysis = analyze(sample.code, sample.setting);
    const std::size_t errors = errorsOf(analysis).size();
    for (std::size_t i = 0; i < analysis.diagnostics.size(); ++i) {
      const Mistake& mistake = analysis.diagnostics[i];
      ActionOptions options;
      options.refactorings = options.fixAll = false;
      for (const Action& action : actionsAt(analysis, mistake.span, options)) {
        if (std::find(action.fixes.begin(), action.fixes.end(), i) == action.fixes.end()) continue;
        ASSERT_TRUE(areApart(action.edits, sample.code.size())) << sample.name << ": " << action.title;
        const std::string code = applied(sample.code, action.edits);
        const Analysis later = analyze(code, sample.setting);
        const std::string what = sample.name + ": " + action.title + " for " + mistake.message + "\n" + code;
        EXPECT_LT(countOf(later, mistake), countOf(analysis, mistake)) << what;
        EXPECT_LE(errorsOf(later).size(), errors) << what;
        ++mended[std::string(catalog::kDiagnostics[static_cast<std::size_t>(mistake.code)].code)];
      }
    }
  }
  EXPECT_GT(mended.size(), 30u) << "kinds of diagnostics that have a mend";
}

TEST(LanguageActions, KeepAProgramAProgram) {
  tests::LuaCompiler compiler;
  for (const Sample& sample : samples()) {
    if (!compiler.refusal(sample.code).empty()) continue;
    const Analysis analysis = analyze(sample.code, sample.setting);
    ActionOptions options;
    options.fixes = options.fixAll = false;
    std::vector<std::vector<TextEdit>> seen;
    for (std::uint32_t offset = 0; offset <= sample.code.size(); offset += 3) {
      for (const Action& action : actionsAt(analysis, {offset, offset}, options)) {
        if (std::find(seen.begin(), seen.end(), action.edits) != seen.end()) continue;
        seen.push_back(action.edits);
        ASSERT_TRUE(areApart(action.edits, sample.code.size())) << action.title;
        const std::string code = applied(sample.code, action.edits);
        EXPECT_EQ(compiler.refusal(code), "") << action.title << "\n" << code;
        const bool sameBytecode = action.title.starts_with("Use double") || action.title.starts_with("Use single") ||
                                  action.title.starts_with("Write it as");
        if (sameBytecode && compiler.refusal(code).empty()) {
          EXPECT_EQ(compiler.strippedBytecode(code), compiler.strippedBytecode(sample.code)) << action.title;
        }
      }
    }
  }
}

TEST(LanguageActions, TakeEveryPlaceOfHalfAScript) {
  for (const Sample& sample : samples()) {
    for (std::size_t size = 0; size < sample.code.size(); size += 37) {
      const Analysis analysis = analyze(sample.code.substr(0, size), sample.setting);
      const auto end = static_cast<std::uint32_t>(size);
      for (const Span span : {Span{end, end}, Span{end / 2, end}}) {
        for (const Action& action : actionsAt(analysis, span)) {
          ASSERT_TRUE(areApart(action.edits, size)) << action.title;
          EXPECT_FALSE(action.edits.empty()) << action.title;
        }
      }
    }
  }
}

}  // namespace
}  // namespace sluice::language
