// Mends of what is wrong with values, and with the flow of a script.
#include <algorithm>

#include "base/concat.h"
#include "language/features/expected.h"
#include "language/features/fixes.h"
#include "language/features/member_types.h"
#include "language/text/distance.h"

namespace sluice::language {

namespace {

constexpr std::size_t kMostNear = 3;
constexpr std::size_t kMostLiterals = 6;

// What stands for nothing of a type; empty when there is no such thing.
std::string_view emptyValue(const TypeStore& store, TypeId type) {
  for (const TypeId each : store.members(type)) {
    switch (store.kind(each)) {
      case TypeKind::String:
      case TypeKind::StringLiteral: return "\"\"";
      case TypeKind::Integer:
      case TypeKind::IntegerLiteral:
      case TypeKind::Number: return "0";
      case TypeKind::True:
      case TypeKind::False: return "false";
      case TypeKind::Table:
      case TypeKind::AnyTable: return "{}";
      case TypeKind::Function:
      case TypeKind::AnyFunction: return "function() end";
      default: break;
    }
  }
  return {};
}

void removeUnreachable(FixSite& site) {
  const PlacedStat first = statAt(site.tree(), site.span().begin);
  if (!first) return;
  Span dead = first.stat->span;
  for (const Stat* stat : first.block->stats) {
    if (stat->span.begin <= dead.begin) continue;
    if (stat->kind == StatKind::Label) break;
    dead.end = stat->span.end;
  }
  for (const Occurrence& each : site.analysis().binding.occurrences) {
    const bool isInside = dead.covers(each.span) && each.symbol != kNoSymbol;
    if (!isInside) continue;
    const Symbol& symbol = site.analysis().binding.symbols[each.symbol];
    // What is defined there alone would be unknown elsewhere.
    if (symbol.kind == SymbolKind::Global && each.use == Use::Write) return;
    if (each.use == Use::Declare && symbol.visible.end > dead.end && symbol.visible.end > first.block->span.end) return;
  }
  site.replace(FixWorth::Safe, "Remove the code that is never reached", removalOf(site.tree(), dead), "");
}

void removeFirstKey(FixSite& site) {
  const Located located = locate(site.tree(), site.span().begin);
  for (std::size_t i = located.exprs.size(); i-- > 0;) {
    const auto* table = as<TableExpr>(located.exprs[i]);
    if (table == nullptr) continue;
    const auto keyOf = [&](const TableItem& item) -> std::string_view {
      if (!item.name.missing()) return item.name.text;
      const auto* string = as<StringExpr>(item.key);
      return string == nullptr ? std::string_view{} : site.textOf(string->contents);
    };
    std::string_view key = site.text();
    if (key.size() > 2 && (key[0] == '"' || key[0] == '\'')) key = key.substr(1, key.size() - 2);
    for (std::uint32_t k = 0; k + 1 < table->items.size; ++k) {
      const TableItem& item = table->items[k];
      const TableItem& next = table->items[k + 1];
      const Span place = item.key != nullptr ? item.key->span : item.name.span;
      if (place.begin >= site.span().begin) return;
      if (keyOf(item) != key || next.key != nullptr || item.key != nullptr) continue;
      const Span nextPlace = next.name.missing() ? next.value->span : next.name.span;
      const FixWorth worth = isPure(site.analysis(), *item.value) ? FixWorth::Safe : FixWorth::Possible;
      return site.replace(worth, concat({"Remove the first '", key, "'"}), {place.begin, nextPlace.begin}, "");
    }
    return;
  }
}

void balance(FixSite& site) {
  const PlacedStat at = statAt(site.tree(), site.span().begin);
  if (!at) return;
  const auto* local = as<LocalStat>(at.stat);
  const auto* assign = as<AssignStat>(at.stat);
  const List<Expr*> values = local != nullptr ? local->values : assign != nullptr ? assign->values : List<Expr*>{};
  const std::uint32_t kept = local != nullptr ? local->names.size : assign != nullptr ? assign->targets.size : 0;
  if (kept == 0 || values.size <= kept) return;
  const bool pure = std::all_of(values.begin() + kept, values.end(),
                                [&](const Expr* each) { return isPure(site.analysis(), *each); });
  // A call that becomes the last value would give all of its results, which changes nothing here.
  site.replace(pure ? FixWorth::Safe : FixWorth::Possible, "Remove the values without a variable",
               {values[kept - 1]->span.end, values.back()->span.end}, "");
  if (local == nullptr) return;
  const LocalName& last = local->names.back();
  if (last.hasAttribute) return;
  std::string more;
  for (std::uint32_t i = kept; i < values.size; ++i) more += ", _";
  site.replace(FixWorth::Possible, "Add variables for them", {last.name.span.end, last.name.span.end}, more);
}

void changeField(FixSite& site) {
  const Located located = locate(site.tree(), site.span().begin);
  for (std::size_t i = located.exprs.size(); i-- > 0;) {
    const auto* member = as<MemberExpr>(located.exprs[i]);
    const auto* method = as<MethodExpr>(located.exprs[i]);
    const auto* index = as<IndexExpr>(located.exprs[i]);
    const Expr* object = nullptr;
    if (member != nullptr && member->name.span == site.span()) object = member->object;
    if (method != nullptr && method->name.span == site.span()) object = method->object;
    if (index != nullptr && index->key->span == site.span()) object = index->object;
    if (object == nullptr) continue;
    const TypeId type = site.analysis().inference.exprs[object->id];
    std::vector<std::string_view> names;
    for (const Member& each : membersOf(site.store(), type)) names.push_back(each.field->name);
    for (const TypeId each : site.store().members(type)) {
      if (site.store().kind(each) != TypeKind::Table) continue;
      for (const Field& field : site.store().shape(each).fields) names.push_back(field.name);
    }
    const std::string quote = index != nullptr ? std::string(site.text().substr(0, 1)) : "";
    const std::string_view name = quote.empty() ? site.text() : site.text().substr(1, site.text().size() - 2);
    for (const std::string_view near : nearestOf(name, names, kMostNear)) {
      if (index == nullptr && !isName(near)) continue;
      site.replace(FixWorth::Preferred, concat({"Change to '", near, "'"}), site.span(), concat({quote, near, quote}));
    }
    return;
  }
}

// Where a value that is `x and x.y` needs no parentheses.
bool standsAlone(const PlacedExpr& placed, std::size_t i) {
  if (i == 0)
    return placed.stat().kind == StatKind::Local || placed.stat().kind == StatKind::Assign ||
           placed.stat().kind == StatKind::Return;
  const Expr& outer = *placed.located.exprs[i - 1];
  return outer.kind == ExprKind::Table || outer.kind == ExprKind::Paren || outer.kind == ExprKind::Call ||
         outer.kind == ExprKind::Method;
}

void guard(FixSite& site, const PlacedExpr& placed) {
  const SyntaxTree& tree = site.tree();
  const Stat& stat = placed.stat();
  const std::string path(site.text());
  const std::uint32_t begin = stat.span.begin;
  const bool ownsLine = lineBeginAt(tree, begin) + indentationAt(tree, begin).size() == begin;
  if (!isPath(placed.expr()) || !ownsLine) return;
  const std::string indentation(indentationAt(tree, begin));
  const bool isWhole = stat.kind == StatKind::Call || stat.kind == StatKind::Assign || stat.kind == StatKind::Return;
  if (isWhole) {
    const std::string body = reindented(tree, stat.span, indentation, indentation + "  ");
    site.replace(FixWorth::Preferred, concat({"Put it into 'if ", path, " then … end'"}), stat.span,
                 concat({"if ", path, " then\n", indentation, "  ", body, "\n", indentation, "end"}));
  }
  const bool isOnce = isWhole || stat.kind == StatKind::Local || stat.kind == StatKind::NumericFor ||
                      stat.kind == StatKind::GenericFor || stat.kind == StatKind::If;
  if (!isOnce) return;
  site.replace(FixWorth::Possible, concat({"Assert '", path, "' before"}), {begin, begin},
               concat({"assert(", path, ", \"", path.find('"') == std::string::npos ? path : "it", " is missing\")\n",
                       indentation}));
}

void fixNil(FixSite& site) {
  const auto placed = exprWith(site.tree(), site.span());
  if (!placed) return;
  const Expr& expr = placed->expr();
  const TypeId type = site.analysis().inference.exprs[expr.id];
  const Expr* outer = placed->outer();
  const auto* binary = as<BinaryExpr>(outer);
  const bool isKnownNil = type == types::kNil;
  const std::string text(site.text());
  const bool needsParens = expr.kind == ExprKind::Binary || expr.kind == ExprKind::Unary;
  const std::string operand = needsParens && !isPath(expr) ? concat({"(", text, ")"}) : text;
  if (const auto* member = as<MemberExpr>(outer); member != nullptr && member->object == &expr && isPath(expr) &&
                                                  !isKnownNil && standsAlone(*placed, placed->i - 1) &&
                                                  !(placed->stat().kind == StatKind::Assign && placed->i == 1)) {
    site.replace(FixWorth::Preferred, concat({"Write '", text, " and …'"}), {expr.span.begin, expr.span.begin},
                 concat({text, " and "}));
  }
  if (binary != nullptr && binary->op == TokenKind::Concat && !isKnownNil) {
    site.replace(FixWorth::Preferred, "Take \"\" when it is nil", expr.span, concat({"(", operand, " or \"\")"}));
    site.replace(FixWorth::Possible, "Write 'tostring(…)'", expr.span, concat({"tostring(", text, ")"}));
  } else if (!isKnownNil) {
    const Expected expected = expectedOf(site.analysis(), placed->located, placed->i);
    std::string_view otherwise = emptyValue(site.store(), type);
    if (!expected.types.empty()) otherwise = emptyValue(site.store(), expected.types[0]);
    const bool beginsStatement = placed->stat().span.begin == expr.span.begin;
    if (!otherwise.empty() && otherwise != "function() end" && !beginsStatement)
      site.replace(binary != nullptr ? FixWorth::Preferred : FixWorth::Possible,
                   concat({"Take ", otherwise, " when it is nil"}), expr.span,
                   concat({"(", operand, " or ", otherwise, ")"}));
  }
  if (!isKnownNil) guard(site, *placed);
}

void fixCall(FixSite& site) {
  const auto placed = exprWith(site.tree(), site.span());
  const auto* call = placed ? as<CallExpr>(placed->outer()) : nullptr;
  if (call == nullptr || placed->stat().kind == StatKind::Call) return;
  site.replace(FixWorth::Preferred, "Remove the parentheses", call->arguments.span, "");
}

// The call whose callee or method name the diagnostic is at.
const Expr* callAt(const FixSite& site, const Located& located) {
  for (std::size_t i = located.exprs.size(); i-- > 0;) {
    const auto* call = as<CallExpr>(located.exprs[i]);
    const auto* method = as<MethodExpr>(located.exprs[i]);
    if (call != nullptr && call->callee->span == site.span()) return call;
    if (method != nullptr && method->name.span == site.span()) return method;
  }
  return nullptr;
}

void addArguments(FixSite& site) {
  const Located located = locate(site.tree(), site.span().begin);
  const Expr* call = callAt(site, located);
  const Signature* signature = call == nullptr ? nullptr : calledSignature(site.analysis(), *call);
  if (signature == nullptr) return;
  const Arguments& arguments =
      call->kind == ExprKind::Call ? to<const CallExpr>(*call).arguments : to<const MethodExpr>(*call).arguments;
  if (arguments.style != CallStyle::Parens || !arguments.closed) return;
  const std::size_t given = arguments.items.size + (takesSelf(*call, *signature) ? 1 : 0);
  std::size_t last = signature->parameters.size();
  while (last > given && signature->parameters[last - 1].optional) --last;
  std::string more;
  for (std::size_t i = given; i < last; ++i) {
    const Parameter& parameter = signature->parameters[i];
    const std::string_view value = parameter.optional ? "nil" : emptyValue(site.store(), parameter.type);
    const auto& members = site.store().members(parameter.type);
    const bool isLiteral = !members.empty() && site.store().kind(members[0]) == TypeKind::StringLiteral;
    more += concat({i > given || !arguments.items.empty() ? ", " : "", isLiteral       ? site.store().print(members[0])
                                                                       : value.empty() ? "nil"
                                                                                       : std::string(value)});
  }
  const std::uint32_t end = arguments.span.end - 1;
  if (!more.empty()) site.replace(FixWorth::Possible, "Add the missing arguments", {end, end}, more);
}

void removeArgument(FixSite& site) {
  const auto placed = exprWith(site.tree(), site.span());
  if (!placed || placed->outer() == nullptr) return;
  const auto* call = as<CallExpr>(placed->outer());
  const auto* method = as<MethodExpr>(placed->outer());
  if (call == nullptr && method == nullptr) return;
  const Arguments& arguments = call != nullptr ? call->arguments : method->arguments;
  if (arguments.style != CallStyle::Parens) return;
  Expr** first = std::find(arguments.items.begin(), arguments.items.end(), &placed->expr());
  if (first == arguments.items.end()) return;
  const bool pure =
      std::all_of(first, arguments.items.end(), [&](const Expr* each) { return isPure(site.analysis(), *each); });
  const std::uint32_t begin = first == arguments.items.begin() ? arguments.span.begin + 1 : (*(first - 1))->span.end;
  // Without it, a call before it would give all of its results.
  const bool spreads = first != arguments.items.begin() && !isPure(site.analysis(), **(first - 1));
  site.replace(pure && !spreads ? FixWorth::Safe : FixWorth::Possible, "Remove what the function does not take",
               {begin, arguments.items.back()->span.end}, "");
}

void convertArgument(FixSite& site) {
  const auto placed = exprWith(site.tree(), site.span());
  if (!placed) return;
  const TypeStore& store = site.store();
  const TypeId type = site.analysis().inference.exprs[placed->expr().id];
  const Expected expected = expectedOf(site.analysis(), placed->located, placed->i);
  std::vector<std::string> literals;
  bool wantsText = false;
  bool wantsNumber = false;
  for (const TypeId each : expected.types) {
    if (store.kind(each) == TypeKind::StringLiteral) literals.push_back(store.text(each));
    wantsText = wantsText || each == types::kString;
    wantsNumber = wantsNumber || each == types::kNumber || each == types::kInteger;
  }
  const auto* string = as<StringExpr>(&placed->expr());
  if (string != nullptr && !literals.empty()) {
    const std::vector<std::string_view> all(literals.begin(), literals.end());
    std::vector<std::string_view> shown = nearestOf(site.textOf(string->contents), all, kMostNear);
    for (const std::string_view each : all) {
      if (shown.size() < kMostLiterals && std::find(shown.begin(), shown.end(), each) == shown.end())
        shown.push_back(each);
    }
    for (const std::string_view each : shown)
      site.replace(FixWorth::Possible, concat({"Change to \"", each, "\""}), site.span(), concat({"\"", each, "\""}));
  }
  const std::string text(site.text());
  if (wantsText && store.has(type, TypeKind::Table))
    site.replace(FixWorth::Preferred, "Encode it as JSON", site.span(), concat({"helpers.json.encode(", text, ")"}));
  else if (wantsText && type != types::kNil)
    site.replace(FixWorth::Preferred, "Write 'tostring(…)'", site.span(), concat({"tostring(", text, ")"}));
  if (wantsNumber && store.has(type, TypeKind::String))
    site.replace(FixWorth::Possible, "Write 'tonumber(…)'", site.span(), concat({"tonumber(", text, ")"}));
}

void convertOperand(FixSite& site) {
  const auto placed = exprWith(site.tree(), site.span());
  const auto* binary = placed ? as<BinaryExpr>(placed->outer()) : nullptr;
  if (binary == nullptr) return;
  const TypeId type = site.analysis().inference.exprs[placed->expr().id];
  const bool isTable = site.store().has(type, TypeKind::Table);
  const std::string text(site.text());
  if (binary->op != TokenKind::Concat) {
    if (isTable && isPrefix(placed->expr()))
      site.replace(FixWorth::Possible, "Take its length", site.span(), "#" + text);
    return;
  }
  if (isTable)
    site.replace(FixWorth::Preferred, "Encode it as JSON", site.span(), concat({"helpers.json.encode(", text, ")"}));
  site.replace(FixWorth::Preferred, "Write 'tostring(…)'", site.span(), concat({"tostring(", text, ")"}));
}

void copyFirst(FixSite& site) {
  const PlacedStat at = statAt(site.tree(), site.span().begin);
  const auto* assign = at ? as<AssignStat>(at.stat) : nullptr;
  if (assign == nullptr || assign->targets.size != 1 || assign->values.size != 1) return;
  const auto* member = as<MemberExpr>(assign->targets[0]);
  if (member == nullptr || !(member->span == site.span())) return;
  const std::string name = freeName(site.analysis(), member->name.text);
  Action* action = site.add(FixWorth::Preferred, concat({"Put it into a local '", name, "'"}),
                            {{site.span(), concat({"local ", name})}});
  const auto begin = static_cast<std::uint32_t>(site.span().begin + 6);
  if (action != nullptr) action->renamed = Span{begin, static_cast<std::uint32_t>(begin + name.size())};
}

}  // namespace

void fixFlow(FixSite& site) {
  switch (site.mistake().code) {
    case DiagnosticCode::UnreachableCode: return removeUnreachable(site);
    case DiagnosticCode::DuplicateKey: return removeFirstKey(site);
    case DiagnosticCode::SelfAssignment:
      return site.replace(FixWorth::Safe, "Remove it", removalOf(site.tree(), site.span()), "");
    case DiagnosticCode::UnbalancedAssignment: return balance(site);
    default: return;
  }
}

void fixTypes(FixSite& site) {
  switch (site.mistake().code) {
    case DiagnosticCode::UndefinedField:
    case DiagnosticCode::UndefinedContextField:
    case DiagnosticCode::UnknownOutput: return changeField(site);
    case DiagnosticCode::NilAccess: return fixNil(site);
    case DiagnosticCode::NotCallable: return fixCall(site);
    case DiagnosticCode::ArgumentCount: return addArguments(site);
    case DiagnosticCode::ExtraArgument: return removeArgument(site);
    case DiagnosticCode::ArgumentType: return convertArgument(site);
    case DiagnosticCode::OperandType: return convertOperand(site);
    case DiagnosticCode::ReadOnly: return copyFirst(site);
    default: return;
  }
}

}  // namespace sluice::language
