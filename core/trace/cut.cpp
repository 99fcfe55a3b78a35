#include "trace/cut.h"

#include <algorithm>

#include "base/concat.h"
#include "json/string_end.h"

namespace sluice::trace {
namespace {

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// What may stand at the end of a cut document.
class Note {
 public:
  explicit Note(std::string_view json) : total_(json.size()) {
    key_ = concat({"\"", kEllipsis, "\""});
    while (json.find(key_) != std::string_view::npos) key_.insert(1, kEllipsis);
  }

  std::string member(std::size_t leftOut) const { return concat({key_, ":\"", sentence(leftOut), "\""}); }
  std::string item(std::size_t leftOut) const { return concat({"\"", kEllipsis, " ", sentence(leftOut), "\""}); }

  // No note is longer: none leaves out more than everything.
  std::size_t maxMemberBytes() const { return member(total_).size(); }
  std::size_t maxItemBytes() const { return item(total_).size(); }

 private:
  static std::string sentence(std::size_t leftOut) { return concat({leftOut, " bytes left out"}); }

  std::size_t total_;
  std::string key_;  // quoted
};

// A place where the document may end.
struct Cut {
  std::size_t kept = 0;    // bytes of the document before it; 0 = there is none
  std::string closers;     // innermost last
  bool needComma = false;  // something stands before it in its container
};

bool isCloser(char c) { return c == '}' || c == ']'; }

// The last place where the kept part, a note and the closing brackets fit into `maxBytes`.
Cut lastFittingCut(std::string_view document, std::size_t maxBytes, const Note& note) {
  const std::size_t memberBytes = note.maxMemberBytes();
  const std::size_t itemBytes = note.maxItemBytes();
  Cut best;
  std::string closers;
  const auto consider = [&](std::size_t kept, bool needComma) {
    const std::size_t noteBytes = closers.back() == '}' ? memberBytes : itemBytes;
    if (kept + (needComma ? 1 : 0) + noteBytes + closers.size() <= maxBytes) best = {kept, closers, needComma};
  };
  for (std::size_t i = 0; i < std::min(document.size(), maxBytes); ++i) {
    const char c = document[i];
    if (c == '"') {
      i = json::stringEnd(document, i);
    } else if (c == '{' || c == '[') {
      closers += c == '{' ? '}' : ']';
      if (!isCloser(document[i + 1])) consider(i + 1, false);
    } else if (isCloser(c)) {
      closers.pop_back();
    } else if (c == ',') {
      consider(i, true);
    }
  }
  return best;
}

// For documents that no note fits into.
std::string smallest(std::string_view json, std::size_t maxBytes, const Note& note) {
  if (json[0] == '{') return "{}";
  if (json[0] == '[') return "[]";
  const std::string text = note.item(json.size());
  return text.size() <= maxBytes ? text : "\"\"";
}

}  // namespace

std::string cutText(std::string_view text, std::size_t maxBytes) {
  if (text.size() <= maxBytes) return std::string(text);
  if (maxBytes < kEllipsis.size()) return {};
  std::size_t end = maxBytes - kEllipsis.size();
  // No further back than a character is long: the text may be no UTF-8 at all.
  for (int i = 0; i < 3 && end > 0 && isContinuation(text[end]); ++i) --end;
  return std::string(text.substr(0, end)).append(kEllipsis);
}

std::string cutJson(std::string_view json, std::size_t maxBytes) {
  if (json.size() <= maxBytes) return std::string(json);
  const Note note(json);
  const Cut cut = lastFittingCut(json, maxBytes, note);
  if (cut.kept == 0) return smallest(json, maxBytes, note);

  const std::size_t leftOut = json.size() - cut.kept - cut.closers.size();
  std::string out(json.substr(0, cut.kept));
  if (cut.needComma) out += ',';
  out += cut.closers.back() == '}' ? note.member(leftOut) : note.item(leftOut);
  out.append(cut.closers.rbegin(), cut.closers.rend());
  return out;
}

}  // namespace sluice::trace
