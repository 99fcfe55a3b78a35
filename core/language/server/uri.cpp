#include "language/server/uri.h"

#include <algorithm>

#include "language/syntax/characters.h"

namespace sluice::language::server {

std::string_view folderOf(std::string_view uri) {
  const std::size_t file = uri.rfind('/');
  if (file == std::string_view::npos) return {};
  uri = uri.substr(0, file);
  const std::size_t folder = uri.rfind('/');
  return folder == std::string_view::npos ? std::string_view() : uri.substr(folder + 1);
}

std::string hookOfText(std::string_view text) {
  constexpr std::string_view kMark = "--@";
  constexpr std::string_view kKey = "hook=";
  while (text.starts_with("--")) {
    const std::string_view line = text.substr(0, text.find('\n'));
    if (line.starts_with(kMark)) {
      if (const std::size_t at = line.find(kKey); at != std::string_view::npos) {
        const std::string_view name = line.substr(at + kKey.size());
        const auto end = std::find_if_not(name.begin(), name.end(), isNameCharacter);
        return std::string(name.begin(), end);
      }
    }
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return {};
}

}  // namespace sluice::language::server
