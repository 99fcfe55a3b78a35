// Ways to mend one diagnostic, in groups like those of the catalog.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "language/features/actions.h"
#include "language/features/code.h"

namespace sluice::language {

enum class FixWorth : std::uint8_t {
  Possible,
  Preferred,  // most likely meant
  Safe        // preferred, and the script does the same as before
};

struct Fix {
  Action action;
  FixWorth worth;
};

// How much text may still be read again to see what mends are worth, for all that one question asks about: each look
// takes as long as the text is, and one line can have as many places for a bracket as it has words. What is not looked
// at is not offered.
struct Tries {
  std::size_t bytes = 1u << 20;

  bool take(std::size_t size) {
    if (size > bytes) return false;
    bytes -= size;
    return true;
  }
};

class FixSite {
 public:
  FixSite(const Analysis& analysis, std::size_t index, const ActionOptions& options, Tries& tries)
      : analysis_(analysis), index_(index), options_(options), tries_(tries) {}

  const Analysis& analysis() const { return analysis_; }
  const SyntaxTree& tree() const { return *analysis_.tree; }
  const TypeStore& store() const { return analysis_.inference.store; }
  const ActionOptions& options() const { return options_; }
  const Mistake& mistake() const { return analysis_.diagnostics[index_]; }
  Span span() const { return mistake().span; }
  std::string_view text() const { return tree().textOf(span()); }
  std::string_view textOf(Span span) const { return tree().textOf(span); }

  // Adds a way; of several that are preferred, the first is. Null when the edits are no good.
  Action* add(FixWorth worth, std::string title, std::vector<TextEdit> edits);
  void replace(FixWorth worth, std::string title, Span span, std::string text) {
    add(worth, std::move(title), {{span, std::move(text)}});
  }
  // Adds it only if the text has fewer mistakes of grammar and scopes then.
  bool addIfBetter(FixWorth worth, std::string title, std::vector<TextEdit> edits);
  // Adds it only if the text has no more of them then.
  bool addIfAsGood(FixWorth worth, std::string title, std::vector<TextEdit> edits);
  // Adds that one of several edits after which the text has the fewest mistakes.
  bool addBest(FixWorth worth, const std::string& title, const std::vector<TextEdit>& candidates);

  std::vector<Fix> take() { return std::move(fixes_); }

 private:
  // Of grammar and scopes.
  std::size_t mistakes() const { return tree().mistakes.size() + analysis_.binding.mistakes.size(); }
  bool addIfBelow(std::size_t bound, FixWorth worth, std::string title, std::vector<TextEdit> edits);
  // How many mistakes the text has after the edits; as good as endless when that is not to be looked at.
  std::size_t mistakesAfter(const std::vector<TextEdit>& edits);

  const Analysis& analysis_;
  std::size_t index_;
  const ActionOptions& options_;
  Tries& tries_;
  std::vector<Fix> fixes_;
};

// The ways to mend analysis.diagnostics[index].
std::vector<Fix> fixesOf(const Analysis& analysis, std::size_t index, const ActionOptions& options, Tries& tries);

void fixSyntax(FixSite& site);
void fixScopes(FixSite& site);
void fixNames(FixSite& site);
void fixFlow(FixSite& site);
void fixTypes(FixSite& site);
void fixResults(FixSite& site);
void fixStyle(FixSite& site);
void fixCalls(FixSite& site);
void silence(FixSite& site);

// Ways to write the same differently, for a selection.
void addRefactorings(const Analysis& analysis, Span span, const ActionOptions& options, std::vector<Action>& out);

}  // namespace sluice::language
