#include "language/features/navigation.h"

#include <algorithm>

#include "base/concat.h"
#include "language/features/documented.h"
#include "language/features/member_types.h"
#include "language/syntax/characters.h"
#include "language/syntax/locate.h"
#include "language/text/by_place.h"
#include "language/types/annotations.h"

namespace sluice::language {

namespace {

// How many __index tables a field is looked for behind: they may stand in a circle.
constexpr int kMostIndexed = 8;

// Where the field `name` of an object of this type comes from.
std::optional<Location> fieldOrigin(const TypeStore& store, TypeId object, std::string_view name, int depth = 0) {
  if (depth == kMostIndexed) return std::nullopt;
  for (const TypeId each : store.members(object)) {
    const Field* field = store.field(each, name);
    if (field == nullptr && store.kind(each) == TypeKind::Table && store.shape(each).index != types::kNever) {
      return fieldOrigin(store, store.shape(each).index, name, depth + 1);
    }
    if (field != nullptr && !field->origin.empty()) return Location{field->from, field->origin};
    const bool isScript = field != nullptr && store.shape(each).name == "context.outputs";
    if (isScript) return Location{std::string(name), {}};
  }
  return std::nullopt;
}

std::optional<Location> fieldDefinition(const Analysis& analysis, std::uint32_t offset) {
  const auto field = fieldReadAt(analysis, offset);
  return field ? fieldOrigin(analysis.inference.store, field->object, field->name) : std::nullopt;
}

// What stands at `offset`: a field, an expression's value here, or a variable.
TypeId typeAt(const Analysis& analysis, std::uint32_t offset) {
  const Located located = locate(*analysis.tree, offset);
  const auto* name = as<NameExpr>(located.innermost());
  const auto* member = as<MemberExpr>(located.innermost());
  if (name != nullptr) return analysis.inference.exprs[name->id];
  if (member != nullptr && member->name.span.touches(offset)) return analysis.inference.exprs[member->id];
  const Occurrence* occurrence = analysis.binding.at(offset);
  const bool isSymbol = occurrence != nullptr && occurrence->symbol != kNoSymbol;
  return isSymbol ? analysis.inference.symbols[occurrence->symbol] : types::kUnknown;
}

// The name in `---@class name`.
std::optional<Span> classNamed(const SyntaxTree& tree, std::string_view name) {
  for (const Comment& comment : tree.lexed.comments) {
    const std::string_view text = tree.textOf(comment.span);
    const std::size_t tag = text.starts_with("---") ? text.find("@class ") : std::string_view::npos;
    const std::size_t at = tag == std::string_view::npos ? tag : text.find(name, tag);
    if (at == std::string_view::npos || text[at - 1] != ' ') continue;
    const std::size_t end = at + name.size();
    if (end < text.size() && isNameCharacter(text[end])) continue;
    const auto begin = static_cast<std::uint32_t>(comment.span.begin + at);
    return Span{begin, static_cast<std::uint32_t>(begin + name.size())};
  }
  return std::nullopt;
}

// What each name of a script means, with symbols numbered by their first place: equal for texts that differ in names
// only.
std::vector<SymbolId> meaningOf(const Binding& binding) {
  std::vector<SymbolId> number(binding.symbols.size(), kNoSymbol);
  SymbolId next = 0;
  std::vector<SymbolId> meaning;
  for (const Occurrence& each : binding.occurrences) {
    if (each.symbol != kNoSymbol && number[each.symbol] == kNoSymbol) number[each.symbol] = next++;
    meaning.push_back(each.symbol == kNoSymbol ? kNoSymbol : number[each.symbol]);
  }
  return meaning;
}

std::string withNames(std::string text, const std::vector<Span>& places, std::string_view name) {
  for (std::size_t i = places.size(); i-- > 0;) text.replace(places[i].begin, places[i].size(), name);
  return text;
}

}  // namespace

std::optional<FieldRead> fieldReadAt(const Analysis& analysis, std::uint32_t offset) {
  const Located located = locate(*analysis.tree, offset);
  const auto& types = analysis.inference.exprs;
  for (std::size_t i = located.exprs.size(); i-- > 0;) {
    const Expr* expr = located.exprs[i];
    if (const auto* member = as<MemberExpr>(expr); member != nullptr && member->name.span.touches(offset))
      return FieldRead{types[member->object->id], member->name.text};
    if (const auto* method = as<MethodExpr>(expr); method != nullptr && method->name.span.touches(offset))
      return FieldRead{types[method->object->id], method->name.text};
    const auto* index = as<IndexExpr>(expr);
    const auto* key = index == nullptr ? nullptr : as<StringExpr>(index->key);
    if (key != nullptr && key->span.touches(offset))
      return FieldRead{types[index->object->id], analysis.tree->textOf(key->contents)};
  }
  return std::nullopt;
}

std::optional<Location> definitionAt(const Analysis& analysis, std::uint32_t offset) {
  if (const auto field = fieldDefinition(analysis, offset)) return field;
  const Occurrence* occurrence = analysis.binding.at(offset);
  if (occurrence == nullptr || occurrence->symbol == kNoSymbol) return std::nullopt;
  const Symbol& symbol = analysis.binding.symbols[occurrence->symbol];
  if (!symbol.declaration.empty()) return Location{{}, symbol.declaration};
  // A global of the script is declared where it is first assigned.
  for (const Occurrence& each : analysis.binding.of(occurrence->symbol)) {
    if (each.use == Use::Write) return Location{{}, each.span};
  }
  return std::nullopt;
}

std::optional<Span> typeDefinitionAt(const Analysis& analysis, std::uint32_t offset) {
  const TypeStore& store = analysis.inference.store;
  for (const TypeId each : store.members(typeAt(analysis, offset))) {
    if (store.kind(each) == TypeKind::Function && !store.signature(each).origin.empty())
      return store.signature(each).origin;
    if (store.kind(each) != TypeKind::Table || store.shape(each).name.empty()) continue;
    if (const auto place = classNamed(*analysis.tree, store.shape(each).name)) return place;
  }
  return std::nullopt;
}

std::vector<Occurrence> referencesAt(const Analysis& analysis, std::uint32_t offset) {
  const Occurrence* occurrence = analysis.binding.at(offset);
  if (occurrence == nullptr || occurrence->symbol == kNoSymbol) return {};
  return analysis.binding.of(occurrence->symbol);
}

std::optional<Span> renamableAt(const Analysis& analysis, std::uint32_t offset) {
  const Occurrence* occurrence = analysis.binding.at(offset);
  if (occurrence == nullptr || occurrence->symbol == kNoSymbol) return std::nullopt;
  if (analysis.binding.symbols[occurrence->symbol].declaration.empty()) return std::nullopt;
  return occurrence->span;
}

RenameRefusal noName(std::string_view name) {
  return {concat({"'", name, "' is no name: letters, digits and _, no digit first, no keyword"})};
}

std::variant<std::vector<Span>, RenameRefusal> renameAt(const Analysis& analysis, std::uint32_t offset,
                                                        std::string_view newName) {
  if (!renamableAt(analysis, offset))
    return RenameRefusal{"only local variables, parameters, labels and the keys of what scripts return can be renamed"};
  if (!isName(newName)) return noName(newName);
  std::vector<Span> places;
  const std::vector<Occurrence> found = referencesAt(analysis, offset);
  const Symbol& symbol = analysis.binding.symbols[found[0].symbol];
  const auto tag = symbol.kind == SymbolKind::Parameter ? tagOf(*analysis.tree, symbol) : std::nullopt;
  if (tag) places.push_back(*tag);
  for (const Occurrence& each : found) places.push_back(each.span);
  for (const Cast& each : castsIn(*analysis.tree)) {
    const bool isIt = analysis.tree->textOf(each.name) == symbol.name && symbol.isLocal() &&
                      analysis.binding.named(symbol.name, each.name.begin) == found[0].symbol;
    if (isIt) places.push_back(each.name);
  }
  sortByPlace(places);
  const auto renamed = parse(withNames(analysis.tree->text, places, newName));
  const Binding binding = bind(*renamed);
  if (meaningOf(binding) != meaningOf(analysis.binding) || binding.mistakes.size() > analysis.binding.mistakes.size()) {
    return RenameRefusal{
        concat({"'", newName, "' is already in use here, and names would come to mean something else"})};
  }
  return places;
}

}  // namespace sluice::language
