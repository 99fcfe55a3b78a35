// Patterns and formats beside the engine's own string library.
#include "language/types/patterns.h"

#include <gtest/gtest.h>

#include <random>

#include "support/script_fixture.h"

namespace sluice::language {
namespace {

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::vector<std::string> madeOf(std::string_view pieces, std::size_t longest, int count) {
  std::mt19937 random(7);
  std::vector<std::string> texts;
  for (int i = 0; i < count; ++i) {
    std::string& text = texts.emplace_back();
    const std::size_t size = 1 + random() % longest;
    while (text.size() < size) text += pieces[random() % pieces.size()];
  }
  return texts;
}

// By text, whether the engine raised an error that is about the text itself.
std::string refusedByEngine(const std::vector<std::string>& texts, const std::string& call) {
  std::string code = "local out = {}\nfor i, text in ipairs({";
  for (const std::string& text : texts) code += quoted(text) + ",";
  code += "}) do\n  out[i] = \"0\"\n" + call + "end\nreturn { data = { out = table.concat(out) } }";
  tests::RunOptions options;
  options.limits.scriptBytes = 1'000'000;
  options.limits.instructions = 50'000'000;
  const tests::Ran ran = tests::runScript(code, options);
  EXPECT_EQ(ran.message, "");
  return ran.data;
}

TEST(LanguagePatterns, AreRefusedWhereTheEngineRefusesThemForSomeText) {
  const std::vector<std::string> patterns = madeOf("ab%%[]()^$*-.1f", 7, 1500);
  // Subjects that lead a search through as much of a pattern as possible.
  const std::string answers = refusedByEngine(patterns,
                                              "  for _, subject in ipairs({ '', 'a', 'b', 'ab', 'aabb', '(a)', '%a[b]', "
                                              "'a1b.f-', '^a$*', 'ba', 'bb', ']', '()', 'ffa11', '-.*' }) do\n"
                                              "    local ok, why = pcall(string.match, subject, text)\n"
                                              "    if not ok then out[i] = \"1\" end\n  end\n");
  const std::size_t first = answers.find_first_of("01");
  int missed = 0;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    const bool refused = answers[first + i] == '1';
    const std::string fault = checkPattern(patterns[i]).fault;
    EXPECT_TRUE(!refused || !fault.empty()) << patterns[i] << " fails in the engine";
    // A fault that no subject leads to is one all the same.
    if (!refused && !fault.empty()) ++missed;
  }
  EXPECT_LT(missed, 350);
}

TEST(LanguagePatterns, FormatsAreRefusedExactlyWhereTheEngineRefusesThem) {
  const std::vector<std::string> formats = madeOf("%%%dsxcqgfaup5.0-+ #yz", 6, 1500);
  const std::string answers = refusedByEngine(
      formats, "  local ok = pcall(string.format, text, 65, 65, 65, 65, 65, 65)\n  if not ok then out[i] = \"1\" end\n");
  const std::size_t first = answers.find_first_of("01");
  for (std::size_t i = 0; i < formats.size(); ++i) {
    EXPECT_EQ(!checkFormat(formats[i]).fault.empty(), answers[first + i] == '1') << formats[i];
  }
}

TEST(LanguagePatterns, CountCapturesForReplacements) {
  EXPECT_EQ(checkReplacement("%1%%", 0), "");
  EXPECT_EQ(checkReplacement("%0 %2", 2), "");
  EXPECT_NE(checkReplacement("%2", 1), "");
  EXPECT_NE(checkReplacement("100%", 1), "");
}

}  // namespace
}  // namespace sluice::language
