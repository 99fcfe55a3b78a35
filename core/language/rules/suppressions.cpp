#include "language/rules/suppressions.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/concat.h"
#include "base/sorted_order.h"
#include "catalog/catalog.h"

namespace sluice::language {

namespace {

constexpr std::string_view kTag = "---@diagnostic";
constexpr std::uint32_t kLastLine = UINT32_MAX;

// What one comment turns off: one code or all of them, on lines `first` to `last`.
struct Silence {
  std::optional<DiagnosticCode> code;  // none: all
  std::uint32_t first;
  std::uint32_t last;
  Span place;  // in the comment
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::optional<DiagnosticCode> codeOf(std::string_view text) {
  for (std::size_t i = 0; i < std::size(catalog::kDiagnostics); ++i) {
    if (catalog::kDiagnostics[i].code == text) return static_cast<DiagnosticCode>(i);
  }
  return {};
}

class Suppressions {
 public:
  Suppressions(const SyntaxTree& tree, Mistakes& out) : tree_(tree), out_(out) {}

  void read() {
    for (const Comment& comment : tree_.lexed.comments) {
      std::string_view text = tree_.textOf(comment.span);
      if (!text.starts_with(kTag)) continue;
      text.remove_prefix(kTag.size());
      directive(comment, text);
    }
  }

  void apply() {
    if (silences_.empty()) return;
    const std::vector<Entry> entries = entriesOf(out_);
    const auto from = [&](std::uint64_t key) {
      const auto isBefore = [](const Entry& entry, std::uint64_t wanted) { return entry.key < wanted; };
      const auto at = std::lower_bound(entries.begin(), entries.end(), key, isBefore);
      return static_cast<std::size_t>(at - entries.begin());
    };
    std::vector<int> changes(entries.size() + 1);  // of how many comments silence an entry and those after it
    std::vector<const Silence*> needless;
    for (const Silence& each : silences_) {
      const std::size_t first = from(keyOf(each.code, each.first));
      const std::size_t end = from(keyOf(each.code, each.last) + 1);
      ++changes[first];
      --changes[end];
      if (first == end) needless.push_back(&each);
    }
    std::vector<bool> isSilenced(out_.size());
    int silencing = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      silencing += changes[i];
      if (silencing > 0) isSilenced[entries[i].mistake] = true;
    }
    std::erase_if(out_, [&](const Mistake& each) { return isSilenced[static_cast<std::size_t>(&each - out_.data())]; });
    if (tree_.mistakes.empty()) tellOf(needless);
  }

 private:
  // A mistake stands twice in the list that comments are looked up in: by its code and line, and by its line alone.
  struct Entry {
    std::uint64_t key;
    std::size_t mistake;
  };

  static std::uint64_t keyOf(std::optional<DiagnosticCode> code, std::uint32_t line) {
    return static_cast<std::uint64_t>(placeOf(code)) << 32 | line;
  }

  // 0 for all codes.
  static std::size_t placeOf(std::optional<DiagnosticCode> code) {
    return code ? static_cast<std::size_t>(*code) + 1 : 0;
  }

  std::vector<Entry> entriesOf(const Mistakes& mistakes) const {
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < mistakes.size(); ++i) {
      if (isFatal(mistakes[i].code)) continue;
      const std::uint32_t line = lineOf(mistakes[i].span.begin);
      entries.push_back({keyOf({}, line), i});
      entries.push_back({keyOf(mistakes[i].code, line), i});
    }
    sortStably(entries, [](const Entry& a, const Entry& b) { return a.key < b.key; });
    return entries;
  }

  void tellOf(const std::vector<const Silence*>& needless) {
    for (const Silence* each : needless) {
      out_.push_back({DiagnosticCode::NeedlessSuppression, each->place,
                      each->code ? concat({"nothing here is ", infoOf(*each->code).code})
                                 : "nothing is to be turned off"});
    }
  }

  static const catalog::DiagnosticInfo& infoOf(DiagnosticCode code) {
    return catalog::kDiagnostics[static_cast<std::size_t>(code)];
  }

  Span spanOf(std::string_view part) const {
    const auto begin = static_cast<std::uint32_t>(part.data() - tree_.text.data());
    return {begin, begin + static_cast<std::uint32_t>(part.size())};
  }

  void directive(const Comment& comment, std::string_view text) {
    const std::size_t colon = text.find(':');
    const std::string_view what = trimmed(text.substr(0, colon));
    std::uint32_t first = comment.line;
    std::uint32_t last = comment.line;
    if (what == "disable-next-line") {
      first = last = comment.line + 1;
    } else if (what == "disable") {
      last = kLastLine;
    } else if (what != "disable-line" && what != "enable") {
      out_.push_back({DiagnosticCode::UnknownDiagnostic, comment.span,
                      "known are disable-next-line, disable-line, disable and enable"});
      return;
    }
    const bool enables = what == "enable";
    if (colon == std::string_view::npos || trimmed(text.substr(colon + 1)).empty()) {
      return enables ? enable({}, comment.line) : add({}, first, last, comment.span);
    }
    std::string_view rest = text.substr(colon + 1);
    while (!rest.empty()) {
      const std::string_view each = rest.substr(0, rest.find(','));
      rest.remove_prefix(std::min(each.size() + 1, rest.size()));
      std::string_view name = trimmed(each);
      name = name.substr(0, name.find_first_of(" \t"));  // a reason may follow
      if (name.empty()) continue;
      const auto code = codeOf(name);
      if (!code) {
        out_.push_back({DiagnosticCode::UnknownDiagnostic, spanOf(name), concat({"no diagnostic is called '", name, "'"})});
      } else if (enables) {
        enable(code, comment.line);
      } else {
        add(code, first, last, spanOf(name));
      }
    }
  }

  void add(std::optional<DiagnosticCode> code, std::uint32_t first, std::uint32_t last, Span place) {
    if (last == kLastLine) open_[placeOf(code)].push_back(silences_.size());
    silences_.push_back({code, first, last, place});
  }

  void enable(std::optional<DiagnosticCode> code, std::uint32_t line) {
    for (std::size_t i = 0; i < std::size(open_); ++i) {
      if (code && i != placeOf(code)) continue;
      for (const std::size_t each : open_[i]) silences_[each].last = line;
      open_[i].clear();
    }
  }

  std::uint32_t lineOf(std::uint32_t offset) const {
    const auto& tokens = tree_.lexed.tokens;
    const auto after = std::upper_bound(tokens.begin(), tokens.end(), offset,
                                        [](std::uint32_t at, const Token& token) { return at < token.span.begin; });
    return after == tokens.begin() ? 0 : std::prev(after)->line;
  }

  const SyntaxTree& tree_;
  Mistakes& out_;
  std::vector<Silence> silences_;
  std::vector<std::size_t> open_[std::size(catalog::kDiagnostics) + 1];  // no `enable` yet; by placeOf() the code
};

}  // namespace

bool isFatal(DiagnosticCode code) {
  const auto& info = catalog::kDiagnostics[static_cast<std::size_t>(code)];
  return info.severity == catalog::DiagnosticSeverity::Error && code < DiagnosticCode::UndefinedGlobal;
}

void applySuppressions(const SyntaxTree& tree, Mistakes& diagnostics) {
  Suppressions suppressions(tree, diagnostics);
  suppressions.read();
  suppressions.apply();
}

}  // namespace sluice::language
