#include "support/case_files.h"

#include <algorithm>
#include <filesystem>

#include "base/check.h"
#include "json/writer.h"
#include "support/expand.h"
#include "support/json_text.h"
#include "support/read_file.h"

namespace sluice::tests {
namespace {

namespace fs = std::filesystem;

// Writes `value` with every {"file": path, …} turned into {"code": the file's text, …}.
void writeWithScripts(const json::Value& value, const fs::path& folder, json::Writer& out) {
  if (value.isArray()) {
    out.beginArray();
    for (const json::Value& item : value.items()) writeWithScripts(item, folder, out);
    out.endArray();
  } else if (value.isObject()) {
    out.beginObject();
    for (const auto& [name, member] : value.members()) {
      if (name == "file") {
        out.member("code", readFile(folder / member.string()));
      } else {
        writeWithScripts(member, folder, out.key(name));
      }
    }
    out.endObject();
  } else {
    value.write(out);
  }
}

// Removes the line breaks that lay a golden file out; a line break within a string is escaped in JSON.
std::string onOneLine(const std::string& text) {
  std::string line;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\n') {
      line += text[at];
      continue;
    }
    while (at + 1 < text.size() && text[at + 1] == ' ') ++at;
  }
  return line;
}

Case readCase(const fs::path& file, const fs::path& root) {
  const fs::path folder = file.parent_path();
  json::Writer whole;
  writeWithScripts(fromText(readFile(file)), folder, whole);
  Case result{fs::relative(folder, root).generic_string(), expand(fromText(whole.text())), std::nullopt};
  const fs::path golden = folder / "trace.json";
  if (fs::exists(golden)) result.golden = onOneLine(readFile(golden));
  return result;
}

}  // namespace

std::vector<Case> readCases() {
  const fs::path root = fs::path(SLUICE_REPO_DIR) / "tests" / "cases";
  std::vector<Case> cases;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().filename() == "case.json") cases.push_back(readCase(entry.path(), root));
  }
  std::sort(cases.begin(), cases.end(), [](const Case& a, const Case& b) { return a.name < b.name; });
  SLUICE_CHECK(!cases.empty(), "no cases found");
  return cases;
}

}  // namespace sluice::tests
