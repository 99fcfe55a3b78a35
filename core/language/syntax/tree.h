// The syntax tree of a script. Nodes live in the tree's arena and their names point into its text: both live as long as
// the SyntaxTree.
//
// A tree always covers the whole text, whatever is wrong with it. What is missing is a node without extent: an
// expression of kind Missing, a name that is empty. What cannot be a statement is one of kind Error, with its
// expressions.
//
// Depth: nodes nest at most as deep as the parser lets them (parser.h), but for what stands to the left: `a.b.c.d` and
// `a + b + c` are as deep on their left side as they are long. Whoever walks a tree takes left sides in a loop.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "language/syntax/arena.h"
#include "language/syntax/lexer.h"
#include "language/syntax/token.h"
#include "language/text/span.h"

namespace sluice::language {

enum class ExprKind : std::uint8_t {
  Missing,
  Nil,
  True,
  False,
  Number,
  String,
  Ellipsis,
  Function,
  Name,
  Member,
  Index,
  Call,
  Method,
  Binary,
  Unary,
  Table,
  Paren
};

struct Expr {
  ExprKind kind;
  std::uint32_t id;  // from 0 in each tree, for what is kept beside the nodes
  Span span;
};

// A name where it stands; empty where it is missing.
struct Name {
  std::string_view text = {};
  Span span = {};

  bool missing() const { return text.empty(); }
};

struct Block;

struct NumberExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::Number;
};
struct StringExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::String;
  bool broken;    // not closed
  Span contents;  // without quotes or brackets
};
struct NameExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::Name;
  std::string_view name;
};
struct MemberExpr : Expr {  // object.name
  static constexpr ExprKind kKind = ExprKind::Member;
  Expr* object;
  std::uint32_t dot;  // where the dot is, or the colon of a method's definition
  Name name;
};
struct IndexExpr : Expr {  // object[key]
  static constexpr ExprKind kKind = ExprKind::Index;
  Expr* object;
  Expr* key;
};

enum class CallStyle : std::uint8_t { Parens, String, Table, None };  // None: the arguments are missing

struct Arguments {
  List<Expr*> items = {};
  Span span = {};  // parentheses included; ends where the text of the call does when they are not closed
  CallStyle style = CallStyle::None;
  bool closed = false;
};
struct CallExpr : Expr {  // callee(arguments)
  static constexpr ExprKind kKind = ExprKind::Call;
  Expr* callee;
  Arguments arguments;
};
struct MethodExpr : Expr {  // object:name(arguments)
  static constexpr ExprKind kKind = ExprKind::Method;
  Expr* object;
  std::uint32_t colon;
  Name name;
  Arguments arguments;
};
struct BinaryExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::Binary;
  TokenKind op;
  Span opSpan;
  Expr* left;
  Expr* right;
};
struct UnaryExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::Unary;
  TokenKind op;
  Expr* operand;
};
struct ParenExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::Paren;
  Expr* inner;
};

struct TableItem {
  Name name = {};       // name = value
  Expr* key = nullptr;  // [key] = value
  Expr* value = nullptr;

  bool positional() const { return name.missing() && key == nullptr; }
};
struct TableExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::Table;
  List<TableItem> items;
  bool closed;
};

struct FunctionBody {
  Span keyword;
  Span parens;
  List<Name> parameters;
  Span ellipsis;  // empty when the function takes no further arguments
  bool isMethod;  // has an implicit `self`
  Block* block;
  Span span;  // from the keyword to `end`

  bool isVariadic() const { return !ellipsis.empty(); }
};
struct FunctionExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::Function;
  FunctionBody* body;
};

enum class StatKind : std::uint8_t {
  Empty,
  Local,
  LocalFunction,
  Assign,
  Call,
  Do,
  While,
  Repeat,
  If,
  NumericFor,
  GenericFor,
  Function,
  Return,
  Break,
  Goto,
  Label,
  Error
};

struct Stat {
  StatKind kind;
  Span span;
};

struct Block {
  Span span;  // from the end of what opens it to the begin of what closes it
  List<Stat*> stats;
};

struct LocalName {
  Name name;
  Name attribute = {};
  bool hasAttribute = false;
};
struct LocalStat : Stat {
  static constexpr StatKind kKind = StatKind::Local;
  List<LocalName> names;
  List<Expr*> values;
};
struct LocalFunctionStat : Stat {
  static constexpr StatKind kKind = StatKind::LocalFunction;
  Name name;
  FunctionExpr* function;
};
struct FunctionStat : Stat {  // function target(…), where the target is made of names and members
  static constexpr StatKind kKind = StatKind::Function;
  Expr* target;
  FunctionExpr* function;
};
struct AssignStat : Stat {
  static constexpr StatKind kKind = StatKind::Assign;
  List<Expr*> targets;
  List<Expr*> values;
};
struct CallStat : Stat {
  static constexpr StatKind kKind = StatKind::Call;
  Expr* call;
};
struct DoStat : Stat {
  static constexpr StatKind kKind = StatKind::Do;
  Block* block;
};
struct WhileStat : Stat {
  static constexpr StatKind kKind = StatKind::While;
  Expr* condition;
  Block* block;
};
struct RepeatStat : Stat {
  static constexpr StatKind kKind = StatKind::Repeat;
  Block* block;
  Expr* condition;
};
struct IfClause {
  Span keyword;
  Expr* condition;  // null for else
  Block* block;
};
struct IfStat : Stat {
  static constexpr StatKind kKind = StatKind::If;
  List<IfClause> clauses;
};
struct NumericForStat : Stat {
  static constexpr StatKind kKind = StatKind::NumericFor;
  Name variable;
  Expr* first;
  Expr* last;
  Expr* step;  // null when there is none
  Block* block;
};
struct GenericForStat : Stat {
  static constexpr StatKind kKind = StatKind::GenericFor;
  List<Name> variables;
  List<Expr*> values;
  Block* block;
};
struct ReturnStat : Stat {
  static constexpr StatKind kKind = StatKind::Return;
  List<Expr*> values;
};
struct GotoStat : Stat {
  static constexpr StatKind kKind = StatKind::Goto;
  Name label;
};
struct LabelStat : Stat {
  static constexpr StatKind kKind = StatKind::Label;
  Name label;
};
struct ErrorStat : Stat {
  static constexpr StatKind kKind = StatKind::Error;
  List<Expr*> expressions;
};

// The node as what it is, or null when it is of another kind.
template <typename T, typename Node>
T* as(Node* node) {
  return node != nullptr && node->kind == T::kKind ? static_cast<T*>(node) : nullptr;
}
template <typename T, typename Node>
const T* as(const Node* node) {
  return node != nullptr && node->kind == T::kKind ? static_cast<const T*>(node) : nullptr;
}
// The same where the kind is known.
template <typename T, typename Node>
T& to(Node& node) {
  return static_cast<T&>(node);
}

struct SyntaxTree {
  std::string text;
  Tokens lexed;
  Arena arena;
  Block* chunk = nullptr;
  std::uint32_t exprCount = 0;
  Mistakes mistakes;  // of the lexer and the parser, by place; empty exactly when the text is grammatical

  std::string_view textOf(Span span) const { return std::string_view(text).substr(span.begin, span.size()); }
};

}  // namespace sluice::language
