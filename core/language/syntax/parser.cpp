#include "language/syntax/parser.h"

#include <utility>

#include "language/syntax/pass.h"
#include "language/text/by_place.h"

namespace sluice::language {

namespace {

void take(const Pass& pass, Block* chunk, SyntaxTree& tree) {
  tree.chunk = chunk;
  tree.exprCount = pass.exprCount();
  tree.mistakes.insert(tree.mistakes.end(), pass.mistakes().begin(), pass.mistakes().end());
}

}  // namespace

std::unique_ptr<SyntaxTree> parse(std::string text) {
  auto tree = std::make_unique<SyntaxTree>();
  tree->text = std::move(text);
  tree->lexed = readTokens(tree->text);
  tree->mistakes = tree->lexed.mistakes;

  Pass strict(Pass::Kind::Strict, tree->text, tree->lexed, tree->arena);
  Block* chunk = strict.chunk();
  if (strict.failures() == 0) {
    take(strict, chunk, *tree);
    return tree;
  }
  Pass indented(Pass::Kind::ByIndentation, tree->text, tree->lexed, tree->arena);
  Block* other = indented.chunk();
  // Judging by indentation may cost one mistake more, where an `end` is taken from the wrong block.
  const std::size_t found = indented.failures();
  const bool better = found > 0 && found <= strict.failures() + 1;
  take(better ? indented : strict, better ? other : chunk, *tree);
  sortByPlace(tree->mistakes);
  return tree;
}

}  // namespace sluice::language
