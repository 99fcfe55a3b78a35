// Which lines of a script are left as they are, since what stands in them has a mistake or was not asked for.
#pragma once

#include <vector>

#include "language/format/pieces.h"

namespace sluice::language::format {

using LineSet = std::vector<bool>;  // by line

class StatementLines {
 public:
  StatementLines(const SyntaxTree& tree, const Pieces& pieces);

  // Adds the lines of every statement that has a part of its own in one of the set's lines; what is within the blocks
  // of a statement is no part of its own. False when that does not come to an end soon.
  bool growToStatements(LineSet& set) const;

 private:
  struct Rows {
    std::uint32_t first;
    std::uint32_t last;
  };
  struct Item {
    Rows all;
    std::vector<Rows> own;
  };

  std::vector<Item> items_;
};

class Damage {
 public:
  Damage(const SyntaxTree& tree, const Pieces& pieces, const StatementLines& statements);

  // Nothing can be formatted.
  bool isTotal() const { return isTotal_; }
  bool isFrozen(std::uint32_t line) const { return isAny_ && frozen_[line]; }
  bool isFrozen(const Stat& stat) const { return isAny_ && frozen_[pieces_.lines.lineOf(stat.span.begin)]; }

 private:
  const Pieces& pieces_;
  LineSet frozen_;
  bool isAny_ = false;
  bool isTotal_ = false;
};

}  // namespace sluice::language::format
