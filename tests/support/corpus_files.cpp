#include "support/corpus_files.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string_view>

#include "base/check.h"
#include "support/json_text.h"
#include "support/read_file.h"

namespace sluice::tests {
namespace {

namespace fs = std::filesystem;

// The classes of a header line: "-- expect CLASS or CLASS; note".
std::vector<std::string> classesIn(std::string_view code, const std::string& name) {
  constexpr std::string_view kStart = "-- expect ";
  constexpr std::string_view kOr = " or ";
  const std::size_t end = code.find(';');
  const bool isHeader = code.starts_with(kStart) && end < code.find('\n');
  if (!isHeader) std::fprintf(stderr, "%s does not start with its header line\n", name.c_str());
  SLUICE_CHECK(isHeader, "a script of the corpus has no header");

  std::string_view rest = code.substr(kStart.size(), end - kStart.size());
  std::vector<std::string> classes;
  for (std::size_t at = rest.find(kOr); at != std::string_view::npos; at = rest.find(kOr)) {
    classes.emplace_back(rest.substr(0, at));
    rest.remove_prefix(at + kOr.size());
  }
  classes.emplace_back(rest);
  return classes;
}

std::vector<CorpusScript> readScripts(const fs::path& root) {
  std::vector<CorpusScript> scripts;
  for (const char* folder : {"lua", "own"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (entry.path().extension() != ".lua") continue;
      const std::string name = fs::relative(entry.path(), root).generic_string();
      std::string code = readFile(entry.path());
      std::vector<std::string> classes = classesIn(code, name);
      scripts.push_back({name, std::move(code), std::move(classes)});
    }
  }
  std::sort(scripts.begin(), scripts.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  SLUICE_CHECK(!scripts.empty(), "no scripts found");
  return scripts;
}

fs::path corpusRoot() { return fs::path(SLUICE_REPO_DIR) / "tests" / "corpus"; }

json::Value readJson(const char* file) { return fromText(readFile(corpusRoot() / file)); }

}  // namespace

Setting readSetting() { return {readJson("setting.json"), readFile(corpusRoot() / "good.lua")}; }

Corpus readCorpus() {
  return {readScripts(corpusRoot()), readSetting(), readJson("golden.json"), readJson("exceptions.json")};
}

}  // namespace sluice::tests
