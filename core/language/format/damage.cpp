#include "language/format/damage.h"

#include <algorithm>

#include "base/sorted_order.h"
#include "language/syntax/locate.h"

namespace sluice::language::format {

namespace {

// The parser tells of no more than 200.
constexpr std::size_t kMostMistakes = 200;
// Statements that share lines with each other need some rounds; a text that needs more is not worth it.
constexpr int kMostRounds = 16;

// Calls `visit(stat, blocks)` for every statement of the script, where `blocks` are the blocks directly within it,
// those of functions in its expressions among them.
template <typename Visit>
class Walk {
 public:
  explicit Walk(Visit visit) : visit_(visit) {}

  void block(const Block& block) {
    for (const Stat* stat : block.stats) {
      std::vector<const Block*> blocks;
      std::vector<const Expr*> open;
      const auto push = [&open](const Expr& expr) { open.push_back(&expr); };
      const auto keep = [&blocks](const Block& inner) { blocks.push_back(&inner); };
      eachPart(*stat, push, keep);
      while (!open.empty()) {
        const Expr& expr = *open.back();
        open.pop_back();
        eachPart(expr, push, keep);
      }
      visit_(*stat, blocks);
      for (const Block* inner : blocks) this->block(*inner);
    }
  }

 private:
  Visit visit_;
};

}  // namespace

StatementLines::StatementLines(const SyntaxTree& tree, const Pieces& pieces) {
  const auto rowsOf = [&pieces](Span span) {
    return Rows{pieces.lines.lineOf(span.begin), pieces.lines.lineOf(span.end)};
  };
  const auto add = [&](const Stat& stat, std::vector<const Block*>& blocks) {
    sortStably(blocks, [](const Block* a, const Block* b) { return a->span.begin < b->span.begin; });
    Item item{rowsOf(stat.span), {}};
    std::uint32_t from = item.all.first;
    for (const Block* block : blocks) {
      const Rows inner = rowsOf(block->span);
      item.own.push_back({from, inner.first});
      from = inner.last;
    }
    item.own.push_back({from, std::max(from, item.all.last)});
    items_.push_back(std::move(item));
  };
  Walk walk(add);
  walk.block(*tree.chunk);
}

bool StatementLines::growToStatements(LineSet& set) const {
  for (int round = 0; round < kMostRounds; ++round) {
    std::vector<std::uint32_t> before(set.size() + 1, 0);  // how many lines of the set come before a line
    for (std::size_t i = 0; i < set.size(); ++i) before[i + 1] = before[i] + (set[i] ? 1 : 0);
    const auto has = [&before](Rows rows) { return before[rows.last + 1] > before[rows.first]; };
    const auto isFull = [&before](Rows rows) {
      return before[rows.last + 1] - before[rows.first] == rows.last + 1 - rows.first;
    };
    bool grew = false;
    for (const Item& item : items_) {
      if (isFull(item.all) || std::none_of(item.own.begin(), item.own.end(), has)) continue;
      for (std::uint32_t line = item.all.first; line <= item.all.last; ++line) set[line] = true;
      grew = true;
    }
    if (!grew) return true;
  }
  return false;
}

Damage::Damage(const SyntaxTree& tree, const Pieces& pieces, const StatementLines& statements) : pieces_(pieces) {
  if (tree.mistakes.empty()) return;
  isAny_ = true;
  isTotal_ = tree.mistakes.size() >= kMostMistakes;
  frozen_.resize(pieces.lines.lineCount());
  const auto freeze = [&](std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t line = first; line <= last; ++line) frozen_[line] = true;
  };
  for (const Mistake& mistake : tree.mistakes) {
    isTotal_ = isTotal_ || mistake.code == DiagnosticCode::TooDeep;
    const bool isRest = mistake.code == DiagnosticCode::UnfinishedComment;
    freeze(pieces.lines.lineOf(mistake.span.begin),
           isRest ? pieces.lines.lineCount() - 1 : pieces.lines.lineOf(mistake.span.end));
  }
  if (!isTotal_) isTotal_ = !statements.growToStatements(frozen_);
}

}  // namespace sluice::language::format
