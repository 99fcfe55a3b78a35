#include "language/features/hover.h"

#include "base/concat.h"
#include "language/syntax/locate.h"
#include "language/types/library.h"

namespace sluice::language {

namespace {

constexpr int kShownDepth = 3;

std::string_view kindOf(const Symbol& symbol) {
  switch (symbol.kind) {
    case SymbolKind::Parameter:
    case SymbolKind::Self: return "(parameter) ";
    case SymbolKind::Global: return "(global) ";
    case SymbolKind::Label: return "(label) ";
    default: return "local ";
  }
}

// `what`: what stands before the name. Functions are shown as they are declared.
Hover describe(const TypeStore& store, std::string_view what, std::string_view name, TypeId type, Span span,
               std::string doc) {
  if (store.kind(type) == TypeKind::Function) {
    const Signature& signature = store.signature(type);
    const std::string_view shown = signature.name.empty() || what == "local " ? name : std::string_view(signature.name);
    return {span, concat({what == "local " ? "local " : "", "function ", store.print(signature, shown)}),
            signature.doc};
  }
  if (store.kind(type) == TypeKind::Table && doc.empty()) doc = store.shape(type).doc;
  return {span, concat({what, name, ": ", store.print(type, kShownDepth)}), std::move(doc)};
}

// The expression that a name at `offset` is, or the declaration of a variable.
std::optional<Hover> hoverName(const Analysis& analysis, std::uint32_t offset) {
  const Occurrence* occurrence = analysis.binding.at(offset);
  if (occurrence == nullptr || occurrence->symbol == kNoSymbol) return std::nullopt;
  const Symbol& symbol = analysis.binding.symbols[occurrence->symbol];
  if (symbol.kind == SymbolKind::Label) return Hover{occurrence->span, concat({"(label) ", symbol.name}), {}};
  TypeId type = analysis.inference.symbols[occurrence->symbol];
  const Located located = locate(*analysis.tree, offset);
  if (const auto* name = as<NameExpr>(located.innermost())) type = analysis.inference.exprs[name->id];
  if (symbol.kind == SymbolKind::Global) {
    const std::string_view instead = insteadOfDisabled(symbol.name);
    if (!instead.empty()) return Hover{occurrence->span, concat({"(not there) ", symbol.name}), std::string(instead)};
  }
  return describe(analysis.inference.store, kindOf(symbol), symbol.name, type, occurrence->span, {});
}

std::optional<Hover> hoverField(const Analysis& analysis, const Expr& object, const Name& name, TypeId type) {
  const TypeStore& store = analysis.inference.store;
  const Field* field = nullptr;
  for (const TypeId each : store.members(analysis.inference.exprs[object.id])) {
    const bool isText = store.kind(each) == TypeKind::String || store.kind(each) == TypeKind::StringLiteral;
    if (field == nullptr) field = store.field(isText ? library().global("string") : each, name.text);
  }
  if (field == nullptr) return describe(store, "(field) ", name.text, type, name.span, {});
  std::string doc = field->doc;
  if (!field->from.empty()) doc += concat({doc.empty() ? "" : "\n\n", "From script \"", field->from, "\"."});
  const bool isMethod = type == types::kNever || type == types::kUnknown;
  return describe(store, "(field) ", name.text, isMethod ? field->type : type, name.span, std::move(doc));
}

}  // namespace

std::optional<Hover> hoverAt(const Analysis& analysis, std::uint32_t offset, std::string_view) {
  const Located located = locate(*analysis.tree, offset);
  for (std::size_t i = located.exprs.size(); i-- > 0;) {
    const Expr* expr = located.exprs[i];
    if (const auto* member = as<MemberExpr>(expr);
        member != nullptr && !member->name.missing() && member->name.span.touches(offset)) {
      return hoverField(analysis, *member->object, member->name, analysis.inference.exprs[member->id]);
    }
    if (const auto* method = as<MethodExpr>(expr);
        method != nullptr && !method->name.missing() && method->name.span.touches(offset)) {
      return hoverField(analysis, *method->object, method->name, types::kUnknown);
    }
  }
  return hoverName(analysis, offset);
}

}  // namespace sluice::language
