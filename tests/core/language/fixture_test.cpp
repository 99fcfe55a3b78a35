// Runs the *.luat files of fixtures/ (fixture.h).
#include "core/language/fixture.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "core/language/fixture_sections.h"

namespace sluice::language {
namespace {

// What the feature of a section shows now.
std::string showSection(const Fixture& fixture, const Analysis& analysis, const std::string& head) {
  const std::string name = head.substr(0, head.find(' '));
  std::string arguments = head.size() > name.size() ? head.substr(name.size() + 1) : "";
  std::size_t caret = 0;
  if (arguments.size() >= 2 && arguments[0] == '$') {
    caret = static_cast<std::size_t>(arguments[1] - '0');
    arguments.erase(0, std::min<std::size_t>(3, arguments.size()));
  }
  const auto show = fixtureSections().find(name);
  if (show == fixtureSections().end()) return "no feature shows '" + name + "'\n";
  std::string shown = show->second({analysis, fixture.setting, fixture.carets.at(caret), arguments});
  if (!shown.empty() && shown.back() != '\n') shown += '\n';
  return shown;
}

class LanguageFixture : public testing::TestWithParam<std::string> {};

TEST_P(LanguageFixture, ShowsWhatItsMarksSay) {
  const Fixture fixture = readFixture(tests::readFile(GetParam()));
  const Analysis analysis = analyze(fixture.code, fixture.setting);
  std::vector<bool> seen(analysis.diagnostics.size(), false);
  for (const Mark& mark : fixture.marks) {
    const std::string place = fixture.code.substr(mark.span.begin, mark.span.size());
    if (mark.text.starts_with(": ")) {
      EXPECT_EQ(typeAt(analysis, mark.span), mark.text.substr(2)) << "of " << place;
      continue;
    }
    bool found = false;
    for (std::size_t i = 0; i < seen.size(); ++i) {
      const Mistake& each = analysis.diagnostics[i];
      const std::string text = shown(each);
      const std::size_t colon = mark.text.find(": ");
      const bool same = text.starts_with(mark.text.substr(0, colon)) &&
                        (colon == std::string::npos || text.find(mark.text.substr(colon + 2)) != std::string::npos);
      if (seen[i] || !same || !(each.span == mark.span)) continue;
      seen[i] = found = true;
      break;
    }
    EXPECT_TRUE(found) << "no " << mark.text << " at '" << place << "'";
  }
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (seen[i]) continue;
    const Mistake& each = analysis.diagnostics[i];
    const auto line = 1 + std::count(fixture.code.begin(), fixture.code.begin() + each.span.begin, '\n');
    ADD_FAILURE() << "not marked: line " << line << " '" << fixture.code.substr(each.span.begin, each.span.size())
                  << "' " << shown(each);
  }
}

TEST_P(LanguageFixture, ShowsWhatItsSectionsSay) {
  const Fixture fixture = readFixture(tests::readFile(GetParam()));
  const Analysis analysis = analyze(fixture.code, fixture.setting);
  const bool update = std::getenv("UPDATE_FIXTURES") != nullptr;
  std::string updated = fixture.source;
  for (const SectionText& section : fixture.sections) {
    const std::string shown = showSection(fixture, analysis, section.head);
    updated += "=== " + section.head + "\n" + shown;
    if (update) continue;
    EXPECT_EQ(shown, section.body) << "in section " << section.head;
  }
  if (update && !fixture.sections.empty()) std::ofstream(GetParam(), std::ios::binary) << updated;
}

std::string nameOf(const testing::TestParamInfo<std::string>& info) {
  std::string name = std::filesystem::path(info.param).stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Files, LanguageFixture, testing::ValuesIn(fixturePaths()), nameOf);

}  // namespace
}  // namespace sluice::language
