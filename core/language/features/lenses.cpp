#include "language/features/lenses.h"

#include "base/concat.h"
#include "language/features/cost.h"
#include "language/features/functions.h"
#include "language/features/markdown.h"
#include "language/features/results.h"
#include "language/features/walk.h"
#include "language/text/by_place.h"
#include "language/text/line_index.h"

namespace sluice::language {

namespace {

constexpr int kShownDepth = 2;

// "1,583", as the rest of the editor writes it.
std::string grouped(std::size_t number) {
  std::string out = concat({number});
  for (std::size_t at = out.size(); at > 3;) out.insert(at -= 3, 1, ',');
  return out;
}

std::string counted(std::size_t count, std::string_view what) {
  return concat({grouped(count), " ", what, count == 1 ? "" : "s"});
}

Lens resultLens(const Analysis& analysis, const LensFacts& facts) {
  Lens lens{LensKind::ScriptResult, {}, "returns " + resultText(analysis, kShownDepth), {}};
  if (facts.laterReaders) {
    lens.title += *facts.laterReaders == 0 ? " · used by no later script"
                                           : concat({" · used by ", counted(*facts.laterReaders, "later script")});
  }
  lens.doc = "What a run of this script gives back, over all its returns:\n\n" + fencedCode(resultText(analysis));
  return lens;
}

Lens costLens(const Analysis& analysis, const LineIndex& lines, FunctionId function, Span span) {
  const FunctionCost cost = costOf(analysis, function);
  Lens lens{LensKind::Cost, span, "at least " + counted(cost.least, "instruction"), {}};
  if (cost.loops.size() == 1) {
    lens.title += concat({", and ", grouped(cost.loops[0].least), " for each turn of the loop in line ",
                          lines.lineOf(cost.loops[0].span.begin) + 1});
  } else if (!cost.loops.empty()) {
    lens.title += concat({", and more for each turn of ", counted(cost.loops.size(), "loop")});
  }
  lens.doc =
      "What every run of it takes that no error ends, told from its text: the shortest way through its branches, loops "
      "that do not go round, and calls without what the called functions of the script do. Work that depends on "
      "values, "
      "such as that of a pattern or a fetch, comes on top; the profile of a run shows what it really took.";
  for (const LoopCost& loop : cost.loops) {
    lens.doc += concat({&loop == cost.loops.data() ? "\n\n" : "\n", "- line ", lines.lineOf(loop.span.begin) + 1, ": ",
                        grouped(loop.least), " or more for each turn"});
  }
  return lens;
}

// By function: the places where it is used, but for those that declare it.
std::vector<std::vector<Span>> usesOf(const Analysis& analysis, const FunctionPlaces& places) {
  const auto& functions = places.all();
  std::vector<std::vector<Span>> uses(functions.size());
  std::unordered_map<SymbolId, FunctionId> bySymbol;
  for (FunctionId id = 1; id < functions.size(); ++id) {
    if (functions[id].symbol != kNoSymbol) bySymbol[functions[id].symbol] = id;
  }
  for (const Occurrence& each : analysis.binding.occurrences) {
    const auto function = each.symbol == kNoSymbol ? bySymbol.end() : bySymbol.find(each.symbol);
    if (function == bySymbol.end()) continue;
    if (each.use == Use::Read) uses[function->second].push_back(each.span);
  }
  // Those that are fields are found by their types.
  eachNode(
      *analysis.tree, [](const Stat&) {},
      [&](const Expr& expr) {
        const auto* member = as<MemberExpr>(&expr);
        const auto* method = as<MethodExpr>(&expr);
        if (member == nullptr && method == nullptr) return;
        const Name& name = member != nullptr ? member->name : method->name;
        const auto function =
            places.of(member != nullptr ? analysis.inference.exprs[expr.id] : calleeType(analysis, expr));
        if (!function || functions[*function].symbol != kNoSymbol || functions[*function].nameSpan.covers(name.span))
          return;
        uses[*function].push_back(name.span);
      });
  for (auto& each : uses) sortByPlace(each);
  return uses;
}

}  // namespace

std::vector<Lens> lensesOf(const Analysis& analysis, const LensFacts& facts) {
  std::vector<Lens> lenses{resultLens(analysis, facts)};
  const LineIndex lines(analysis.tree->text);
  // A text that is broken is compiled to nothing.
  const bool isWhole = analysis.tree->mistakes.empty() && analysis.binding.mistakes.empty();
  if (isWhole) lenses.push_back(costLens(analysis, lines, kChunk, {}));
  const FunctionPlaces places(analysis);
  std::vector<std::vector<Span>> uses = usesOf(analysis, places);
  for (FunctionId id = 1; id < uses.size(); ++id) {
    const FunctionPlace& place = places.all()[id];
    if (place.name.empty()) continue;
    Lens lens{LensKind::References, place.nameSpan, counted(uses[id].size(), "reference"), {}};
    lens.references = std::move(uses[id]);
    lenses.push_back(std::move(lens));
    if (isWhole) lenses.push_back(costLens(analysis, lines, id, place.nameSpan));
  }
  sortByPlace(lenses);
  return lenses;
}

}  // namespace sluice::language
