#include "language/rules/suppressions.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/concat.h"
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
  bool used = false;
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

// Whether it keeps the script from being a program.
bool isFatal(DiagnosticCode code) {
  const auto& info = catalog::kDiagnostics[static_cast<std::size_t>(code)];
  return info.severity == catalog::DiagnosticSeverity::Error && code < DiagnosticCode::UndefinedGlobal;
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
    std::erase_if(out_, [&](const Mistake& each) { return !isFatal(each.code) && isSilenced(each); });
    if (!tree_.mistakes.empty()) return;
    for (const Silence& each : silences_) {
      if (each.used) continue;
      out_.push_back({DiagnosticCode::NeedlessSuppression, each.place,
                      each.code ? concat({"nothing here is ", infoOf(*each.code).code}) : "nothing is to be turned off"});
    }
  }

 private:
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
    silences_.push_back({code, first, last, place});
  }

  void enable(std::optional<DiagnosticCode> code, std::uint32_t line) {
    for (Silence& each : silences_) {
      if (each.last == kLastLine && (!code || each.code == code)) each.last = line;
    }
  }

  std::uint32_t lineOf(std::uint32_t offset) const {
    const auto& tokens = tree_.lexed.tokens;
    const auto after = std::upper_bound(tokens.begin(), tokens.end(), offset,
                                        [](std::uint32_t at, const Token& token) { return at < token.span.begin; });
    return after == tokens.begin() ? 0 : std::prev(after)->line;
  }

  bool isSilenced(const Mistake& mistake) {
    const std::uint32_t line = lineOf(mistake.span.begin);
    bool found = false;
    for (Silence& each : silences_) {
      if ((each.code && *each.code != mistake.code) || line < each.first || line > each.last) continue;
      each.used = found = true;
    }
    return found;
  }

  const SyntaxTree& tree_;
  Mistakes& out_;
  std::vector<Silence> silences_;
};

}  // namespace

void applySuppressions(const SyntaxTree& tree, Mistakes& diagnostics) {
  Suppressions suppressions(tree, diagnostics);
  suppressions.read();
  suppressions.apply();
}

}  // namespace sluice::language
