// Ways to write the same differently.
#include <algorithm>

#include "base/concat.h"
#include "language/features/documented.h"
#include "language/features/fixes.h"
#include "language/features/member_types.h"
#include "language/features/snippets.h"
#include "language/syntax/literals.h"
#include "language/text/by_place.h"

namespace sluice::language {

namespace {

class Refactorings {
 public:
  Refactorings(const Analysis& analysis, Span span, const ActionOptions& options, std::vector<Action>& out)
      : analysis_(analysis), tree_(*analysis.tree), span_(span), options_(options), out_(out) {}

  // Text that is damaged is left alone: nobody knows what it means.
  void run() {
    if (!tree_.mistakes.empty() || !analysis_.binding.mistakes.empty() || span_.end > tree_.text.size()) return;
    extractVariable();
    inlineVariable();
    invertIf();
    returnEarly();
    convertString();
    convertIndex();
    convertConcat();
    addReturn();
    addDoc();
  }

 private:
  std::string text(Span span) const { return std::string(tree_.textOf(span)); }

  Action* add(ActionKind kind, std::string title, std::vector<TextEdit> edits) {
    sortByPlace(edits);
    if (!areApart(edits, tree_.text.size())) return nullptr;
    out_.push_back({std::move(title), kind, false, std::move(edits), {}, {}});
    return &out_.back();
  }

  bool hasCallIn(Span span) const {
    bool found = false;
    walk(
        *tree_.chunk, [](const Stat&, const Block&) {},
        [&](const Expr& expr) {
          const bool isCall = expr.kind == ExprKind::Call || expr.kind == ExprKind::Method;
          found = found || (isCall && expr.span.begin >= span.begin && expr.span.begin < span.end);
        });
    return found;
  }

  // Whether an expression is evaluated each time its statement is, before anything else that could change it.
  bool isEvaluatedFirst(const PlacedExpr& placed) const {
    const Stat& stat = placed.stat();
    switch (stat.kind) {
      case StatKind::Local:
      case StatKind::Return:
      case StatKind::Call:
      case StatKind::Assign: break;
      case StatKind::If:
        if (!to<const IfStat>(stat).clauses[0].condition->span.covers(placed.expr().span)) return false;
        break;
      default: return false;
    }
    for (std::size_t i = placed.i; i-- > 0;) {
      const auto* binary = as<BinaryExpr>(placed.located.exprs[i]);
      const bool isLogical = binary != nullptr && (binary->op == TokenKind::And || binary->op == TokenKind::Or);
      if (isLogical && binary->right == placed.located.exprs[i + 1]) return false;
    }
    return !hasCallIn({stat.span.begin, placed.expr().span.begin}) || isPure(analysis_, placed.expr());
  }

  static bool isLastOf(List<Expr*> list, const Expr& expr) { return !list.empty() && list.back() == &expr; }

  // Where a call gives all of its results, or where no value stands.
  bool isValue(const PlacedExpr& placed) const {
    const Expr& expr = placed.expr();
    const bool isMany = expr.kind == ExprKind::Call || expr.kind == ExprKind::Method || expr.kind == ExprKind::Ellipsis;
    const Expr* outer = placed.outer();
    if (outer == nullptr) {
      const Stat& stat = placed.stat();
      if (stat.kind == StatKind::Call) return false;
      if (const auto* assign = as<AssignStat>(&stat))
        return std::find(assign->targets.begin(), assign->targets.end(), &expr) == assign->targets.end() && !isMany;
      if (const auto* local = as<LocalStat>(&stat)) return local->names.size > 1 && !isMany;
      return !isMany;
    }
    if (const auto* call = as<CallExpr>(outer))
      return call->callee != &expr && call->arguments.style == CallStyle::Parens &&
             !(isMany && isLastOf(call->arguments.items, expr));
    if (const auto* method = as<MethodExpr>(outer))
      return method->object != &expr && method->arguments.style == CallStyle::Parens &&
             !(isMany && isLastOf(method->arguments.items, expr));
    if (outer->kind == ExprKind::Table) return !isMany;
    return true;
  }

  static std::string_view nameFor(const Expr& expr) {
    if (const auto* member = as<MemberExpr>(&expr)) return member->name.text;
    if (const auto* call = as<CallExpr>(&expr)) return nameFor(*call->callee);
    if (const auto* method = as<MethodExpr>(&expr)) return method->name.text;
    return "value";
  }

  void extractVariable() {
    if (span_.empty()) return;
    const auto placed = exprWith(tree_, span_);
    if (!placed || !isValue(*placed) || !isEvaluatedFirst(*placed)) return;
    // The first target of an assignment may be within the object of another.
    if (placed->stat().kind == StatKind::Assign && placed->stat().span.begin == span_.begin) return;
    const std::uint32_t at = placed->stat().span.begin;
    const std::string name = freeName(analysis_, nameFor(placed->expr()));
    const std::string indentation(indentationAt(tree_, at));
    Action* action = add(ActionKind::Extract, "Extract a variable",
                         {{{at, at}, concat({"local ", name, " = ", text(span_), "\n", indentation})}, {span_, name}});
    if (action != nullptr) action->renamed = Span{at + 6, static_cast<std::uint32_t>(at + 6 + name.size())};
  }

  // Names in the value that mean the same, with the same value, wherever the variable is used.
  bool keepsMeaning(const Expr& value, const std::vector<Occurrence>& uses) const {
    for (const Occurrence& each : analysis_.binding.occurrences) {
      if (!value.span.covers(each.span) || each.symbol == kNoSymbol) continue;
      const Symbol& symbol = analysis_.binding.symbols[each.symbol];
      if (symbol.writes > 0) return false;
      for (const Occurrence& use : uses) {
        const SymbolId meant = analysis_.binding.named(symbol.name, use.span.begin);
        if (symbol.isLocal() ? meant != each.symbol : meant != kNoSymbol) return false;
      }
    }
    return true;
  }

  void inlineVariable() {
    const Occurrence* occurrence = analysis_.binding.at(span_.begin);
    if (occurrence == nullptr || occurrence->symbol == kNoSymbol) return;
    const Symbol& symbol = analysis_.binding.symbols[occurrence->symbol];
    if (symbol.kind != SymbolKind::Local || symbol.writes > 0 || symbol.reads == 0 ||
        symbol.attribute == Attribute::Close)
      return;
    const PlacedStat at = statAt(tree_, symbol.declaration.begin);
    const auto* local = at ? as<LocalStat>(at.stat) : nullptr;
    if (local == nullptr || local->names.size != 1 || local->values.size != 1) return;
    const Expr& value = *local->values[0];
    const bool isMade = value.kind == ExprKind::Table || value.kind == ExprKind::Function;
    std::vector<Occurrence> uses = analysis_.binding.of(occurrence->symbol);
    std::erase_if(uses, [](const Occurrence& each) { return each.use == Use::Declare; });
    if (isMade || !isPure(analysis_, value) || !isConstant(value) || !keepsMeaning(value, uses)) return;
    std::vector<TextEdit> edits{{removalOf(tree_, at.stat->span), ""}};
    for (const Occurrence& use : uses)
      edits.push_back({use.span, isPrefix(value) && value.kind != ExprKind::Paren
                                     ? text(value.span)
                                     : concat({"(", text(value.span), ")"})});
    add(ActionKind::Inline, concat({"Replace '", symbol.name, "' by its value"}), std::move(edits));
  }

  // Fields can be written between the declaration and a use, but for those that scripts cannot change.
  bool isConstant(const Expr& value) const {
    bool constant = true;
    const auto look = [&](const Expr& expr) {
      if (expr.kind == ExprKind::Table || expr.kind == ExprKind::Function || expr.kind == ExprKind::Index)
        constant = false;
      if (const auto* member = as<MemberExpr>(&expr)) {
        const TypeId object = analysis_.inference.exprs[member->object->id];
        const TypeStore& store = analysis_.inference.store;
        constant = constant && store.kind(object) == TypeKind::Table && store.shape(object).readOnly;
      }
    };
    std::vector<const Expr*> open{&value};
    while (!open.empty()) {
      const Expr& each = *open.back();
      open.pop_back();
      look(each);
      eachPart(
          each, [&](const Expr& part) { open.push_back(&part); }, [](const Block&) {});
    }
    return constant;
  }

  std::string negated(const Expr& condition) const {
    if (const auto* unary = as<UnaryExpr>(&condition); unary != nullptr && unary->op == TokenKind::Not)
      return text(unary->operand->span);
    const auto* binary = as<BinaryExpr>(&condition);
    if (binary != nullptr && (binary->op == TokenKind::Equal || binary->op == TokenKind::NotEqual)) {
      const std::string_view op = binary->op == TokenKind::Equal ? "~=" : "==";
      return concat(
          {text({condition.span.begin, binary->opSpan.begin}), op, text({binary->opSpan.end, condition.span.end})});
    }
    if (binary != nullptr) return concat({"not (", text(condition.span), ")"});
    return "not " + text(condition.span);
  }

  const IfStat* ifAtCaret() const {
    const PlacedStat at = statAt(tree_, span_.begin);
    const auto* branch = at ? as<IfStat>(at.stat) : nullptr;
    if (branch == nullptr) return nullptr;
    const bool onHead = span_.begin <= branch->clauses[0].condition->span.end;
    return onHead ? branch : nullptr;
  }

  void invertIf() {
    const IfStat* branch = ifAtCaret();
    if (branch == nullptr || branch->clauses.size != 2 || branch->clauses[1].condition != nullptr) return;
    const IfClause& first = branch->clauses[0];
    const IfClause& second = branch->clauses[1];
    add(ActionKind::Rewrite, "Invert the condition and swap the branches",
        {{first.condition->span, negated(*first.condition)},
         {first.block->span, text(second.block->span)},
         {second.block->span, text(first.block->span)}});
  }

  void returnEarly() {
    const IfStat* branch = ifAtCaret();
    if (branch == nullptr || branch->clauses.size != 1) return;
    const PlacedStat at = statAt(tree_, branch->span.begin);
    const bool isLast = at.block->stats.back() == branch;
    const auto& functions = analysis_.binding.functions;
    const bool isBody =
        at.block == tree_.chunk || std::any_of(functions.begin(), functions.end(), [&](const Function& each) {
          return each.body != nullptr && each.body->block == at.block;
        });
    const Block& body = *branch->clauses[0].block;
    if (!isLast || !isBody || body.stats.empty()) return;
    const Stat& first = *body.stats[0];
    const Span inner{first.span.begin, body.stats.back()->span.end};
    const std::string_view from = indentationAt(tree_, first.span.begin);
    const std::string_view to = indentationAt(tree_, branch->span.begin);
    const bool ownsLine = lineBeginAt(tree_, first.span.begin) + from.size() == first.span.begin;
    // Comments of the branch would be lost.
    const auto isBetween = [&](const Comment& comment) {
      return branch->span.covers(comment.span) && !inner.covers(comment.span);
    };
    const auto& comments = tree_.lexed.comments;
    if (!ownsLine || std::any_of(comments.begin(), comments.end(), isBetween)) return;
    add(ActionKind::Rewrite, "Return early instead",
        {{branch->span, concat({"if ", negated(*branch->clauses[0].condition), " then return end\n", to,
                                reindented(tree_, inner, from, to)})}});
  }

  void convertString() {
    const Located located = locate(tree_, span_.begin);
    const auto* string = as<StringExpr>(located.innermost());
    if (string == nullptr || string->broken) return;
    const char quote = tree_.text[string->span.begin];
    if (quote != '"' && quote != '\'') return;
    const char other = quote == '"' ? '\'' : '"';
    std::string out(1, other);
    const std::string_view contents = tree_.textOf(string->contents);
    for (std::size_t i = 0; i < contents.size(); ++i) {
      if (contents[i] == '\\' && i + 1 < contents.size()) {
        if (contents[i + 1] != quote) out.push_back('\\');
        out.push_back(contents[++i]);
      } else {
        if (contents[i] == other) out.push_back('\\');
        out.push_back(contents[i]);
      }
    }
    add(ActionKind::Rewrite, concat({"Use ", quote == '"' ? "single" : "double", " quotes"}),
        {{string->span, out + other}});
  }

  void convertIndex() {
    const Located located = locate(tree_, span_.begin);
    for (std::size_t i = located.exprs.size(); i-- > 0;) {
      const auto* member = as<MemberExpr>(located.exprs[i]);
      if (member != nullptr && member->name.span.touches(span_.begin) &&
          located.stats.back()->kind != StatKind::Function) {
        add(ActionKind::Rewrite, "Write it as a string key",
            {{{member->dot, member->span.end}, concat({"[\"", member->name.text, "\"]"})}});
        return;
      }
      const auto* index = as<IndexExpr>(located.exprs[i]);
      const auto* key = index == nullptr ? nullptr : as<StringExpr>(index->key);
      if (key == nullptr || !key->span.touches(span_.begin) || !isName(tree_.textOf(key->contents))) continue;
      add(ActionKind::Rewrite, "Write it as a field",
          {{{index->object->span.end, index->span.end}, "." + text(key->contents)}});
      return;
    }
  }

  bool printsTheSame(const Expr& expr) const {
    const TypeId type = analysis_.inference.exprs[expr.id];
    const TypeStore& store = analysis_.inference.store;
    const auto& members = store.members(type);
    return !members.empty() && std::all_of(members.begin(), members.end(), [&](TypeId each) {
      return store.kind(each) == TypeKind::String || store.kind(each) == TypeKind::StringLiteral ||
             store.kind(each) == TypeKind::Integer || store.kind(each) == TypeKind::IntegerLiteral ||
             store.kind(each) == TypeKind::Number;
    });
  }

  // The operands of a chain of `..`, which nests to the right.
  static void collect(const Expr& expr, std::vector<const Expr*>& out) {
    const Expr* at = &expr;
    while (const auto* binary = as<BinaryExpr>(at)) {
      if (binary->op != TokenKind::Concat) break;
      out.push_back(binary->left);
      at = binary->right;
    }
    out.push_back(at);
  }

  void convertConcat() {
    const Located located = locate(tree_, span_.begin);
    for (const Expr* expr : located.exprs) {
      const auto* binary = as<BinaryExpr>(expr);
      if (binary != nullptr && binary->op == TokenKind::Concat) return concatToFormat(*binary);
      const auto* call = as<CallExpr>(expr);
      const bool isFormat = call != nullptr && tree_.textOf(call->callee->span) == "string.format" &&
                            call->callee->span.touches(span_.begin);
      if (isFormat) return formatToConcat(*call);
    }
  }

  void concatToFormat(const BinaryExpr& chain) {
    std::vector<const Expr*> parts;
    collect(chain, parts);
    std::string format = "\"";
    std::string values;
    for (const Expr* part : parts) {
      const auto* string = as<StringExpr>(part);
      if (string == nullptr) {
        if (!printsTheSame(*part)) return;
        format += "%s";
        values += ", " + text(part->span);
        continue;
      }
      if (tree_.text[string->span.begin] == '[') return;
      for (const char c : tree_.textOf(string->contents)) {
        if (c == '%') format.push_back('%');
        if (c == '"' && tree_.text[string->span.begin] == '\'') format.push_back('\\');
        format.push_back(c);
      }
    }
    if (values.empty()) return;
    add(ActionKind::Rewrite, "Use string.format",
        {{chain.span, concat({"string.format(", format, "\"", values, ")"})}});
  }

  void formatToConcat(const CallExpr& call) {
    const auto& items = call.arguments.items;
    const auto* format = items.empty() ? nullptr : as<StringExpr>(items[0]);
    if (format == nullptr || tree_.text[format->span.begin] == '[') return;
    const std::string quote(1, tree_.text[format->span.begin]);
    std::vector<std::string> parts;
    std::string literal;
    std::uint32_t next = 1;
    const std::string_view contents = tree_.textOf(format->contents);
    for (std::size_t i = 0; i < contents.size(); ++i) {
      if (contents[i] != '%') {
        literal.push_back(contents[i]);
        continue;
      }
      if (++i == contents.size()) return;
      if (contents[i] == '%') {
        literal.push_back('%');
        continue;
      }
      if (contents[i] != 's' || next >= items.size || !printsTheSame(*items[next])) return;
      if (!literal.empty()) parts.push_back(concat({quote, literal, quote}));
      literal.clear();
      const Expr& value = *items[next++];
      const bool isNumber = value.kind == ExprKind::Number;
      const bool needsParens = !isPrefix(value) && value.kind != ExprKind::String;
      parts.push_back(needsParens || isNumber ? concat({"(", text(value.span), ")"}) : text(value.span));
    }
    if (!literal.empty()) parts.push_back(concat({quote, literal, quote}));
    if (parts.size() < 2 || next != items.size) return;
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) out += (i > 0 ? " .. " : "") + parts[i];
    // As an operand, or before a colon, it needs to be kept together.
    add(ActionKind::Rewrite, "Use '..'", {{call.span, concat({"(", out, ")"})}});
  }

  void addReturn() {
    const auto& stats = tree_.chunk->stats;
    const std::uint32_t end = stats.empty() ? 0 : stats.back()->span.end;
    const bool returns =
        !stats.empty() && (stats.back()->kind == StatKind::Return || stats.back()->kind == StatKind::Goto);
    if (returns || !span_.empty() || span_.begin < lineBeginAt(tree_, end)) return;
    for (Template& each : resultTemplates(options_.mode)) {
      const auto size = static_cast<std::uint32_t>(tree_.text.size());
      const bool ownLine = size == 0 || tree_.text.back() == '\n';
      add(ActionKind::Rewrite, concat({"Add 'return ", each.label, "'"}),
          {{{size, size}, concat({ownLine ? "" : "\n", "return ", each.snippet.take(false), "\n"})}});
    }
  }

  void addDoc() {
    const PlacedStat at = statAt(tree_, span_.begin);
    if (!at) return;
    const auto documented = documentedBy(analysis_, *at.stat);
    if (!documented || documented->body == nullptr || span_.begin > documented->body->parens.end) return;
    const std::vector<std::string> lines = missingTags(analysis_, *documented);
    const std::uint32_t begin = at.stat->span.begin;
    const std::string_view indentation = indentationAt(tree_, begin);
    if (lines.empty() || lineBeginAt(tree_, begin) + indentation.size() != begin) return;
    std::string doc;
    for (const std::string& line : lines) doc += concat({line, "\n", indentation});
    add(ActionKind::Rewrite, "Describe its parameters and results", {{{begin, begin}, doc}});
  }

  const Analysis& analysis_;
  const SyntaxTree& tree_;
  Span span_;
  const ActionOptions& options_;
  std::vector<Action>& out_;
};

}  // namespace

void addRefactorings(const Analysis& analysis, Span span, const ActionOptions& options, std::vector<Action>& out) {
  Refactorings(analysis, span, options, out).run();
}

}  // namespace sluice::language
