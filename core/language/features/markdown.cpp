#include "language/features/markdown.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/concat.h"

namespace sluice::language {

namespace {

constexpr std::string_view kFence = "```";

bool isW(char c) { return c == 'w' || c == 'W'; }
bool isWord(char c) { return isLetter(c) || isDigit(c); }

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r";
  const std::size_t begin = std::min(text.find_first_not_of(kBlanks), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

// How many backticks stand at `at`.
std::size_t backticksAt(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of('`', at), text.size()) - at;
}

// One more than the most that stand side by side, and no fewer than `least`.
std::string quotingBackticks(std::string_view text, std::size_t least) {
  std::size_t most = least - 1;
  for (std::size_t i = text.find('`'); i != std::string_view::npos;) {
    const std::size_t run = backticksAt(text, i);
    most = std::max(most, run);
    i = text.find('`', i + run);
  }
  return std::string(most + 1, '`');
}

// Whether the character would mean something. Addresses become links by themselves in the Markdown of GitHub: "://",
// "www." and "@" are taken apart.
bool needsEscape(std::string_view text, std::size_t i) {
  switch (text[i]) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '<':
    case '>':
    case '&':
    case '~':
    case '|':
    case '@': return true;
    case '_': return i == 0 || i + 1 == text.size() || !isWord(text[i - 1]) || !isWord(text[i + 1]);
    case '!': return i + 1 < text.size() && text[i + 1] == '[';
    case ':': return i + 1 < text.size() && text[i + 1] == '/';
    case '.': return i >= 3 && isW(text[i - 1]) && isW(text[i - 2]) && isW(text[i - 3]);
    case '#':
    case '-':
    case '+':
    case '=': return i == 0;
    default: return false;
  }
}

void appendEscaped(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (needsEscape(text, i)) out += '\\';
    out += text[i];
  }
}

// Where the closing backticks of the span that opens at `at` stand, or npos.
std::size_t closingBackticks(std::string_view text, std::size_t at, std::size_t run) {
  for (std::size_t i = text.find('`', at + run); i != std::string_view::npos;) {
    const std::size_t found = backticksAt(text, i);
    if (found == run) return i;
    i = text.find('`', i + found);
  }
  return std::string_view::npos;
}

// The end of the bold text that opens at `at`, or npos.
std::size_t closingBold(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size() || text[at + 2] == ' ' || text[at + 2] == '*') return std::string_view::npos;
  const std::size_t end = text.find("**", at + 2);
  return end == std::string_view::npos || text[end - 1] == ' ' ? std::string_view::npos : end;
}

// A line without what stands for its begin.
void appendInline(std::string_view text, std::string& out) {
  std::size_t plain = 0;
  const auto flush = [&](std::size_t end) { appendEscaped(text.substr(plain, end - plain), out); };
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '`') {
      const std::size_t run = backticksAt(text, i);
      const std::size_t end = closingBackticks(text, i, run);
      if (end == std::string_view::npos) {
        i += run;
        continue;
      }
      flush(i);
      out += codeSpan(trimmed(text.substr(i + run, end - i - run)));
      plain = i = end + run;
    } else if (text.substr(i).starts_with("**")) {
      const std::size_t end = closingBold(text, i);
      if (end == std::string_view::npos) {
        i += 2;
        continue;
      }
      flush(i);
      out += "**";
      appendInline(text.substr(i + 2, end - i - 2), out);
      out += "**";
      plain = i = end + 2;
    } else {
      ++i;
    }
  }
  flush(text.size());
}

// How much of the line is the mark of a list item: "- ", "* " or "12. ".
std::size_t listMark(std::string_view line) {
  if (line.starts_with("- ") || line.starts_with("* ")) return 2;
  const std::size_t digits = std::find_if_not(line.begin(), line.end(), isDigit) - line.begin();
  return digits > 0 && digits < 4 && line.substr(digits).starts_with(". ") ? digits + 2 : 0;
}

class DocReader {
 public:
  explicit DocReader(std::string_view text) : rest_(text) {}

  std::string run() {
    std::string out;
    while (!rest_.empty()) {
      const std::string_view line = trimmed(takeLine());
      if (!out.empty()) out += '\n';
      if (line.starts_with(kFence)) {
        appendFence(line, out);
        continue;
      }
      const std::size_t mark = listMark(line);
      out += line.substr(0, mark);
      appendInline(line.substr(mark), out);
    }
    return out;
  }

 private:
  std::string_view takeLine() {
    const std::size_t end = rest_.find('\n');
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    return line;
  }

  void appendFence(std::string_view opening, std::string& out) {
    opening.remove_prefix(backticksAt(opening, 0));
    const auto length = std::find_if_not(opening.begin(), opening.end(), isWord) - opening.begin();
    std::string code;
    while (!rest_.empty()) {
      const std::string_view line = takeLine();
      if (trimmed(line).starts_with(kFence)) break;
      code += code.empty() ? "" : "\n";
      code += line;
    }
    out += fencedCode(code, opening.substr(0, static_cast<std::size_t>(length)));
  }

  std::string_view rest_;
};

}  // namespace

std::string markdownOfDoc(std::string_view text) { return DocReader(text).run(); }

std::string markdownOfText(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  std::string out;
  appendEscaped(line, out);
  return out;
}

std::string codeSpan(std::string_view code) {
  std::string line(code);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  const std::string quote = quotingBackticks(line, 1);
  const bool padded = line.empty() || line.front() == '`' || line.back() == '`';
  return padded ? concat({quote, " ", line, " ", quote}) : concat({quote, line, quote});
}

std::string fencedCode(std::string_view code, std::string_view language) {
  const std::string fence = quotingBackticks(code, kFence.size());
  return concat({fence, language, "\n", code, code.ends_with('\n') || code.empty() ? "" : "\n", fence});
}

}  // namespace sluice::language
