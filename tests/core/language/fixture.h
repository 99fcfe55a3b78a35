// The *.luat files of fixtures/: a script with what an editor shows of it.
//
//   --@ hook=before_signup                     what trigger it is for
//   --@ secret=GEO_KEY host=*.geo.dev          a secret that is bound to a host
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
#pragma once

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <string>
#include <vector>

#include "language/analysis.h"
#include "language/syntax/locate.h"
#include "support/read_file.h"

namespace sluice::language {

struct Mark {
  Span span;
  std::string text;
};

struct SectionText {
  std::string head;  // behind "=== "
  std::string body;
};

// A script of an earlier layer.
struct EarlierScript {
  std::size_t layer;
  std::string id;
  std::string code;
};

struct Fixture {
  std::string code;
  std::string source;  // the lines above the sections, as they stand in the file
  std::vector<Mark> marks;
  std::array<std::uint32_t, 10> carets = {};
  std::vector<SectionText> sections;
  Setting setting;
  std::vector<EarlierScript> scripts;  // which the setting knows already
};

inline std::string valueOf(const std::string& line, const std::string& key) {
  const std::size_t at = line.find(key + "=");
  if (at == std::string::npos) return {};
  const std::size_t begin = at + key.size() + 1;
  return line.substr(begin, line.find_first_of(" :", begin) - begin);
}

inline void readHead(const std::string& line, Fixture& fixture) {
  if (const std::string hook = valueOf(line, "hook"); !hook.empty()) fixture.setting.hook = hook;
  if (const std::string name = valueOf(line, "secret"); !name.empty()) {
    fixture.setting.bound.push_back({name, {valueOf(line, "host")}});
  }
  if (line.find("--@ script") != 0) return;
  const std::size_t layer = std::stoul(valueOf(line, "layer"));
  auto& earlier = fixture.setting.earlier;
  if (earlier.size() <= layer) earlier.resize(layer + 1);
  fixture.setting.isPipeline = true;
  Setting setting;
  setting.hook = fixture.setting.hook;
  setting.isPipeline = true;
  setting.earlier.assign(earlier.begin(), earlier.begin() + static_cast<std::ptrdiff_t>(layer));
  fixture.scripts.push_back({layer, valueOf(line, "id"), line.substr(line.find(": ") + 2)});
  const Analysis analysis = analyze(fixture.scripts.back().code, setting);
  earlier[layer].push_back(dataOf(fixture.scripts.back().id, analysis.inference));
}

// A line of a comment with carets is about the line of code above it.
inline bool readMark(const std::string& line, std::uint32_t codeBegin, Fixture& fixture) {
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
inline void addCode(const std::string& line, Fixture& fixture) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '$' && i + 1 < line.size() && std::isdigit(static_cast<unsigned char>(line[i + 1])) != 0) {
      fixture.carets[static_cast<std::size_t>(line[++i] - '0')] = static_cast<std::uint32_t>(fixture.code.size());
    } else {
      fixture.code += line[i];
    }
  }
  fixture.code += "\n";
}

inline Fixture readFixture(const std::string& text) {
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

inline std::string severityOf(catalog::DiagnosticSeverity severity) {
  return severity == catalog::DiagnosticSeverity::Error     ? "error"
         : severity == catalog::DiagnosticSeverity::Warning ? "warning"
                                                            : "hint";
}

inline std::string shown(const Mistake& mistake) {
  const auto& info = catalog::kDiagnostics[static_cast<std::size_t>(mistake.code)];
  return severityOf(info.severity) + "[" + std::string(info.code) + "]: " + mistake.message;
}

// The type of the outermost expression that has exactly this end and begins no earlier, or of the variable there.
inline std::string typeAt(const Analysis& analysis, Span span) {
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

inline std::vector<std::string> fixturePaths() {
  std::vector<std::string> paths;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(SLUICE_REPO_DIR) / "tests/core/language/fixtures")) {
    if (entry.path().extension() == ".luat") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace sluice::language
