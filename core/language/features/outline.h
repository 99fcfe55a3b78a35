// The structure of a script: its symbols as a tree, what can be folded, and what a selection grows to.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "language/analysis.h"

namespace sluice::language {

enum class OutlineKind : std::uint8_t { Function, Method, Variable, Table };

struct OutlineEntry {
  std::string name;
  OutlineKind kind;
  Span span;  // all of it
  Span nameSpan;
  std::vector<OutlineEntry> children = {};
};

// The variables and functions that statements declare, those within functions below them.
std::vector<OutlineEntry> outlineOf(const SyntaxTree& tree);

struct Fold {
  std::uint32_t firstLine;  // from 0
  std::uint32_t lastLine;   // the last one that is hidden
  bool isComment;
};

// Blocks, tables and comments of more than one line, by place.
std::vector<Fold> foldsOf(const SyntaxTree& tree);

// The spans around a place, each larger than the one before.
std::vector<Span> selectionsAt(const SyntaxTree& tree, std::uint32_t offset);

}  // namespace sluice::language
