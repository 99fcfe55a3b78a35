// Where the caret stands, as far as it matters for what can be written there.
#pragma once

#include <cstdint>

#include "language/features/expected.h"
#include "language/syntax/locate.h"

namespace sluice::language {

enum class SiteKind : std::uint8_t {
  Nothing,       // a number, a name that is being made up, a comment
  Members,       // behind a dot or colon
  Text,          // within a string
  Doc,           // within a comment of ---
  Head,          // within a comment of --@ at the head of the script
  Label,         // behind goto
  Attribute,     // behind the < of a local
  Operand,       // where an expression must begin
  Statement,     // where a statement can begin
  AfterOperand,  // behind an expression, on its line
};

struct Site {
  SiteKind kind = SiteKind::Nothing;
  std::uint32_t offset = 0;
  Span word = {};                    // the name at the caret, often empty
  const Token* before = nullptr;     // the last token before the word; null: none
  const Expr* receiver = nullptr;    // Members: whose
  std::uint32_t mark = 0;            // Members: where the dot or colon is
  const StringExpr* text = nullptr;  // Text
  const Comment* comment = nullptr;  // Doc, Head
  Located located = {};              // around the word, or around what it would follow
  Expected expected = {};            // of the expression that stands or would stand at the word, or of the string
  const TableExpr* table = nullptr;  // whose entry begins at the word
  Expected tableExpected = {};       // of that table
};

Site siteAt(const Analysis& analysis, std::uint32_t offset);

// Whether the word is the call of a function already.
bool isCalled(const Analysis& analysis, const Site& site);

}  // namespace sluice::language
