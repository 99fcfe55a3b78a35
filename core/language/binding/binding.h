// What the names of a script stand for: each place where one stands, by symbol. Symbols are numbered in the order in
// which the parser meets them; places are sorted. Views point into the tree, which must live as long.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "language/syntax/tree.h"

namespace sluice::language {

using SymbolId = std::uint32_t;
using FunctionId = std::uint32_t;
inline constexpr SymbolId kNoSymbol = UINT32_MAX;
inline constexpr FunctionId kChunk = 0;

enum class SymbolKind : std::uint8_t { Local, LocalFunction, Parameter, Self, LoopVariable, Global, Label };
enum class Attribute : std::uint8_t { None, Const, Close };

// What the compiler knows of a <const>: it puts the value wherever the name stands, and there is no variable. Number
// may stand for a computation that the compiler leaves alone.
enum class Constant : std::uint8_t { None, Falsy, Truthy, Number };

struct Symbol {
  std::string_view name;
  SymbolKind kind = SymbolKind::Local;
  Attribute attribute = Attribute::None;
  FunctionId function = kChunk;  // the one it belongs to
  Span declaration = {};         // its name where it is declared; empty for globals and for `self`
  Span visible = {};             // where a name means it, but for where another of its name hides it; globals: nowhere
  std::uint32_t reads = 0;       // of a label: gotos
  std::uint32_t writes = 0;      // its declaration not counted
  bool captured = false;         // used in a function within its own
  Constant constant = Constant::None;
  SymbolId shadows = kNoSymbol;  // the local of the same name that was visible where it is declared

  bool isLocal() const { return kind < SymbolKind::Global; }
};

enum class Use : std::uint8_t { Declare, Read, Write };

struct Occurrence {
  Span span;
  SymbolId symbol;  // kNoSymbol for a global name where a local _ENV takes the place of the globals
  FunctionId function;
  Use use;
};

struct Function {
  FunctionId parent = kChunk;
  const FunctionBody* body = nullptr;  // null for the chunk
  bool isVariadic = true;
};

struct Binding {
  std::vector<Symbol> symbols;
  std::vector<Occurrence> occurrences;
  std::vector<Function> functions;  // the chunk first, each after those it stands in
  std::vector<SymbolId> byExpr;     // of each NameExpr, by its id
  Mistakes mistakes;                // those that the compiler refuses too

  // The occurrence that a caret at `offset` touches, or null. Between two that touch it, the one that begins there.
  const Occurrence* at(std::uint32_t offset) const;
  // The symbol declared at exactly this place; kNoSymbol when there is none.
  SymbolId declaredAt(Span name) const;
  // Local symbols that a name could mean at `offset`, inner ones first, one for each name.
  std::vector<SymbolId> visibleAt(std::uint32_t offset) const;
  // The local variable that the name means at `offset`, or kNoSymbol.
  SymbolId named(std::string_view name, std::uint32_t offset) const;
  // The occurrences of a symbol, in the order of the text.
  std::vector<Occurrence> of(SymbolId symbol) const;
};

Binding bind(const SyntaxTree& tree);

}  // namespace sluice::language
