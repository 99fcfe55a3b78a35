#include "language/features/completion.h"

#include <algorithm>
#include <unordered_set>

#include "language/syntax/characters.h"
#include "language/syntax/locate.h"
#include "language/types/library.h"

namespace sluice::language {

namespace {

class Completer {
 public:
  Completer(const Analysis& analysis, std::uint32_t offset, const CompletionNames& names)
      : analysis_(analysis), store_(analysis.inference.store), names_(names), offset_(offset) {}

  Completions run() {
    const Located located = locate(*analysis_.tree, offset_);
    if (isInComment()) return {};
    for (std::size_t i = located.exprs.size(); i-- > 0;) {
      if (addMembersOf(*located.exprs[i])) return std::move(out_);
      if (const auto* string = as<StringExpr>(located.exprs[i])) {
        addTexts(*string, i > 0 ? located.exprs[i - 1] : nullptr);
        return std::move(out_);
      }
      if (located.exprs[i]->kind == ExprKind::Number) return {};
    }
    out_.replaced = word();
    addLocals();
    addGlobals();
    addKeywords();
    return std::move(out_);
  }

 private:
  bool isInComment() const {
    const auto& comments = analysis_.tree->lexed.comments;
    return std::any_of(comments.begin(), comments.end(), [this](const Comment& comment) {
      return comment.span.begin < offset_ &&
             (offset_ < comment.span.end || (offset_ == comment.span.end && !comment.isLong));
    });
  }

  Span word() const {
    const std::string& text = analysis_.tree->text;
    Span span{offset_, offset_};
    while (span.begin > 0 && isNameCharacter(text[span.begin - 1])) --span.begin;
    while (span.end < text.size() && isNameCharacter(text[span.end])) ++span.end;
    return span;
  }

  // The first of a name counts.
  void add(std::string label, CompletionKind kind, TypeId type, std::string doc) {
    if (!labels_.insert(label).second) return;
    std::string detail = type == types::kNever ? "" : store_.print(type);
    if (type != types::kNever && store_.kind(type) == TypeKind::Function) {
      const Signature& signature = store_.signature(type);
      detail = store_.print(signature, label);
      doc = signature.doc;
      if (kind == CompletionKind::Field) kind = CompletionKind::Function;
    }
    Completion& item = out_.items.emplace_back();
    item.insertText = label;
    item.label = std::move(label);
    item.kind = kind;
    item.detail = std::move(detail);
    item.doc = std::move(doc);
    item.replaced = out_.replaced;
  }

  // When the caret stands behind the dot or colon of `expr`.
  bool addMembersOf(const Expr& expr) {
    const auto* member = as<MemberExpr>(&expr);
    const auto* method = as<MethodExpr>(&expr);
    if (member == nullptr && method == nullptr) return false;
    const Name& name = member != nullptr ? member->name : method->name;
    const std::uint32_t mark = member != nullptr ? member->dot : method->colon;
    const std::uint32_t end = name.missing() ? mark + 1 : name.span.end;
    if (offset_ <= mark || offset_ > end) return false;
    out_.replaced = name.missing() ? Span{offset_, offset_} : name.span;
    const Expr& object = member != nullptr ? *member->object : *method->object;
    addFields(analysis_.inference.exprs[object.id], method != nullptr, 0);
    return true;
  }

  void addFields(TypeId object, bool callable, int depth) {
    constexpr int kMostIndexed = 8;
    if (depth == kMostIndexed) return;
    for (const TypeId each : store_.members(object)) {
      const bool isText = store_.kind(each) == TypeKind::String || store_.kind(each) == TypeKind::StringLiteral;
      const TypeId table = isText ? library().global("string") : each;
      if (store_.kind(table) != TypeKind::Table) continue;
      const Shape& shape = store_.shape(table);
      for (const Field& field : shape.fields) {
        const bool isFunction = store_.kind(field.type) == TypeKind::Function;
        const bool isWord = !field.name.empty() && isLetter(field.name[0]) &&
                            std::all_of(field.name.begin(), field.name.end(), isNameCharacter);
        if (!isWord || (callable && !isFunction)) continue;
        add(field.name, callable ? CompletionKind::Method : CompletionKind::Field, field.type, field.doc);
        if (field.optional && out_.items.back().label == field.name) out_.items.back().detail += "?";
      }
      if (shape.index != types::kNever) addFields(shape.index, callable, depth + 1);
    }
  }

  // What a string can be: a key of the table it indexes, or a value of the parameter it is given for.
  void addTexts(const StringExpr& string, const Expr* outer) {
    out_.replaced = string.contents;
    if (const auto* index = as<IndexExpr>(outer)) {
      for (const TypeId each : store_.members(analysis_.inference.exprs[index->object->id])) {
        if (store_.kind(each) != TypeKind::Table) continue;
        for (const Field& field : store_.shape(each).fields)
          add(field.name, CompletionKind::Value, field.type, field.doc);
      }
      return;
    }
    if (const auto* binary = as<BinaryExpr>(outer)) {
      const Expr* other = binary->left == &string ? binary->right : binary->left;
      return addLiterals(analysis_.inference.exprs[other->id]);
    }
    const auto* call = as<CallExpr>(outer);
    if (call == nullptr) return;
    const TypeId callee = analysis_.inference.exprs[call->callee->id];
    if (store_.kind(callee) != TypeKind::Function) return;
    const Signature& signature = store_.signature(callee);
    if (signature.name == "helpers.secret") return addNames(names_.secrets);
    if (signature.name == "helpers.env") return addNames(names_.settings);
    for (std::uint32_t i = 0; i < call->arguments.items.size && i < signature.parameters.size(); ++i) {
      if (call->arguments.items[i] == &string) addLiterals(signature.parameters[i].type);
    }
  }

  void addLiterals(TypeId type) {
    for (const TypeId each : store_.members(type)) {
      if (store_.kind(each) == TypeKind::StringLiteral)
        add(store_.text(each), CompletionKind::Value, types::kNever, {});
    }
  }

  void addNames(const std::vector<std::string>& names) {
    for (const std::string& name : names) add(name, CompletionKind::Value, types::kNever, {});
  }

  void addLocals() {
    for (const SymbolId id : analysis_.binding.visibleAt(out_.replaced.begin)) {
      const Symbol& symbol = analysis_.binding.symbols[id];
      if (symbol.name.empty()) continue;
      const bool isParameter = symbol.kind == SymbolKind::Parameter || symbol.kind == SymbolKind::Self;
      add(std::string(symbol.name), isParameter ? CompletionKind::Parameter : CompletionKind::Variable,
          analysis_.inference.symbols[id], {});
    }
  }

  void addGlobals() {
    add("context", CompletionKind::Global, analysis_.inference.context, {});
    std::vector<std::string> sorted;
    for (const auto& global : library().globals) sorted.push_back(global.first);
    std::sort(sorted.begin(), sorted.end());
    for (const std::string& name : sorted) add(name, CompletionKind::Global, library().global(name), {});
  }

  void addKeywords() {
    for (int kind = static_cast<int>(kFirstKeyword); kind <= static_cast<int>(kLastKeyword); ++kind) {
      add(std::string(tokenText(static_cast<TokenKind>(kind))), CompletionKind::Keyword, types::kNever, {});
    }
  }

  const Analysis& analysis_;
  const TypeStore& store_;
  const CompletionNames& names_;
  std::uint32_t offset_;
  Completions out_;
  std::unordered_set<std::string> labels_;
};

}  // namespace

Completions completionsAt(const Analysis& analysis, std::uint32_t offset, const CompletionNames& names,
                          const CompletionOptions&) {
  return Completer(analysis, offset, names).run();
}

}  // namespace sluice::language
