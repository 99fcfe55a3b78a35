#include "language/syntax/locate.h"

#include <algorithm>

namespace sluice::language {

namespace {

// The parts of a node that a caret touches, the last one of each kind.
struct Touched {
  std::uint32_t offset;
  const Expr* expr = nullptr;
  const Block* block = nullptr;

  template <typename Node>
  void look(const Node& node) {
    eachPart(
        node,
        [this](const Expr& part) {
          if (part.span.touches(offset)) expr = &part;
        },
        [this](const Block& part) {
          if (part.span.touches(offset)) block = &part;
        });
  }
};

const Stat* statAt(const Block& block, std::uint32_t offset) {
  const auto isAfter = [](std::uint32_t at, const Stat* stat) { return at < stat->span.begin; };
  const auto next = std::upper_bound(block.stats.begin(), block.stats.end(), offset, isAfter);
  if (next == block.stats.begin()) return nullptr;
  const Stat* last = next[-1];  // those before it end where it begins, or earlier
  return last->span.touches(offset) ? last : nullptr;
}

}  // namespace

Located locate(const SyntaxTree& tree, std::uint32_t offset) {
  Located located;
  const Block* block = tree.chunk;
  while (block != nullptr) {
    located.block = block;
    located.spans.push_back(block->span);
    const Stat* stat = statAt(*block, offset);
    located.exprs.clear();
    if (stat == nullptr) break;
    located.blocks.push_back(block);
    located.stats.push_back(stat);
    located.spans.push_back(stat->span);
    Touched touched{offset};
    touched.look(*stat);
    while (touched.expr != nullptr) {
      const Expr* expr = touched.expr;
      located.exprs.push_back(expr);
      located.spans.push_back(expr->span);
      touched = {offset};
      touched.look(*expr);
    }
    block = touched.block;
  }
  return located;
}

}  // namespace sluice::language
