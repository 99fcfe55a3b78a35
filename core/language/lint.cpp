#include "language/lint.h"

#include "base/concat.h"
#include "language/types/library.h"

namespace sluice::language {

namespace {

// Names that begin so are meant to go unused, or to hide others.
constexpr char kUnusedMark = '_';

void lintUse(const Symbol& symbol, Mistakes& out) {
  if (symbol.reads > 0 || symbol.declaration.empty() || symbol.name.starts_with(kUnusedMark)) return;
  const auto report = [&](DiagnosticCode code, std::string_view what) {
    out.push_back(
        {code, symbol.declaration,
         concat({what, " '", symbol.name, "' is never ", symbol.kind == SymbolKind::Label ? "jumped to" : "read"})});
  };
  switch (symbol.kind) {
    case SymbolKind::Local:
      if (symbol.attribute != Attribute::Close) report(DiagnosticCode::UnusedLocal, "the local");
      return;
    case SymbolKind::LocalFunction: return report(DiagnosticCode::UnusedLocal, "the function");
    case SymbolKind::Parameter: return report(DiagnosticCode::UnusedParameter, "the parameter");
    case SymbolKind::LoopVariable: return report(DiagnosticCode::UnusedLoopVariable, "the loop variable");
    case SymbolKind::Label: return report(DiagnosticCode::UnusedLabel, "the label");
    default: return;
  }
}

void lintShadow(const Binding& binding, const Symbol& symbol, Mistakes& out) {
  if (!symbol.isLocal() || symbol.shadows == kNoSymbol || symbol.declaration.empty()) return;
  if (symbol.name.starts_with(kUnusedMark) || binding.symbols[symbol.shadows].declaration.empty()) return;
  out.push_back({DiagnosticCode::ShadowedLocal, symbol.declaration,
                 concat({"another '", symbol.name, "' is visible here, which this one hides"}),
                 {{binding.symbols[symbol.shadows].declaration, "what is hidden"}}});
}

void lintGlobal(const Occurrence& occurrence, const Symbol& symbol, Mistakes& out) {
  const std::string_view instead = insteadOfDisabled(symbol.name);
  const bool isKnown =
      library().global(symbol.name) != types::kNever || symbol.name == "context" || symbol.name == "_ENV";
  if (occurrence.use == Use::Write) {
    if (!isKnown) {
      out.push_back({DiagnosticCode::GlobalAssignment, occurrence.span,
                     concat({"this makes '", symbol.name, "' a global variable; is a local meant?"})});
    }
    return;
  }
  if (isKnown || symbol.writes > 0) return;
  if (!instead.empty()) {
    out.push_back({DiagnosticCode::DisabledGlobal, occurrence.span,
                   concat({"scripts do not have '", symbol.name, "': ", instead})});
  } else {
    out.push_back(
        {DiagnosticCode::UndefinedGlobal, occurrence.span, concat({"nothing is called '", symbol.name, "' here"})});
  }
}

}  // namespace

void lintNames(const SyntaxTree& tree, const Binding& binding, Mistakes& out) {
  for (const Symbol& symbol : binding.symbols) {
    lintShadow(binding, symbol, out);
    if (tree.mistakes.empty()) lintUse(symbol, out);
  }
  for (const Occurrence& occurrence : binding.occurrences) {
    if (occurrence.symbol == kNoSymbol) continue;
    const Symbol& symbol = binding.symbols[occurrence.symbol];
    if (symbol.kind == SymbolKind::Global) lintGlobal(occurrence, symbol, out);
  }
}

}  // namespace sluice::language
