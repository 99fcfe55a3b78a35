// Mends of what is wrong with names and their scopes.
#include <algorithm>

#include "base/concat.h"
#include "base/sorted_order.h"
#include "language/features/documented.h"
#include "language/features/fixes.h"
#include "language/features/member_types.h"
#include "language/text/distance.h"
#include "language/types/library.h"

namespace sluice::language {

namespace {

constexpr std::size_t kMostNear = 3;

void changeTo(FixSite& site, Span span, const std::vector<std::string_view>& all, std::string_view quote = {}) {
  std::string_view name = site.textOf(span);
  if (!quote.empty()) name = name.substr(1, name.size() - 2);
  for (const std::string_view near : nearestOf(name, all, kMostNear))
    site.replace(FixWorth::Preferred, concat({"Change to '", near, "'"}), span, concat({quote, near, quote}));
}

const Symbol* symbolAt(const FixSite& site, SymbolId& id) {
  const Occurrence* occurrence = site.analysis().binding.at(site.span().begin);
  if (occurrence == nullptr || occurrence->symbol == kNoSymbol) return nullptr;
  id = occurrence->symbol;
  return &site.analysis().binding.symbols[id];
}

std::vector<TextEdit> renamings(const FixSite& site, SymbolId id, const std::string& name) {
  std::vector<TextEdit> edits;
  for (const Occurrence& each : site.analysis().binding.of(id)) edits.push_back({each.span, name});
  return edits;
}

void changeGlobal(FixSite& site) {
  std::vector<std::string_view> all{"context"};
  const Binding& binding = site.analysis().binding;
  for (const SymbolId id : binding.visibleAt(site.span().begin)) all.push_back(binding.symbols[id].name);
  for (const Symbol& symbol : binding.symbols) {
    if (symbol.kind == SymbolKind::Global && symbol.writes > 0) all.push_back(symbol.name);
  }
  std::vector<std::string_view> known;
  for (const auto& each : library().globals) known.push_back(each.first);
  sortStably(known);
  all.insert(all.end(), known.begin(), known.end());
  changeTo(site, site.span(), all);
}

// What stands around the name of a disabled global: `os.time()`, `unpack`, `rawget(t, k)`.
void useInstead(FixSite& site) {
  const Located located = locate(site.tree(), site.span().begin);
  const CallExpr* call = nullptr;
  std::string path(site.text());
  Span pathSpan = site.span();
  for (const Expr* expr : located.exprs) {
    const auto* each = as<CallExpr>(expr);
    if (each == nullptr || each->span.begin != site.span().begin || each->arguments.style != CallStyle::Parens)
      continue;
    const bool isName = each->callee->kind == ExprKind::Name && each->callee->span == site.span();
    const auto* member = as<MemberExpr>(each->callee);
    const bool isMember = member != nullptr && member->object->span == site.span();
    if (!isName && !isMember) continue;
    call = each;
    pathSpan = call->callee->span;
    path = site.textOf(pathSpan);
  }
  if (path == "unpack") return site.replace(FixWorth::Safe, "Use table.unpack", pathSpan, "table.unpack");
  if (call == nullptr) return;
  const auto& items = call->arguments.items;
  const auto textOf = [&](std::uint32_t i) { return std::string(site.textOf(items[i]->span)); };
  if (path == "os.time" && items.empty())
    site.replace(FixWorth::Preferred, "Use helpers.now(), in seconds", call->span, "(helpers.now() // 1000)");
  if (path == "os.time" && items.empty())
    site.replace(FixWorth::Possible, "Use helpers.now(), in milliseconds", call->span, "helpers.now()");
  if (path == "os.clock") site.replace(FixWorth::Preferred, "Use helpers.now()", call->span, "(helpers.now() / 1000)");
  if (path == "os.getenv") site.replace(FixWorth::Preferred, "Use helpers.env", pathSpan, "helpers.env");
  if (path == "io.write") site.replace(FixWorth::Preferred, "Use helpers.log", pathSpan, "helpers.log");
  if (path == "warn" && !items.empty()) {
    site.add(FixWorth::Preferred, "Use helpers.log",
             {{pathSpan, "helpers.log"}, {{items[0]->span.begin, items[0]->span.begin}, "\"warn\", "}});
  }
  const bool isStatement =
      located.exprs.size() > 0 && located.exprs[0] == call && located.stats.back()->kind == StatKind::Call;
  if (path == "collectgarbage" && isStatement)
    site.replace(FixWorth::Preferred, "Remove it", removalOf(site.tree(), call->span), "");
  if (path == "rawget" && items.size == 2 && isPrefix(*items[0]))
    site.replace(FixWorth::Preferred, "Index the table", call->span, concat({textOf(0), "[", textOf(1), "]"}));
  if (path == "rawset" && items.size == 3 && isPrefix(*items[0]) && isStatement)
    site.replace(FixWorth::Preferred, "Assign to the table", call->span,
                 concat({textOf(0), "[", textOf(1), "] = ", textOf(2)}));
}

// `local` before the assignment where the variable is used behind it only, else a declaration before all uses.
void makeLocal(FixSite& site) {
  SymbolId id = kNoSymbol;
  if (symbolAt(site, id) == nullptr) return;
  const std::vector<Occurrence> places = site.analysis().binding.of(id);
  const PlacedStat at = statAt(site.tree(), site.span().begin);
  if (!at) return;
  std::vector<TextEdit> edits;
  const auto* assign = as<AssignStat>(at.stat);
  const auto* function = as<FunctionStat>(at.stat);
  const bool isOne = (assign != nullptr && assign->targets.size == 1 && assign->targets[0]->span == site.span()) ||
                     (function != nullptr && function->target->span == site.span());
  // A local of an assignment is not seen by its own values.
  const bool isSeen = std::all_of(places.begin(), places.end(), [&](const Occurrence& each) {
    const bool isBehind =
        function != nullptr ? each.span.begin >= at.stat->span.begin : each.span.begin >= at.stat->span.end;
    return each.span == site.span() || (isBehind && each.span.end <= at.block->span.end);
  });
  if (isOne && isSeen) {
    edits.push_back({{at.stat->span.begin, at.stat->span.begin}, "local "});
  } else {
    for (const Stat* stat : site.tree().chunk->stats) {
      if (!stat->span.touches(places[0].span.begin) || stat->span.end <= places[0].span.begin) continue;
      edits.push_back({{stat->span.begin, stat->span.begin},
                       concat({"local ", site.text(), "\n", indentationAt(site.tree(), stat->span.begin)})});
      break;
    }
  }
  Action* action = site.add(FixWorth::Preferred, concat({"Make '", site.text(), "' local"}), std::move(edits));
  if (action == nullptr) return;
  const auto& all = site.analysis().diagnostics;
  action->fixes.clear();
  auto place = places.begin();  // both are by place
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].code != DiagnosticCode::GlobalAssignment) continue;
    while (place != places.end() && place->span.begin < all[i].span.begin) ++place;
    if (place != places.end() && place->span == all[i].span) action->fixes.push_back(i);
  }
}

// The places of a symbol, and of a parameter its name in the ---@param above its function.
std::vector<TextEdit> renamingsWithTag(const FixSite& site, SymbolId id, const Symbol& symbol,
                                       const std::string& name) {
  std::vector<TextEdit> edits = renamings(site, id, name);
  const auto tag = symbol.kind == SymbolKind::Parameter ? tagOf(site.tree(), symbol) : std::nullopt;
  if (tag) edits.push_back({*tag, name});
  return edits;
}

void markUnused(FixSite& site) {
  SymbolId id = kNoSymbol;
  const Symbol* symbol = symbolAt(site, id);
  if (symbol == nullptr) return;
  const std::string name = freeName(site.analysis(), concat({"_", symbol->name}));
  std::vector<TextEdit> edits = renamingsWithTag(site, id, *symbol, name);
  site.add(FixWorth::Safe, concat({"Rename to '", name, "'"}), std::move(edits));
}

void removeLocal(FixSite& site) {
  SymbolId id = kNoSymbol;
  const Symbol* symbol = symbolAt(site, id);
  const PlacedStat at = statAt(site.tree(), site.span().begin);
  if (symbol == nullptr || !at || symbol->writes > 0) return;
  const Span whole = removalOf(site.tree(), at.stat->span);
  const std::string title = concat({"Remove '", symbol->name, "'"});
  if (at.stat->kind == StatKind::LocalFunction) return site.replace(FixWorth::Preferred, title, whole, "");
  const auto* local = as<LocalStat>(at.stat);
  if (local == nullptr || local->names.size != 1 || local->values.size > 1) return;
  const Expr* value = local->values.empty() ? nullptr : local->values[0];
  if (value == nullptr || isPure(site.analysis(), *value)) return site.replace(FixWorth::Preferred, title, whole, "");
  const bool isCall = value->kind == ExprKind::Call || value->kind == ExprKind::Method;
  const bool startsLine = isCall && site.textOf(value->span)[0] != '(';
  if (startsLine)
    site.replace(FixWorth::Possible, concat({title, ", keep the call"}), {at.stat->span.begin, value->span.begin}, "");
}

void renameShadow(FixSite& site) {
  SymbolId id = kNoSymbol;
  const Symbol* symbol = symbolAt(site, id);
  if (symbol == nullptr) return;
  const std::string name = freeName(site.analysis(), symbol->name);
  std::vector<TextEdit> edits = renamingsWithTag(site, id, *symbol, name);
  Action* action = site.add(FixWorth::Preferred, concat({"Rename to '", name, "'"}), std::move(edits));
  if (action == nullptr) return;
  std::int64_t moved = 0;
  for (const TextEdit& edit : action->edits) {
    const auto begin = static_cast<std::uint32_t>(edit.span.begin + moved);
    if (edit.span == symbol->declaration)
      action->renamed = Span{begin, static_cast<std::uint32_t>(begin + name.size())};
    moved += static_cast<std::int64_t>(name.size()) - edit.span.size();
  }
}

void fixLabel(FixSite& site) {
  std::vector<std::string_view> labels;
  for (const Symbol& symbol : site.analysis().binding.symbols) {
    if (symbol.kind == SymbolKind::Label) labels.push_back(symbol.name);
  }
  for (const std::string_view near : nearestOf(site.text(), labels, kMostNear))
    site.addIfBetter(FixWorth::Preferred, concat({"Change to '", near, "'"}), {{site.span(), std::string(near)}});
  // At the end of the loop, as `goto continue` means it.
  const Located located = locate(site.tree(), site.span().begin);
  for (std::size_t i = located.stats.size(); i-- > 0;) {
    const Block* block = nullptr;
    if (const auto* loop = as<NumericForStat>(located.stats[i])) block = loop->block;
    if (const auto* loop = as<GenericForStat>(located.stats[i])) block = loop->block;
    if (const auto* loop = as<WhileStat>(located.stats[i])) block = loop->block;
    if (block == nullptr || block->stats.empty()) continue;
    const std::uint32_t end = block->stats.back()->span.end;
    const std::string_view indentation = indentationAt(site.tree(), block->stats.back()->span.begin);
    site.addIfBetter(FixWorth::Preferred, concat({"Add '::", site.text(), "::' at the end of the loop"}),
                     {{{end, end}, concat({"\n", indentation, "::", site.text(), "::"})}});
    return;
  }
}

// The attribute of a local's declaration with the brackets around it.
Span attributeSpan(const FixSite& site, Span declaration) {
  const std::string& text = site.tree().text;
  const std::size_t begin = text.find('<', declaration.end);
  const std::size_t end = text.find('>', declaration.end);
  if (begin == std::string::npos || end == std::string::npos || begin > end) return {};
  return {declaration.end, static_cast<std::uint32_t>(end + 1)};
}

void fixAttribute(FixSite& site) {
  SymbolId id = kNoSymbol;
  if (site.mistake().code == DiagnosticCode::AssignToConst) {
    const Symbol* symbol = symbolAt(site, id);
    if (symbol == nullptr || symbol->attribute != Attribute::Const) return;
    site.addIfBetter(FixWorth::Preferred, "Remove <const> from its declaration",
                     {{attributeSpan(site, symbol->declaration), ""}});
    return;
  }
  if (site.mistake().code == DiagnosticCode::UnknownAttribute) {
    const std::string_view text = site.text();
    for (const std::string_view known : {"const", "close"}) {
      const bool isNear = known.starts_with(text.substr(0, 3)) || distanceOf(text, known, 3) <= 3;
      if (isNear)
        site.addIfBetter(FixWorth::Preferred, concat({"Change to <", known, ">"}), {{site.span(), std::string(known)}});
    }
  }
  std::uint32_t begin = site.span().begin;
  while (begin > 0 && site.tree().text[begin] != '<') --begin;
  while (begin > 0 && site.tree().text[begin - 1] == ' ') --begin;
  const std::size_t end = site.tree().text.find('>', site.span().end);
  if (end == std::string::npos) return;
  site.addIfBetter(FixWorth::Preferred, "Remove the attribute", {{{begin, static_cast<std::uint32_t>(end + 1)}, ""}});
}

void addEllipsis(FixSite& site) {
  const FunctionBody* inner = nullptr;
  for (const Function& each : site.analysis().binding.functions) {
    if (each.body != nullptr && each.body->span.covers(site.span())) inner = each.body;
  }
  if (inner == nullptr || inner->parens.size() < 2) return;
  const std::uint32_t at = inner->parens.end - 1;
  site.addIfBetter(FixWorth::Preferred, "Add '...' to the parameters",
                   {{{at, at}, inner->parameters.empty() ? "..." : ", ..."}});
}

}  // namespace

void fixScopes(FixSite& site) {
  switch (site.mistake().code) {
    case DiagnosticCode::BreakOutsideLoop:
      site.addIfBetter(FixWorth::Preferred, "Use 'return'", {{site.span(), "return"}});
      return;
    case DiagnosticCode::UndefinedLabel: return fixLabel(site);
    case DiagnosticCode::DuplicateLabel:
      if (const PlacedStat at = statAt(site.tree(), site.span().begin))
        site.addIfBetter(FixWorth::Preferred, "Remove this label", {{removalOf(site.tree(), at.stat->span), ""}});
      return;
    case DiagnosticCode::AssignToConst:
    case DiagnosticCode::UnknownAttribute:
    case DiagnosticCode::SeveralToClose: return fixAttribute(site);
    case DiagnosticCode::EllipsisOutsideVararg: return addEllipsis(site);
    default: return;
  }
}

void fixNames(FixSite& site) {
  switch (site.mistake().code) {
    case DiagnosticCode::UndefinedGlobal: return changeGlobal(site);
    case DiagnosticCode::DisabledGlobal: return useInstead(site);
    case DiagnosticCode::GlobalAssignment: return makeLocal(site);
    case DiagnosticCode::UnusedLocal: markUnused(site); return removeLocal(site);
    case DiagnosticCode::UnusedParameter:
    case DiagnosticCode::UnusedLoopVariable: return markUnused(site);
    case DiagnosticCode::UnusedLabel:
      if (const PlacedStat at = statAt(site.tree(), site.span().begin))
        site.replace(FixWorth::Safe, "Remove the label", removalOf(site.tree(), at.stat->span), "");
      return;
    case DiagnosticCode::ShadowedLocal: return renameShadow(site);
    default: return;
  }
}

}  // namespace sluice::language
