// A script that is typed. The input's first line chooses changes: five bytes each, for where they begin (two bytes),
// how much they replace, what they insert, and a place that is asked about. The rest is the text that is open at first.
#include <algorithm>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "fuzz/choices.h"
#include "fuzz/program.h"
#include "language/analysis.h"
#include "language/text/document.h"
#include "support/every_feature.h"

namespace sluice::fuzz {

namespace {

using namespace sluice::language;

constexpr std::size_t kMostChanges = 8;

constexpr std::string_view kInserted[] = {
    "",          "\n",       "context.",     "helpers.secret(\"", "end\n",     "local x = ",      "function f(a)\n",
    "return { ", "if a.b ",  "\"",           "(",                 ")",         "}",               "[[",
    "--[[",      "..",       ":",            "goto l ::l::",      " = nil",    " and ",           "\xC3\xA9",
    "\xF0\x9F",  "\r",       "for i = 1, 2", "setmetatable(",     "a.b.c = a", "---@type string", "---@class C\n",
    {"\0", 1},   "\xF0\x9F\x98\x80"};

void expectSame(const Analysis& a, const Analysis& b) {
  SLUICE_CHECK(a.diagnostics.size() == b.diagnostics.size(), "one text has two numbers of diagnostics");
  for (std::size_t i = 0; i < a.diagnostics.size(); ++i) {
    const Mistake& one = a.diagnostics[i];
    const Mistake& other = b.diagnostics[i];
    SLUICE_CHECK(one.code == other.code && one.span == other.span && one.message == other.message,
                 "one text has two diagnostics at a place");
  }
  SLUICE_CHECK(a.inference.exprs == b.inference.exprs && a.inference.symbols == b.inference.symbols,
               "one text has two types");
}

void look(const std::string& text, std::uint32_t place) {
  Setting setting;
  setting.hook = "before_signup";
  const Analysis analysis = analyze(text, setting);
  for (const Mistake& each : analysis.diagnostics)
    SLUICE_CHECK(each.span.begin <= each.span.end && each.span.end <= text.size(), "a diagnostic outside of the text");
  expectSame(analysis, analyze(text, setting));
  tests::useFeaturesAt(analysis, place);
  tests::useFeaturesAt(analysis, static_cast<std::uint32_t>(text.size()));
  tests::useFeaturesOfAll(analysis);
}

Position positionIn(const Document& document, Choices& choices) {
  const auto line = static_cast<std::uint32_t>(choices.below(256) % (document.lines().lineCount() + 1));
  return {line, static_cast<std::uint32_t>(choices.below(256))};
}

void type(Document& document, Choices& choices) {
  const Position start = positionIn(document, choices);
  const Range range{start, {start.line, start.character + static_cast<std::uint32_t>(choices.below(64))}};
  const std::string_view inserted = choices.any(kInserted);
  std::string fresh = document.text();
  const std::uint32_t begin = document.offset(range.start);
  const std::uint32_t end = document.offset(range.end);
  SLUICE_CHECK(begin <= end && end <= fresh.size(), "a range outside of the text");
  fresh.replace(begin, end - begin, inserted);
  document.replace(range, inserted);
  SLUICE_CHECK(document.text() == fresh, "a change made another text");
  const LineIndex lines(fresh);
  SLUICE_CHECK(lines.lineCount() == document.lines().lineCount(), "a change made other lines");
  look(document.text(), document.offset(positionIn(document, choices)));
}

}  // namespace

}  // namespace sluice::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sluice::fuzz;
  const std::string_view input = textOf(data, size);
  const std::size_t line = std::min(input.find('\n'), input.size());
  Choices choices(input.substr(0, line));
  sluice::language::Document document(std::string(input.substr(std::min(line + 1, input.size()))));
  look(document.text(), document.size() / 2);
  for (std::size_t i = 0; i < kMostChanges && !choices.ended(); ++i) type(document, choices);
  return 0;
}
