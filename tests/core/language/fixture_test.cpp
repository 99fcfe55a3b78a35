// Runs the *.luat files of fixtures/: a script with what an editor shows of it.
//
//   --@ hook=before_signup                     what trigger it is for
//   --@ script layer=0 id=geo: return {…}      a script of an earlier layer
//   local n = context.email
//   --                ^^^^^ : string           the type of the expression that ends there
//   --    ^ hint[unused-local]: never read     what is marked there; the text is part of the message
//
// Marks stand under what they are about. Every diagnostic must have its mark. "$0" to "$9" in the code are carets; they
// are taken out. Below the code, sections show what features say, as fixture_sections.h describes:
//
//   === hover $1                               of the caret $1; $0 where none is named
//   local n: string
//
// UPDATE_FIXTURES=1 writes the sections anew.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/language/fixture_sections.h"
#include "language/analysis.h"
#include "language/syntax/locate.h"
#include "support/read_file.h"

namespace sluice::language {
namespace {

struct Mark {
  Span span;
  std::string text;
};

struct SectionText {
  std::string head;  // behind "=== "
  std::string body;
};

struct Fixture {
  std::string code;
  std::string source;  // the lines above the sections, as they stand in the file
  std::vector<Mark> marks;
  std::array<std::uint32_t, 10> carets = {};
  std::vector<SectionText> sections;
  Setting setting;
};

std::string valueOf(const std::string& line, const std::string& key) {
  const std::size_t at = line.find(key + "=");
  if (at == std::string::npos) return {};
  const std::size_t begin = at + key.size() + 1;
  return line.substr(begin, line.find_first_of(" :", begin) - begin);
}

void readHead(const std::string& line, Fixture& fixture) {
  if (const std::string hook = valueOf(line, "hook"); !hook.empty()) fixture.setting.hook = hook;
  if (line.find("--@ script") != 0) return;
  const std::size_t layer = std::stoul(valueOf(line, "layer"));
  auto& earlier = fixture.setting.earlier;
  if (earlier.size() <= layer) earlier.resize(layer + 1);
  fixture.setting.isPipeline = true;
  Setting setting;
  setting.hook = fixture.setting.hook;
  setting.isPipeline = true;
  setting.earlier.assign(earlier.begin(), earlier.begin() + static_cast<std::ptrdiff_t>(layer));
  const Analysis analysis = analyze(line.substr(line.find(": ") + 2), setting);
  earlier[layer].push_back(dataOf(valueOf(line, "id"), analysis.inference));
}

// A line of a comment with carets is about the line of code above it.
bool readMark(const std::string& line, std::uint32_t codeBegin, Fixture& fixture) {
  const std::size_t dashes = line.find_first_not_of(' ');
  if (dashes == std::string::npos || line.compare(dashes, 2, "--") != 0) return false;
  const std::size_t begin = line.find_first_not_of(' ', dashes + 2);
  if (begin == std::string::npos || line[begin] != '^') return false;
  const std::size_t end = std::min(line.find_first_not_of('^', begin), line.size());
  const std::size_t text = std::min(line.find_first_not_of(' ', end), line.size());
  fixture.marks.push_back({{static_cast<std::uint32_t>(codeBegin + begin), static_cast<std::uint32_t>(codeBegin + end)},
                           line.substr(text)});
  return true;
}

// Adds a line of code without its carets.
void addCode(const std::string& line, Fixture& fixture) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '$' && i + 1 < line.size() && std::isdigit(static_cast<unsigned char>(line[i + 1])) != 0) {
      fixture.carets[static_cast<std::size_t>(line[++i] - '0')] = static_cast<std::uint32_t>(fixture.code.size());
    } else {
      fixture.code += line[i];
    }
  }
  fixture.code += "\n";
}

Fixture readFixture(const std::string& text) {
  Fixture fixture;
  std::uint32_t codeBegin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    at = end + 1;
    if (line.starts_with("=== ")) {
      fixture.sections.push_back({line.substr(4), {}});
      continue;
    }
    if (!fixture.sections.empty()) {
      fixture.sections.back().body += line + "\n";
      continue;
    }
    fixture.source += line + "\n";
    if (line.starts_with("--@ ")) {
      readHead(line, fixture);
    } else if (!readMark(line, codeBegin, fixture)) {
      codeBegin = static_cast<std::uint32_t>(fixture.code.size());
      addCode(line, fixture);
    }
  }
  return fixture;
}

std::string severityOf(catalog::DiagnosticSeverity severity) {
  return severity == catalog::DiagnosticSeverity::Error     ? "error"
         : severity == catalog::DiagnosticSeverity::Warning ? "warning"
                                                            : "hint";
}

std::string shown(const Mistake& mistake) {
  const auto& info = catalog::kDiagnostics[static_cast<std::size_t>(mistake.code)];
  return severityOf(info.severity) + "[" + std::string(info.code) + "]: " + mistake.message;
}

// The type of the outermost expression that has exactly this end and begins no earlier, or of the variable there.
std::string typeAt(const Analysis& analysis, Span span) {
  const Located located = locate(*analysis.tree, span.end);
  const TypeStore& store = analysis.inference.store;
  for (const std::uint32_t offset : {span.end, span.begin}) {
    for (const Expr* expr : locate(*analysis.tree, offset).exprs) {
      const auto* member = as<MemberExpr>(expr);
      if (expr->span == span || (member != nullptr && member->name.span == span))
        return store.print(analysis.inference.exprs[expr->id], 3);
    }
  }
  const SymbolId symbol = analysis.binding.declaredAt(span);
  return symbol == kNoSymbol ? "nothing" : store.print(analysis.inference.symbols[symbol], 3);
}

std::vector<std::string> fixturePaths() {
  std::vector<std::string> paths;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(SLUICE_REPO_DIR) / "tests/core/language/fixtures")) {
    if (entry.path().extension() == ".luat") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

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
