#include "language/server/markdown.h"

#include <algorithm>

#include "base/concat.h"

namespace sluice::language::server {

namespace {

// The longest run of `mark` in a text.
std::size_t longestRun(std::string_view text, char mark) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == mark ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

// How long the code is that begins at `at` with a backtick, its end included; 0 when it has no end.
std::size_t codeLength(std::string_view text, std::size_t at) {
  const std::size_t begin = std::min(text.find_first_not_of('`', at), text.size());
  const std::string_view ticks = text.substr(at, begin - at);
  for (std::size_t end = text.find(ticks, begin); end != std::string_view::npos; end = text.find(ticks, end)) {
    const std::size_t after = std::min(text.find_first_not_of('`', end), text.size());
    if (after - end == ticks.size()) return after - at;
    end = after;
  }
  return 0;
}

}  // namespace

std::string luaBlock(std::string_view code) {
  const std::string fence(std::max<std::size_t>(3, longestRun(code, '`') + 1), '`');
  return concat({fence, "lua\n", code, "\n", fence});
}

std::string safeMarkdown(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t code = text[at] == '`' ? codeLength(text, at) : 0;
    if (code > 0) {
      out += text.substr(at, code);
      at += code - 1;
    } else if (text[at] == '<' || text[at] == '&') {
      out += text[at] == '<' ? "&lt;" : "&amp;";
    } else {
      if (text[at] == '[' || text[at] == ']') out += '\\';
      out += text[at];
    }
  }
  return out;
}

void writeMarkup(json::Writer& out, const Client& client, std::string_view code, std::string_view doc) {
  out.beginObject().member("kind", client.markdown ? "markdown" : "plaintext");
  const std::string first = client.markdown && !code.empty() ? luaBlock(code) : std::string(code);
  const std::string second = client.markdown ? safeMarkdown(doc) : std::string(doc);
  out.member("value", concat({first, first.empty() || second.empty() ? "" : "\n\n", second})).endObject();
}

}  // namespace sluice::language::server
