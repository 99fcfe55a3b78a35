#include "language/features/inlay_hints.h"

#include <algorithm>

#include "base/concat.h"
#include "base/sorted_order.h"
#include "language/features/choices.h"
#include "language/features/functions.h"
#include "language/features/markdown.h"
#include "language/features/results.h"
#include "language/features/walk.h"
#include "language/syntax/characters.h"
#include "language/types/annotations.h"
#include "language/types/library.h"

namespace sluice::language {

namespace {

constexpr std::size_t kLongestLabel = 40;
constexpr std::size_t kLongestResult = 80;
constexpr int kDeepestEdit = 3;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Whether a name says what the parameter's does: "key" of key, apiKey and api_key.
bool saysTheSame(std::string_view name, std::string_view parameter) {
  if (name.size() < parameter.size()) return false;
  const std::string_view end = name.substr(name.size() - parameter.size());
  return std::equal(end.begin(), end.end(), parameter.begin(), [](char a, char b) { return lower(a) == lower(b); });
}

// Cut between characters.
std::string cut(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  text.resize(most);
  return text + "…";
}

class Hinter {
 public:
  Hinter(const Analysis& analysis, const InlayChoice& choice, Span within)
      : analysis_(analysis), tree_(*analysis.tree), store_(analysis.inference.store), choice_(choice), within_(within) {
    for (const Annotations& each : declarationsIn(tree_)) {
      if (!each.className.empty()) ownClasses_.push_back(each.className);
    }
  }

  std::vector<InlayHint> run() {
    eachNode(
        tree_, [this](const Stat& stat) { statement(stat); }, [this](const Expr& expr) { call(expr); });
    if (choice_.functionResults) functionResults();
    if (choice_.scriptResult) scriptResult();
    sortStably(out_, [](const InlayHint& a, const InlayHint& b) { return a.offset < b.offset; });
    return std::move(out_);
  }

 private:
  bool touches(Span span) const { return span.begin <= within_.end && within_.begin <= span.end; }

  void add(InlayHint hint) {
    if (within_.touches(hint.offset)) out_.push_back(std::move(hint));
  }

  void statement(const Stat& stat) {
    if (!touches(stat.span)) return;
    if (const auto* local = as<LocalStat>(&stat)) {
      if (choice_.variableTypes) locals(*local);
    } else if (const auto* loop = as<GenericForStat>(&stat)) {
      if (!choice_.loopVariables) return;
      for (const Name& name : loop->variables) loopVariable(name);
    } else if (const auto* numeric = as<NumericForStat>(&stat)) {
      // That one counts in integers needs no telling.
      const SymbolId symbol = analysis_.binding.declaredAt(numeric->variable.span);
      const bool counts = symbol != kNoSymbol && analysis_.inference.symbols[symbol] == types::kInteger;
      if (choice_.loopVariables && !counts) loopVariable(numeric->variable);
    }
  }

  // Arguments.

  void call(const Expr& expr) {
    const Arguments* arguments = argumentsOf(expr);
    if (!choice_.parameterNames || arguments == nullptr || arguments->style != CallStyle::Parens) return;
    if (!touches(arguments->span) || arguments->items.empty()) return;
    const auto choices = choicesOf(store_, calleeType(analysis_, expr), expr.kind == ExprKind::Method);
    // Of a function that may be several, no parameter is known.
    const bool isOne = std::all_of(choices.begin(), choices.end(),
                                   [&](const CallChoice& each) { return each.signature == choices[0].signature; });
    if (choices.empty() || !isOne) return;
    const std::size_t count = arguments->items.size;
    const CallChoice& fitting = choices[fittingChoice(analysis_, choices, *arguments, count, count)];
    if (fitting.parameters.size() < 2) return;
    for (std::uint32_t i = 0; i < arguments->items.size && i < fitting.parameters.size(); ++i) {
      if (fitting.parameters[i] != nullptr) argument(*arguments->items[i], *fitting.parameters[i]);
    }
  }

  void argument(const Expr& item, const Parameter& parameter) {
    const std::string& name = parameter.name;
    if (name.size() < 2 || name[0] == '_' || isObvious(item, name)) return;
    InlayHint hint{item.span.begin, InlayKind::ParameterName, concat({name, ":"}), markdownOfDoc(parameter.doc), {}};
    hint.spaceAfter = true;
    add(std::move(hint));
  }

  static bool isObvious(const Expr& item, std::string_view parameter) {
    switch (item.kind) {
      case ExprKind::Missing:
      case ExprKind::Function:
      case ExprKind::Ellipsis: return true;
      case ExprKind::Name: return saysTheSame(to<const NameExpr>(item).name, parameter);
      case ExprKind::Member: return saysTheSame(to<const MemberExpr>(item).name.text, parameter);
      case ExprKind::Call: return isObvious(*to<const CallExpr>(item).callee, parameter);
      case ExprKind::Method: return saysTheSame(to<const MethodExpr>(item).name.text, parameter);
      default: return false;
    }
  }

  // Variables.

  void locals(const LocalStat& stat) {
    const Annotations annotations = annotationsBefore(tree_, stat.span.begin);
    if (!annotations.type.empty()) return;
    for (std::uint32_t i = 0; i < stat.names.size; ++i) {
      const Name& name = stat.names[i].name;
      // A call at the end of the list gives a value to each name that is left.
      const bool isRest = i >= stat.values.size && !stat.values.empty() && isCall(*stat.values.back());
      const Expr* value = i < stat.values.size ? stat.values[i] : isRest ? stat.values.back() : nullptr;
      if (value == nullptr || name.missing() || name.text[0] == '_') continue;
      const SymbolId symbol = analysis_.binding.declaredAt(name.span);
      if (symbol == kNoSymbol) continue;
      const TypeId type = analysis_.inference.symbols[symbol];
      if (isTold(*value, type)) continue;
      InlayHint hint = typeHint(name.span.end, InlayKind::VariableType, type);
      if (stat.names.size == 1 && isFirstOfLine(stat.span.begin) && canBeWritten(type, 0))
        hint.edit = lineAbove(stat.span.begin, concat({"---@type ", store_.print(type, kDeepestEdit)}));
      add(std::move(hint));
    }
  }

  static bool isCall(const Expr& expr) { return expr.kind == ExprKind::Call || expr.kind == ExprKind::Method; }

  bool saysNothing(TypeId type) const { return type == types::kNever || type == types::kNil || store_.isUnknown(type); }

  // Whether the value itself tells the type.
  bool isTold(const Expr& value, TypeId type) const {
    if (saysNothing(type)) return true;
    switch (value.kind) {
      case ExprKind::Nil:
      case ExprKind::Missing: return false;
      case ExprKind::Name:
      case ExprKind::Member:
      case ExprKind::Index:
      case ExprKind::Call:
      case ExprKind::Method: return false;
      case ExprKind::Paren: return isTold(*to<const ParenExpr>(value).inner, type);
      case ExprKind::Binary: {
        const TokenKind op = to<const BinaryExpr>(value).op;
        return op != TokenKind::And && op != TokenKind::Or;
      }
      // Of a literal only what is put there later is news.
      default: return store_.members(type).size() < 2 || type == types::kBoolean;
    }
  }

  void loopVariable(const Name& name) {
    if (name.missing() || name.text[0] == '_') return;
    const SymbolId symbol = analysis_.binding.declaredAt(name.span);
    if (symbol == kNoSymbol || saysNothing(analysis_.inference.symbols[symbol])) return;
    add(typeHint(name.span.end, InlayKind::LoopVariable, analysis_.inference.symbols[symbol]));
  }

  InlayHint typeHint(std::uint32_t offset, InlayKind kind, TypeId type) const {
    const std::string shown = store_.print(type, 1);
    const std::string whole = store_.print(type, 3);
    const std::string label = cut(shown, kLongestLabel);
    return {offset, kind, ": " + label, whole == label ? "" : fencedCode(whole), {}};
  }

  // Results.

  void functionResults() {
    const FunctionPlaces places(analysis_);
    for (const FunctionPlace& place : places.all()) {
      if (place.body == nullptr || place.name.empty() || place.body->parens.empty()) continue;
      if (!within_.touches(place.body->parens.end) || store_.kind(place.type) != TypeKind::Function) continue;
      const Signature& signature = store_.signature(place.type);
      const auto& returns = signature.returns;
      const bool told = !annotationsBefore(tree_, place.span.begin).returns.empty();
      const bool known =
          std::any_of(returns.begin(), returns.end(), [this](TypeId type) { return !saysNothing(type); });
      if (told || !known || !signature.returnsKnown) continue;
      std::string label;
      std::string whole;
      for (std::size_t i = 0; i < returns.size(); ++i) {
        const char* rest = signature.returnsMore && i + 1 == returns.size() ? "..." : "";
        label += concat({i > 0 ? ", " : "", rest, store_.print(returns[i], 1)});
        whole += concat({i > 0 ? ", " : "", rest, store_.print(returns[i], 3)});
      }
      label = cut(label, kLongestLabel);
      InlayHint hint{
          place.body->parens.end, InlayKind::FunctionResult, ": " + label, whole == label ? "" : fencedCode(whole), {}};
      if (place.isStatement) hint.edit = resultEdit(place, signature);
      add(std::move(hint));
    }
  }

  std::optional<InlayEdit> resultEdit(const FunctionPlace& place, const Signature& signature) const {
    if (!isFirstOfLine(place.span.begin)) return std::nullopt;
    std::string lines;
    for (std::size_t i = 0; i < signature.returns.size(); ++i) {
      if (!canBeWritten(signature.returns[i], 0)) return std::nullopt;
      const bool isRest = signature.returnsMore && i + 1 == signature.returns.size();
      if (i > 0) lines += "\n" + indentOf(place.span.begin);
      lines += concat({"---@return ", store_.print(signature.returns[i], kDeepestEdit), isRest ? " ..." : ""});
    }
    return lineAbove(place.span.begin, std::move(lines));
  }

  // Behind the return that ends the script, unless it is the only one and shows everything itself.
  void scriptResult() {
    const List<Stat*>& stats = tree_.chunk->stats;
    const auto* last = stats.empty() ? nullptr : as<ReturnStat>(stats.back());
    if (last == nullptr || last->values.empty() || !within_.touches(last->span.end)) return;
    if (analysis_.inference.returns.size() == 1 && last->values[0]->kind == ExprKind::Table) return;
    const std::string whole = resultText(analysis_);
    if (whole == "any" || whole == "nothing") return;
    const std::string label = cut(whole, kLongestResult);
    InlayHint hint{
        last->span.end, InlayKind::ScriptResult, "returns " + label, label == whole ? "" : fencedCode(whole), {}};
    hint.spaceBefore = true;
    add(std::move(hint));
  }

  // Edits.

  std::uint32_t lineBegin(std::uint32_t offset) const {
    while (offset > 0 && !isLineEnd(tree_.text[offset - 1])) --offset;
    return offset;
  }
  bool isFirstOfLine(std::uint32_t offset) const {
    const std::string_view before = tree_.textOf({lineBegin(offset), offset});
    return before.find_first_not_of(" \t") == std::string_view::npos;
  }
  std::string indentOf(std::uint32_t offset) const { return std::string(tree_.textOf({lineBegin(offset), offset})); }
  InlayEdit lineAbove(std::uint32_t offset, std::string text) const {
    return {{offset, offset}, concat({text, "\n", indentOf(offset)})};
  }

  // Whether an annotation can say the type so that reading it gives the type back.
  bool canBeWritten(TypeId type, int depth) const {
    if (depth >= kDeepestEdit) return false;
    switch (store_.kind(type)) {
      case TypeKind::Union: {
        const auto members = store_.members(type);
        return std::all_of(members.begin(), members.end(), [&](TypeId each) { return canBeWritten(each, depth); });
      }
      case TypeKind::Table: return canBeWritten(store_.shape(type), depth);
      case TypeKind::Never:
      case TypeKind::Function:
      case TypeKind::Generic: return false;
      default: return true;
    }
  }
  bool canBeWritten(const Shape& shape, int depth) const {
    if (!shape.name.empty()) {
      return library().classes.count(shape.name) > 0 ||
             std::find(ownClasses_.begin(), ownClasses_.end(), shape.name) != ownClasses_.end();
    }
    constexpr std::size_t kMostFields = 6;
    const bool hasEntries = shape.value != types::kNever;
    if (shape.open || shape.index != types::kNever || shape.fields.size() > kMostFields) return false;
    if (hasEntries) return shape.fields.empty() && canBeWritten(shape.value, depth + 1);
    return !shape.fields.empty() && std::all_of(shape.fields.begin(), shape.fields.end(), [&](const Field& field) {
      const bool isName = std::all_of(field.name.begin(), field.name.end(), isNameCharacter) && !isDigit(field.name[0]);
      return isName && canBeWritten(field.type, depth + 1);
    });
  }

  const Analysis& analysis_;
  const SyntaxTree& tree_;
  const TypeStore& store_;
  const InlayChoice& choice_;
  Span within_;
  std::vector<std::string_view> ownClasses_;
  std::vector<InlayHint> out_;
};

}  // namespace

std::vector<InlayHint> inlayHintsOf(const Analysis& analysis, const InlayChoice& choice, Span within) {
  return Hinter(analysis, choice, within).run();
}

}  // namespace sluice::language
