#include "language/features/hover.h"

#include <algorithm>
#include <charconv>

#include "base/concat.h"
#include "catalog/catalog.h"
#include "language/features/functions.h"
#include "language/features/markdown.h"
#include "language/features/work.h"
#include "language/syntax/literals.h"
#include "language/syntax/locate.h"
#include "language/types/library.h"

namespace sluice::language {

namespace {

constexpr int kShownDepth = 3;
// Values of constants longer than this are cut.
constexpr std::size_t kLongestValue = 80;

constexpr std::string_view kCostPage = "sandbox.md#what-work-costs";

struct ResultField {
  std::string_view name;
  std::string_view doc;
};
// What a script returns.
constexpr ResultField kResultFields[] = {
    {"allowed",
     "Whether what the trigger is about may go on: `false` stops it, and no later script runs. Left out, it may."},
    {"error", "With `allowed = false`: what the end user is told, at most `errorTextBytes`."},
    {"code", "With `allowed = false`: a word for programs, of up to 64 letters, digits and `_.-`."},
    {"data", "What later scripts find in `context.prev` and `context.outputs`, and what the outcome has as its data."},
};

// Paragraphs of Markdown.
void addParagraph(std::string& doc, std::string_view paragraph) {
  if (paragraph.empty()) return;
  if (!doc.empty()) doc += "\n\n";
  doc += paragraph;
}

std::size_t characterCount(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string hexOf(std::int64_t value) {
  char digits[16];
  const auto end = std::to_chars(digits, digits + sizeof digits, static_cast<std::uint64_t>(value), 16).ptr;
  return concat({"0x", std::string_view(digits, static_cast<std::size_t>(end - digits))});
}

class Hoverer {
 public:
  Hoverer(const Analysis& analysis, std::uint32_t offset, std::string_view docsUrl)
      : analysis_(analysis),
        tree_(*analysis.tree),
        inference_(analysis.inference),
        store_(analysis.inference.store),
        offset_(offset),
        docsUrl_(docsUrl) {}

  std::optional<Hover> run() {
    const Located located = locate(tree_, offset_);
    for (std::size_t i = located.exprs.size(); i-- > 0;) {
      if (auto hover = expression(*located.exprs[i], i > 0 ? located.exprs[i - 1] : nullptr)) return hover;
    }
    return name(located);
  }

 private:
  bool touches(const Name& name) const { return !name.missing() && name.span.touches(offset_); }

  std::optional<Hover> expression(const Expr& expr, const Expr* outer) {
    switch (expr.kind) {
      case ExprKind::Member: {
        const auto& member = to<const MemberExpr>(expr);
        if (!touches(member.name)) return std::nullopt;
        return field(*member.object, member.name.text, member.name.span, inference_.exprs[expr.id]);
      }
      case ExprKind::Method: {
        const auto& method = to<const MethodExpr>(expr);
        if (!touches(method.name)) return std::nullopt;
        return field(*method.object, method.name.text, method.name.span, types::kUnknown);
      }
      case ExprKind::Table: return tableItem(to<const TableExpr>(expr), outer == nullptr && isReturned(expr));
      case ExprKind::String: return string(to<const StringExpr>(expr), outer);
      case ExprKind::Number: return number(expr);
      default: return std::nullopt;
    }
  }

  // Fields.

  std::optional<Hover> field(const Expr& object, std::string_view name, Span span, TypeId type) {
    const Field* field = fieldNamed(store_, inference_.exprs[object.id], name);
    if (field == nullptr) return describe("(field) ", name, type, span, {});
    std::string doc = documented(field->doc, field->origin.empty());
    const bool isMethod = type == types::kNever || type == types::kUnknown;
    if (!field->from.empty()) addParagraph(doc, concat({"From script ", codeSpan(field->from), "."}));
    // A field that the script itself sets later counts as set.
    const bool mayBeAbsent = field->optional && (field->origin.empty() || !field->from.empty());
    if (!isMethod && isNarrowed(type, field->type, mayBeAbsent))
      addParagraph(doc, concat({"Narrowed from ", codeSpan(printed(field->type, mayBeAbsent)), "."}));
    const bool showsOptional = field->optional && isMethod;
    return describe(showsOptional ? "(optional field) " : "(field) ", name, isMethod ? field->type : type, span,
                    std::move(doc));
  }

  std::string printed(TypeId type, bool optional) const {
    const std::string text = store_.print(type, 1);
    if (!optional || store_.mayBeNil(type)) return text;
    return store_.kind(type) == TypeKind::Union && type != types::kBoolean ? concat({"(", text, ")?"}) : text + "?";
  }

  // Whether a place knows more of a value than its declaration does.
  bool isNarrowed(TypeId here, TypeId declared, bool optional) const {
    if ((here == declared && !optional) || here == types::kNever || declared == types::kUnknown) return false;
    if (here == types::kUnknown || declared == types::kNever) return false;
    // A field that may be absent reads as nil too.
    auto whole = store_.members(declared);
    if (optional && !store_.mayBeNil(declared)) whole.push_back(types::kNil);
    const auto left = store_.members(here);
    return left.size() < whole.size() || !std::is_permutation(left.begin(), left.end(), whole.begin(), whole.end());
  }

  // Whether the script ends with this value.
  bool isReturned(const Expr& expr) const {
    return std::any_of(inference_.returns.begin(), inference_.returns.end(),
                       [&](const ReturnedValue& each) { return each.span == expr.span; });
  }

  std::optional<Hover> tableItem(const TableExpr& table, bool isResult) {
    for (const TableItem& item : table.items) {
      if (!touches(item.name)) continue;
      TypeId type = inference_.exprs[item.value->id];
      std::string doc;
      for (const ResultField& each : kResultFields) {
        if (isResult && each.name == item.name.text)
          return describe("(field) ", item.name.text, type, item.name.span, documented(each.doc, true));
      }
      if (const Field* field = store_.field(inference_.exprs[table.id], item.name.text)) {
        type = field->type;
        doc = documented(field->doc, false);
      }
      return describe("(field) ", item.name.text, type, item.name.span, std::move(doc));
    }
    return std::nullopt;
  }

  // Literals.

  std::optional<Hover> string(const StringExpr& string, const Expr* outer) {
    const std::string value = stringValue(tree_.textOf(string.span), string.broken);
    if (const auto* index = as<IndexExpr>(outer); index != nullptr && index->key == &string) {
      return field(*index->object, value, string.span, inference_.exprs[index->id]);
    }
    const bool isAscii = std::all_of(value.begin(), value.end(), [](char c) { return (c & 0x80) == 0; });
    if (isAscii) return std::nullopt;
    const std::size_t characters = characterCount(value);
    return Hover{string.span,
                 {},
                 concat({"A string of ", value.size(), " bytes, which are ", characters,
                         characters == 1 ? " character." : " characters."})};
  }

  std::optional<Hover> number(const Expr& expr) {
    const std::string_view text = tree_.textOf(expr.span);
    if (!isNumeral(text)) return std::nullopt;
    const NumeralValue value = numeralValue(text);
    if (!value.isInteger) return Hover{expr.span, concat({text, ": number"}), "A float."};
    const bool isHex = text.starts_with("0x") || text.starts_with("0X");
    std::string doc = codeSpan(isHex ? concat({value.integer}) : hexOf(value.integer));
    return Hover{expr.span, concat({text, ": integer"}), std::move(doc)};
  }

  // Variables and labels.

  std::optional<Hover> name(const Located& located) {
    const Occurrence* occurrence = analysis_.binding.at(offset_);
    if (occurrence == nullptr || occurrence->symbol == kNoSymbol) return std::nullopt;
    const Symbol& symbol = analysis_.binding.symbols[occurrence->symbol];
    if (symbol.kind == SymbolKind::Label) return label(symbol, occurrence->span);
    const TypeId declared = inference_.symbols[occurrence->symbol];
    TypeId type = declared;
    if (const auto* name = as<NameExpr>(located.innermost())) type = inference_.exprs[name->id];
    if (symbol.kind == SymbolKind::Global) return global(symbol, type, occurrence->span);
    std::string doc;
    if (const std::string from = parameterDoc(symbol); !from.empty()) doc = markdownOfDoc(from);
    if (isNarrowed(type, declared, false))
      addParagraph(doc, concat({"Narrowed from ", codeSpan(store_.print(declared, 1)), "."}));
    Hover hover = describe(kindOf(symbol), symbol.name, type, occurrence->span, std::move(doc));
    if (symbol.attribute != Attribute::None && store_.kind(type) != TypeKind::Function)
      hover.code.insert(hover.code.find(": "), symbol.attribute == Attribute::Const ? " <const>" : " <close>");
    if (symbol.writes == 0) hover.code += valueOf(symbol);
    if (occurrence->function != symbol.function) addParagraph(hover.doc, "A variable of an outer function.");
    return hover;
  }

  static std::string_view kindOf(const Symbol& symbol) {
    const bool isParameter = symbol.kind == SymbolKind::Parameter || symbol.kind == SymbolKind::Self;
    return isParameter ? "(parameter) " : "local ";
  }

  std::optional<Hover> global(const Symbol& symbol, TypeId type, Span span) {
    const std::string_view instead = symbol.writes == 0 ? insteadOfDisabled(symbol.name) : std::string_view{};
    if (!instead.empty()) {
      return Hover{span, concat({"(not there) ", symbol.name}),
                   concat({"Scripts do not have it: ", markdownOfText(instead), "."})};
    }
    std::string doc;
    if (symbol.name == "context") doc = "What the trigger hands to its scripts. It cannot be changed.";
    if (symbol.name == "context" && catalog::findHook(hookName()) != nullptr)
      addParagraph(doc, link(concat({"The hook ", hookName()}), concat({"reference/hooks.md#", hookName()})));
    return describe("(global) ", symbol.name, type, span, std::move(doc));
  }

  // The hook whose context this is, as its documentation names it; empty when it is none of the catalog.
  std::string_view hookName() const {
    constexpr std::string_view kContext = "context.";
    if (store_.kind(inference_.context) != TypeKind::Table) return {};
    const std::string_view name = store_.shape(inference_.context).name;
    return name.starts_with(kContext) ? name.substr(kContext.size()) : std::string_view{};
  }

  Hover label(const Symbol& symbol, Span span) const {
    std::string doc =
        symbol.reads == 1 ? std::string("One `goto` jumps here.") : concat({symbol.reads, " `goto` jump here."});
    return {span, concat({"(label) ", symbol.name}), std::move(doc)};
  }

  std::string parameterDoc(const Symbol& symbol) const {
    if (symbol.kind != SymbolKind::Parameter) return {};
    const FunctionPlaces places(analysis_);
    if (symbol.function >= places.all().size()) return {};
    const TypeId type = places.all()[symbol.function].type;
    if (store_.kind(type) != TypeKind::Function) return {};
    for (const Parameter& each : store_.signature(type).parameters) {
      if (each.name == symbol.name) return each.doc;
    }
    return {};
  }

  // " = 5" for a variable that a literal is given to and nothing else.
  std::string valueOf(const Symbol& symbol) const {
    const Located located = locate(tree_, symbol.declaration.begin);
    const auto* local = as<LocalStat>(located.stats.empty() ? nullptr : located.stats.back());
    if (local == nullptr) return {};
    for (std::uint32_t i = 0; i < local->names.size && i < local->values.size; ++i) {
      if (local->names[i].name.span != symbol.declaration) continue;
      const Expr& value = *local->values[i];
      const std::string_view text = tree_.textOf(value.span);
      const bool isLiteral = value.kind == ExprKind::Number || value.kind == ExprKind::String ||
                             value.kind == ExprKind::True || value.kind == ExprKind::False;
      const bool isShort = text.size() <= kLongestValue && text.find('\n') == std::string_view::npos;
      if (isLiteral && isShort) return concat({" = ", text});
    }
    return {};
  }

  // Functions.

  // `what`: what stands before the name. Functions are shown as they are declared.
  Hover describe(std::string_view what, std::string_view name, TypeId type, Span span, std::string doc) const {
    if (store_.kind(type) == TypeKind::Function) return function(what, name, store_.signature(type), span);
    if (store_.kind(type) == TypeKind::Table && doc.empty()) doc = documented(store_.shape(type).doc, true);
    return {span, concat({what, name, ": ", store_.print(type, kShownDepth)}), std::move(doc)};
  }

  Hover function(std::string_view what, std::string_view name, const Signature& signature, Span span) const {
    const bool isLocal = what == "local ";
    const bool isOwn = !signature.origin.empty();
    const std::string_view shown = signature.name.empty() || isLocal ? name : std::string_view(signature.name);
    const std::string_view local = isLocal ? "local " : "";
    Hover hover{span, concat({local, "function ", store_.print(signature, shown)}), {}};
    for (const TypeId each : signature.overloads)
      hover.code += concat({"\n", local, "function ", store_.print(store_.signature(each), shown)});
    if (signature.deprecated) addParagraph(hover.doc, "**Deprecated.**");
    addParagraph(hover.doc, documented(signature.doc, !isOwn));
    std::string parameters;
    for (const Parameter& each : signature.parameters) {
      if (each.doc.empty()) continue;
      parameters += concat({parameters.empty() ? "- " : "\n- ", codeSpan(each.name), ": ", markdownOfDoc(each.doc)});
    }
    addParagraph(hover.doc, parameters);
    if (!isOwn) addParagraph(hover.doc, work(signature.name));
    return hover;
  }

  // What a function of the library costs, its limits, and where more is said.
  std::string work(std::string_view function) const {
    std::string out;
    if (const WorkInfo* info = workOf(function)) {
      const std::string more = docsUrl_.empty() ? "" : concat({" (", link("what work costs", kCostPage), ")"});
      addParagraph(out, concat({"Costs ", info->cost, more, "."}));
      addParagraph(out, limits(info->limits));
    }
    constexpr std::string_view kHelpers = "helpers.";
    if (function.starts_with(kHelpers) && !docsUrl_.empty()) {
      addParagraph(out, link(function, concat({"reference/helpers.md#", function.substr(kHelpers.size())})));
    }
    return out;
  }

  std::string limits(std::string_view names) const {
    std::string out;
    while (!names.empty()) {
      const std::string_view name = names.substr(0, names.find(' '));
      names.remove_prefix(std::min(name.size() + 1, names.size()));
      const catalog::LimitInfo* limit = catalog::findLimit(name);
      if (limit == nullptr) continue;
      out += concat({out.empty() ? "Limits: " : ", ", linkedCode(name), " ", limit->defaultValue});
      if (limit->unit == "bytes" || limit->unit == "ms") out += concat({" ", limit->unit});
    }
    return out.empty() ? out : out + ".";
  }

  // Links.

  std::string link(std::string_view text, std::string_view page) const {
    return docsUrl_.empty() ? std::string(text) : concat({"[", text, "](", docsUrl_, page, ")"});
  }

  // The name of a limit or of an error as code that leads to where it is explained.
  std::string linkedCode(std::string_view name) const {
    catalog::ErrorCode code;
    if (catalog::findLimit(name) != nullptr) return link(codeSpan(name), concat({"reference/limits.md#", name}));
    if (catalog::errorCodeFrom(name, code)) return link(codeSpan(name), concat({"reference/errors.md#", name}));
    return codeSpan(name);
  }

  // `trusted`: the text is of Sluice's own documentation, where the names of errors and limits are links.
  std::string documented(std::string_view text, bool trusted) const {
    std::string doc = markdownOfDoc(text);
    if (!trusted || docsUrl_.empty()) return doc;
    std::string out;
    for (std::size_t at = 0; at < doc.size();) {
      const std::size_t begin = doc.find('`', at);
      const std::size_t end = begin == std::string::npos ? begin : doc.find('`', begin + 1);
      if (end == std::string::npos || end == begin + 1) return out += doc.substr(at);
      out += doc.substr(at, begin - at);
      out += linkedCode(std::string_view(doc).substr(begin + 1, end - begin - 1));
      at = end + 1;
    }
    return out;
  }

  const Analysis& analysis_;
  const SyntaxTree& tree_;
  const Inference& inference_;
  const TypeStore& store_;
  std::uint32_t offset_;
  std::string_view docsUrl_;
};

}  // namespace

std::optional<Hover> hoverAt(const Analysis& analysis, std::uint32_t offset, std::string_view docsUrl) {
  return Hoverer(analysis, offset, docsUrl).run();
}

std::string markdownOf(const Hover& hover) {
  std::string out = hover.code.empty() ? std::string() : fencedCode(hover.code);
  addParagraph(out, hover.doc);
  return out;
}

}  // namespace sluice::language
