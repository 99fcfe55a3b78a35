#include "language/analysis.h"

#include <algorithm>
#include <string_view>

#include "base/concat.h"
#include "catalog/catalog.h"
#include "language/lint.h"

namespace sluice::language {

namespace {

// A comment that turns codes off: for the line after it, or with no line for the whole script.
struct Silence {
  static constexpr std::uint32_t kEverywhere = UINT32_MAX;
  std::uint32_t line;
  std::string_view codes;  // separated by commas; empty: all

  bool covers(std::uint32_t at, std::string_view code) const {
    if (line != kEverywhere && line != at) return false;
    if (codes.find_first_not_of(' ') == std::string_view::npos) return true;
    std::string_view rest = codes;
    while (!rest.empty()) {
      std::string_view each = rest.substr(0, rest.find(','));
      rest.remove_prefix(std::min(each.size() + 1, rest.size()));
      each.remove_prefix(std::min(each.find_first_not_of(' '), each.size()));
      if (each.substr(0, each.find(' ')) == code) return true;
    }
    return false;
  }
};

std::vector<Silence> silencesIn(const SyntaxTree& tree) {
  constexpr std::string_view kNextLine = "---@diagnostic disable-next-line";
  constexpr std::string_view kWhole = "---@diagnostic disable";
  std::vector<Silence> silences;
  for (const Comment& comment : tree.lexed.comments) {
    std::string_view text = tree.textOf(comment.span);
    const bool isLine = text.starts_with(kNextLine);
    if (!isLine && !text.starts_with(kWhole)) continue;
    text.remove_prefix(isLine ? kNextLine.size() : kWhole.size());
    if (text.starts_with(':')) text.remove_prefix(1);
    silences.push_back({isLine ? comment.line + 1 : Silence::kEverywhere, text});
  }
  return silences;
}

void applySilences(const SyntaxTree& tree, Mistakes& diagnostics) {
  const std::vector<Silence> silences = silencesIn(tree);
  if (silences.empty()) return;
  const auto& tokens = tree.lexed.tokens;
  std::erase_if(diagnostics, [&](const Mistake& each) {
    const auto& info = catalog::kDiagnostics[static_cast<std::size_t>(each.code)];
    if (info.severity == catalog::DiagnosticSeverity::Error && each.code < DiagnosticCode::UndefinedGlobal)
      return false;
    auto token = std::upper_bound(tokens.begin(), tokens.end(), each.span.begin,
                                  [](std::uint32_t at, const Token& one) { return at < one.span.begin; });
    const std::uint32_t line = token == tokens.begin() ? 0 : (--token)->line;
    return std::any_of(silences.begin(), silences.end(),
                       [&](const Silence& one) { return one.covers(line, info.code); });
  });
}

}  // namespace

Analysis analyze(std::string text, const Setting& setting) {
  Analysis analysis;
  const std::size_t size = text.size();
  analysis.tree = parse(std::move(text));
  analysis.binding = bind(*analysis.tree);
  analysis.inference = infer(*analysis.tree, analysis.binding, setting);
  Mistakes& all = analysis.diagnostics;
  for (const Mistakes* each : {&analysis.tree->mistakes, &analysis.binding.mistakes, &analysis.inference.findings}) {
    all.insert(all.end(), each->begin(), each->end());
  }
  lintNames(*analysis.tree, analysis.binding, all);
  if (size > setting.scriptBytes) {
    all.push_back({DiagnosticCode::ScriptTooLarge,
                   {static_cast<std::uint32_t>(setting.scriptBytes), static_cast<std::uint32_t>(size)},
                   concat({"the script has ", size, " bytes; ", setting.scriptBytes, " are allowed"})});
  }
  applySilences(*analysis.tree, all);
  std::stable_sort(all.begin(), all.end(),
                   [](const Mistake& a, const Mistake& b) { return a.span.begin < b.span.begin; });
  return analysis;
}

}  // namespace sluice::language
