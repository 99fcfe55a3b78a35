// Statements and expressions that are made of the expression before the caret: `list.fori` becomes a loop.
#include "base/concat.h"
#include "language/features/completion_list.h"
#include "language/types/library.h"

namespace sluice::language {

namespace {

// What the type of an expression lets it be used for.
struct Uses {
  bool mayBeFalse = false;
  bool isTable = false;
  bool isList = false;
  bool hasLength = false;
  bool isNumber = false;
  bool isFunction = false;
  bool isKnown = false;
};

Uses usesOf(const TypeStore& store, TypeId type) {
  Uses uses;
  uses.isKnown = type != types::kNever && !store.isUnknown(type);
  if (!uses.isKnown) return {true, true, true, true, true, true, false};
  for (const TypeId each : store.members(type)) {
    switch (store.kind(each)) {
      case TypeKind::Nil:
      case TypeKind::False: uses.mayBeFalse = true; break;
      case TypeKind::True: break;
      case TypeKind::Table: {
        const Shape& shape = store.shape(each);
        uses.isTable = true;
        uses.isList = uses.isList || shape.key == types::kInteger || (shape.fields.empty() && !shape.readOnly);
        uses.hasLength = uses.isList;
        break;
      }
      case TypeKind::AnyTable: uses.isTable = uses.isList = uses.hasLength = true; break;
      case TypeKind::String:
      case TypeKind::StringLiteral: uses.hasLength = true; break;
      case TypeKind::Integer:
      case TypeKind::IntegerLiteral:
      case TypeKind::Number: uses.isNumber = true; break;
      case TypeKind::Function:
      case TypeKind::AnyFunction: uses.isFunction = true; break;
      default: break;
    }
  }
  return uses;
}

bool isOperator(const Expr& expr) { return expr.kind == ExprKind::Binary || expr.kind == ExprKind::Unary; }

class Postfixes {
 public:
  explicit Postfixes(CompletionList& list)
      : list_(list), receiver_(*list.site().receiver), text_(list.analysis().tree->textOf(receiver_.span)) {
    type_ = list.analysis().inference.exprs[receiver_.id];
    uses_ = usesOf(list.store(), type_);
  }

  void run() {
    if (!applies()) return;
    addExpressions();
    if (isStatement()) addStatements();
  }

 private:
  // A client replaces within one line only; the libraries are no values to work with.
  bool applies() const {
    const Site& site = list_.site();
    if (site.mark + 1 != site.word.begin || list_.analysis().tree->text[site.mark] != '.') return false;
    if (text_.empty() || text_.find_first_of("\r\n") != std::string_view::npos) return false;
    const auto* name = as<NameExpr>(&receiver_);
    const SymbolId symbol = name == nullptr ? kNoSymbol : list_.analysis().binding.byExpr[name->id];
    const bool isGlobal = symbol != kNoSymbol && !list_.analysis().binding.symbols[symbol].isLocal();
    if (isGlobal && (name->name == "context" || library().global(name->name) != types::kNever)) return false;
    if (list_.store().kind(type_) != TypeKind::Table) return true;
    return !list_.store().shape(type_).name.starts_with("helpers.");
  }

  // Whether the expression is all that its statement has so far: what Lua reads as its field on a later line is the
  // next statement.
  bool isStatement() const {
    const Located& located = list_.site().located;
    if (located.stats.empty() || located.stats.back()->span.begin != receiver_.span.begin) return false;
    const Stat& stat = *located.stats.back();
    if (stat.kind == StatKind::Error) return true;
    if (stat.kind != StatKind::Call && stat.kind != StatKind::Assign) return false;
    const std::string_view rest = list_.analysis().tree->textOf({list_.site().mark + 1, stat.span.end});
    return rest.substr(0, rest.find_first_not_of(" \t\r\n")).find('\n') != std::string_view::npos;
  }

  void add(std::string_view name, std::string_view doc, Snippet snippet) {
    Completion* item = list_.add(CompletionRank::Postfix, std::string(name), CompletionKind::Postfix);
    if (item == nullptr) return;
    item->detail = doc;
    item->replaced.begin = receiver_.span.begin;
    item->filterText = concat({text_, ".", name});
    list_.insert(*item, std::move(snippet));
  }

  static Snippet make(std::string_view before, std::string_view text, std::string_view after) {
    Snippet snippet;
    snippet.text(before).text(text).text(after).end();
    return snippet;
  }

  void addExpressions() {
    const std::string operand = isOperator(receiver_) ? concat({"(", text_, ")"}) : std::string(text_);
    if (uses_.mayBeFalse) add("not", "not x", make("not ", operand, ""));
    if (uses_.hasLength) add("len", "#x", make("#", operand, ""));
    if (!uses_.isTable || !uses_.isKnown) add("tostring", "tostring(x)", make("tostring(", text_, ")"));
  }

  void addStatements() {
    if (uses_.mayBeFalse) {
      add("if", "if x then … end", block("if ", " then"));
      add("ifn", "if not x then … end", block("if not ", " then"));
    }
    Snippet variable;
    add("var", "local … = x", variable.text("local ").stop("name").text(" = ").text(text_).end());
    add("ret", "return x", make("return ", text_, ""));
    add("log", "helpers.log(x)", make("helpers.log(", text_, ")"));
    if (uses_.isTable) {
      Snippet pairs;
      pairs.text("for ").stop("key").text(", ").stop("value").text(" in pairs(").text(text_).text(") do\n\t").end();
      add("forp", "for … in pairs(x) do … end", pairs.text("\nend"));
    }
    if (uses_.isList) addList();
    if (uses_.isNumber) addNumber();
    if (uses_.isFunction && uses_.isKnown) add("call", "x(…)", Snippet().text(text_).text("(").stop().text(")").end());
  }

  void addList() {
    Snippet loop;
    loop.text("for ").stop("i").text(", ").stop("value").text(" in ipairs(").text(text_).text(") do\n\t").end();
    add("fori", "for … in ipairs(x) do … end", loop.text("\nend"));
    Snippet insert;
    add("insert", "table.insert(x, …)",
        insert.text("table.insert(").text(text_).text(", ").stop("value").text(")").end());
    add("remove", "table.remove(x)", make("table.remove(", text_, ")"));
  }

  void addNumber() {
    const bool isPlace =
        receiver_.kind == ExprKind::Name || receiver_.kind == ExprKind::Member || receiver_.kind == ExprKind::Index;
    if (!isPlace || list_.site().expected.isResult) return;
    for (const std::string_view sign : {"+", "-"}) {
      Snippet change;
      change.text(text_).text(" = ").text(text_).text(concat({" ", sign, " "})).stop("1").end();
      add(concat({sign, sign}), concat({"x = x ", sign, " …"}), std::move(change));
    }
  }

  Snippet block(std::string_view before, std::string_view after) const {
    Snippet snippet;
    snippet.text(before).text(text_).text(after).text("\n\t").end().text("\nend");
    return snippet;
  }

  CompletionList& list_;
  const Expr& receiver_;
  std::string_view text_;
  TypeId type_;
  Uses uses_;
};

}  // namespace

void addPostfixes(CompletionList& list) { Postfixes(list).run(); }

}  // namespace sluice::language
