// luacheck (Debian: lua-check) beside our own rules on the same scripts. Skipped without it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "language/analysis.h"
#include "support/lua_texts.h"

namespace sluice::language {
namespace {

struct Pair {
  const char* theirs;
  std::set<DiagnosticCode> ours;
};

// Codes of luacheck, and what says the same here. Not compared, and why:
//   311 (a value that is assigned and never used): ours looks at variables, not at each value of one.
//   531, 532 (assignments without balance): 532 warns of too few values, which is how Lua sets variables to nil.
const Pair kPairs[] = {
    {"211", {DiagnosticCode::UnusedLocal}},
    {"212", {DiagnosticCode::UnusedParameter}},
    {"213", {DiagnosticCode::UnusedLoopVariable}},
    {"221", {DiagnosticCode::UnsetLocal}},
    {"231", {DiagnosticCode::UnusedLocal}},
    {"411", {DiagnosticCode::ShadowedLocal}},
    {"421", {DiagnosticCode::ShadowedLocal}},
    {"431", {DiagnosticCode::ShadowedLocal}},
    {"511", {DiagnosticCode::UnreachableCode}},
    {"542", {DiagnosticCode::EmptyBlock}},
};

std::string outputOf(const std::string& command) {
  std::string out;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return out;
  char buffer[4096];
  for (std::size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, n);
  pclose(pipe);
  return out;
}

// Lines by code, as "path:line:column: (W211) …" says them.
std::map<std::string, std::multiset<int>> theirs(const std::string& path) {
  std::map<std::string, std::multiset<int>> found;
  const std::string out = outputOf("luacheck --std lua54 --no-config --no-color --codes --ranges --formatter plain " +
                                   path + " 2>/dev/null");
  for (std::size_t at = 0; at < out.size();) {
    const std::size_t end = std::min(out.find('\n', at), out.size());
    const std::string line = out.substr(at, end - at);
    at = end + 1;
    const std::size_t code = line.find(" (W");
    if (code == std::string::npos || !line.starts_with(path + ":")) continue;
    found[line.substr(code + 3, 3)].insert(std::atoi(line.c_str() + path.size() + 1));
  }
  return found;
}

TEST(LanguageBesideLuacheck, FindsWhatLuacheckFinds) {
  if (outputOf("command -v luacheck").empty()) GTEST_SKIP() << "luacheck is not installed (Debian: lua-check)";
  const std::string path = testing::TempDir() + "sluice_luacheck.lua";
  int compared = 0;
  std::string missed;
  for (const auto& text : tests::luaTexts()) {
    if (!text.path.starts_with("examples/") && text.path.find("core/language") == std::string::npos) continue;
    std::ofstream(path, std::ios::binary) << text.code;
    const auto found = theirs(path);
    const Analysis analysis = analyze(text.code, {});
    for (const Pair& pair : kPairs) {
      const auto lines = found.find(pair.theirs);
      if (lines == found.end()) continue;
      for (const int line : lines->second) {
        ++compared;
        bool has = false;
        for (const Mistake& each : analysis.diagnostics) {
          const auto at = 1 + std::count(text.code.begin(), text.code.begin() + each.span.begin, '\n');
          has = has || (at == line && pair.ours.contains(each.code));
        }
        if (!has) missed += text.path + ":" + std::to_string(line) + " " + pair.theirs + "\n";
      }
    }
  }
  std::filesystem::remove(path);
  RecordProperty("compared", compared);
  EXPECT_EQ(missed, "");
}

// Each code on a script of its own, so that the table above is true whatever the examples are.
TEST(LanguageBesideLuacheck, AgreesOnAScriptForEachCode) {
  const std::pair<const char*, DiagnosticCode> scripts[] = {
      {"local a = 1", DiagnosticCode::UnusedLocal},
      {"local function f(a) return 1 end return f(2)", DiagnosticCode::UnusedParameter},
      {"for i = 1, 2 do print(1) end", DiagnosticCode::UnusedLoopVariable},
      {"local a print(a)", DiagnosticCode::UnsetLocal},
      {"local a a = 1", DiagnosticCode::UnusedLocal},
      {"local a = 1 local a = 2 print(a)", DiagnosticCode::ShadowedLocal},
      {"local a = 1 do local a = 2 print(a) end print(a)", DiagnosticCode::ShadowedLocal},
      {"local a = 1 return function() local a = 2 return a end, a", DiagnosticCode::ShadowedLocal},
      {"do return end print(1)", DiagnosticCode::UnreachableCode},
      {"if print then end", DiagnosticCode::EmptyBlock},
  };
  for (const auto& [code, expected] : scripts) {
    bool found = false;
    for (const Mistake& each : analyze(code, {}).diagnostics) found = found || each.code == expected;
    EXPECT_TRUE(found) << code;
  }
}

}  // namespace
}  // namespace sluice::language
