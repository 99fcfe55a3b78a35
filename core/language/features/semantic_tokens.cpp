#include "language/features/semantic_tokens.h"

#include <algorithm>

#include "language/features/functions.h"
#include "language/features/walk.h"
#include "language/syntax/characters.h"
#include "language/text/by_place.h"
#include "language/types/library.h"

namespace sluice::language {

namespace {

using namespace semantic_modifiers;

constexpr std::string_view kKindNames[] = {"namespace", "type",   "parameter", "variable", "property",
                                           "function",  "method", "keyword",   "label"};
constexpr std::string_view kModifierNames[] = {"declaration",  "readonly", "deprecated", "defaultLibrary",
                                               "modification", "upvalue",  "global",     "unavailable"};

// Behind these stands a type at once.
constexpr std::string_view kTypeTags[] = {"@return", "@type", "@class", "@generic", "@alias", "@overload"};

class Classifier {
 public:
  Classifier(const Analysis& analysis, Span within)
      : analysis_(analysis),
        store_(analysis.inference.store),
        within_(within),
        declared_(analysis.tree->exprCount),
        written_(analysis.tree->exprCount) {}

  std::vector<SemanticToken> run() {
    for (const Occurrence& each : analysis_.binding.occurrences) occurrence(each);
    eachNode(
        *analysis_.tree, [this](const Stat& stat) { statement(stat); }, [this](const Expr& expr) { expression(expr); });
    for (const Comment& comment : analysis_.tree->lexed.comments) {
      if (!comment.isLong && touches(comment.span)) annotation(comment.span);
    }
    sortByPlace(out_);
    // A name of a broken text may stand in two nodes.
    const auto overlaps = [](const SemanticToken& a, const SemanticToken& b) { return b.span.begin < a.span.end; };
    out_.erase(std::unique(out_.begin(), out_.end(), overlaps), out_.end());
    return std::move(out_);
  }

 private:
  bool touches(Span span) const { return span.begin <= within_.end && within_.begin <= span.end; }

  void add(Span span, SemanticKind kind, std::uint32_t modifiers) {
    if (!span.empty() && touches(span)) out_.push_back({span, kind, modifiers});
  }

  bool isFunction(TypeId type) const {
    const auto members = store_.members(type);
    return !members.empty() && std::all_of(members.begin(), members.end(), [this](TypeId each) {
      return store_.kind(each) == TypeKind::Function || store_.kind(each) == TypeKind::AnyFunction;
    });
  }

  std::uint32_t deprecation(TypeId type) const {
    return store_.kind(type) == TypeKind::Function && store_.signature(type).deprecated ? kDeprecated : 0;
  }

  // Whether the type is a table of a library, or a function in one.
  bool isLibrary(TypeId type) const {
    if (store_.kind(type) == TypeKind::Function)
      return store_.signature(type).origin.empty() && !store_.signature(type).name.empty();
    return isNamespace(type);
  }
  bool isNamespace(TypeId type) const {
    if (store_.kind(type) != TypeKind::Table || store_.shape(type).name.empty()) return false;
    const std::string& name = store_.shape(type).name;
    return library().global(name.substr(0, name.find('.'))) != types::kNever;
  }

  void occurrence(const Occurrence& each) {
    if (!touches(each.span)) return;
    if (each.symbol == kNoSymbol) return add(each.span, SemanticKind::Variable, 0);
    const Symbol& symbol = analysis_.binding.symbols[each.symbol];
    std::uint32_t modifiers = each.use == Use::Declare ? kDeclaration : each.use == Use::Write ? kModification : 0;
    if (symbol.kind == SymbolKind::Label) return add(each.span, SemanticKind::Label, modifiers);
    if (symbol.kind == SymbolKind::Global) return global(each, symbol, modifiers);
    const TypeId type = analysis_.inference.symbols[each.symbol];
    if (symbol.attribute != Attribute::None) modifiers |= kReadonly;
    if (each.function != symbol.function) modifiers |= kUpvalue;
    modifiers |= deprecation(type);
    const bool isParameter = symbol.kind == SymbolKind::Parameter || symbol.kind == SymbolKind::Self;
    add(each.span,
        isParameter        ? SemanticKind::Parameter
        : isFunction(type) ? SemanticKind::Function
                           : SemanticKind::Variable,
        modifiers);
  }

  void global(const Occurrence& each, const Symbol& symbol, std::uint32_t modifiers) {
    modifiers |= kGlobal;
    const TypeId known = library().global(symbol.name);
    if (symbol.name == "context")
      return add(each.span, SemanticKind::Variable, modifiers | kReadonly | kDefaultLibrary);
    if (known == types::kNever) {
      if (symbol.writes == 0 && !insteadOfDisabled(symbol.name).empty()) modifiers |= kUnavailable;
      const bool called = isFunction(analysis_.inference.symbols[each.symbol]);
      return add(each.span, called ? SemanticKind::Function : SemanticKind::Variable, modifiers);
    }
    modifiers |= kReadonly | kDefaultLibrary | deprecation(known);
    add(each.span,
        isFunction(known)    ? SemanticKind::Function
        : isNamespace(known) ? SemanticKind::Namespace
                             : SemanticKind::Variable,
        modifiers);
  }

  void statement(const Stat& stat) {
    const auto* function = as<FunctionStat>(&stat);
    if (function == nullptr) {
      if (const auto* assign = as<AssignStat>(&stat)) {
        for (const Expr* target : assign->targets) written_[target->id] = true;
      }
      return;
    }
    // The name that is declared; the objects before it are read.
    if (const auto* member = as<MemberExpr>(function->target)) {
      declared_[member->id] = true;
      add(member->name.span, function->function->body->isMethod ? SemanticKind::Method : SemanticKind::Function,
          kDeclaration);
    }
  }

  void expression(const Expr& expr) {
    const TypeId type = analysis_.inference.exprs[expr.id];
    if (const auto* member = as<MemberExpr>(&expr)) {
      if (!declared_[expr.id]) field(*member, type);
    } else if (const auto* method = as<MethodExpr>(&expr)) {
      const TypeId callee = calleeType(analysis_, expr);
      add(method->name.span, SemanticKind::Method, deprecation(callee) | (isLibrary(callee) ? kDefaultLibrary : 0));
    } else if (const auto* table = as<TableExpr>(&expr)) {
      for (const TableItem& item : table->items) {
        const bool isMethod = item.value->kind == ExprKind::Function;
        add(item.name.span, isMethod ? SemanticKind::Function : SemanticKind::Property, kDeclaration);
      }
    }
  }

  void field(const MemberExpr& member, TypeId type) {
    const TypeId object = analysis_.inference.exprs[member.object->id];
    std::uint32_t modifiers = deprecation(type);
    if (written_[member.id]) modifiers |= kModification;
    const bool ofLibrary = isNamespace(object);
    if (ofLibrary) modifiers |= kDefaultLibrary;
    if (store_.kind(object) == TypeKind::Table && store_.shape(object).readOnly) modifiers |= kReadonly;
    add(member.name.span,
        isFunction(type)                 ? SemanticKind::Function
        : ofLibrary && isNamespace(type) ? SemanticKind::Namespace
                                         : SemanticKind::Property,
        modifiers);
  }

  // ---@param name type text: the tag, the name and the names in the type.
  void annotation(Span comment) {
    const std::string_view text = analysis_.tree->textOf(comment);
    if (!text.starts_with("---")) return;
    std::size_t at = std::min(text.find_first_not_of(" \t", 3), text.size());
    if (at == text.size() || text[at] != '@') return;
    const std::size_t tagEnd = std::min(text.find_first_of(" \t", at), text.size());
    const std::string_view tag = text.substr(at, tagEnd - at);
    const auto place = [&](std::size_t begin, std::size_t end) {
      return Span{static_cast<std::uint32_t>(comment.begin + begin), static_cast<std::uint32_t>(comment.begin + end)};
    };
    add(place(at, tagEnd), SemanticKind::Keyword, 0);
    at = std::min(text.find_first_not_of(" \t", tagEnd), text.size());
    if (tag == "@param" || tag == "@field") {
      std::size_t end = at;
      while (end < text.size() && isNameCharacter(text[end])) ++end;
      add(place(at, end), tag == "@param" ? SemanticKind::Parameter : SemanticKind::Property, kDeclaration);
      at = std::min(text.find_first_of(" \t", end), text.size());
      at = std::min(text.find_first_not_of(" \t", at), text.size());
    } else if (std::find(std::begin(kTypeTags), std::end(kTypeTags), tag) == std::end(kTypeTags)) {
      return;
    }
    types(text, at, place);
  }

  // The names in a type, up to where its description begins: at a blank that stands in no bracket and beside none of
  // "|", ":" and ",".
  template <typename Place>
  void types(std::string_view text, std::size_t at, Place place) {
    int depth = 0;
    char before = ',';
    while (at < text.size()) {
      const char c = text[at];
      if (c == ' ' || c == '\t') {
        const std::size_t next = std::min(text.find_first_not_of(" \t", at), text.size());
        const bool goesOn =
            depth > 0 || before == '|' || before == ':' || before == ',' || (next < text.size() && text[next] == '|');
        if (!goesOn) return;
        at = next;
        continue;
      }
      if (c == '"' || c == '\'') {
        at = std::min(text.find(c, at + 1), text.size() - 1) + 1;
      } else if (isNameStart(c)) {
        std::size_t end = at;
        while (end < text.size() && (isNameCharacter(text[end]) || text[end] == '.')) ++end;
        // In braces and parentheses, names of fields and parameters stand before a colon.
        const bool isKey = depth > 0 && end < text.size() && (text[end] == ':' || text.substr(end).starts_with("?:"));
        add(place(at, end), isKey ? SemanticKind::Property : SemanticKind::Type, 0);
        at = end;
      } else {
        if (c == '(' || c == '{' || c == '<' || c == '[') ++depth;
        if (c == ')' || c == '}' || c == '>' || c == ']') --depth;
        ++at;
      }
      before = c;
    }
  }

  const Analysis& analysis_;
  const TypeStore& store_;
  Span within_;
  std::vector<bool> declared_;  // by expression
  std::vector<bool> written_;
  std::vector<SemanticToken> out_;
};

}  // namespace

std::span<const std::string_view> semanticKindNames() { return kKindNames; }
std::span<const std::string_view> semanticModifierNames() { return kModifierNames; }

std::vector<SemanticToken> semanticTokensOf(const Analysis& analysis, Span within) {
  return Classifier(analysis, within).run();
}

}  // namespace sluice::language
