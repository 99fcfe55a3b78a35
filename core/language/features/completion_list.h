// The list of completions while it is made: in ranks, within a rank in the order of adding, each label once.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "language/features/completion.h"
#include "language/features/completion_site.h"
#include "language/features/member_types.h"
#include "language/features/snippets.h"

namespace sluice::language {

// How near an item is to what is meant.
enum class CompletionRank : std::uint8_t {
  Best,  // what this place asks for: all that is offered when nobody asked
  WantedLocal,
  Local,
  WantedGlobal,
  Global,
  Keyword,
  Template,
  Postfix
};

class CompletionList {
 public:
  CompletionList(const Analysis& analysis, const Site& site, const CompletionOptions& options)
      : analysis_(analysis), site_(site), options_(options) {}

  const Analysis& analysis() const { return analysis_; }
  const TypeStore& store() const { return analysis_.inference.store; }
  const Site& site() const { return site_; }
  const CompletionOptions& options() const { return options_; }

  // The item to fill in further, valid until the next is added; null when the label is there already.
  Completion* add(CompletionRank rank, std::string label, CompletionKind kind);
  // What the item is: its type in short, and of a function its parameters and that it calls it.
  void describe(Completion& item, TypeId type, std::size_t skipped, bool asCall);
  void insert(Completion& item, Snippet snippet);
  void add(CompletionRank rank, CompletionKind kind, Template from);

  bool isWanted(TypeId type) const { return language::isWanted(analysis_, site_.expected, type); }
  // Whether a function is to be written with its arguments: not where it is wanted itself, nor where they follow.
  bool wantsCall() const;

  Completions take(bool bestOnly);

 private:
  struct Ranked {
    CompletionRank rank;
    Completion item;
  };

  const Analysis& analysis_;
  const Site& site_;
  const CompletionOptions& options_;
  std::vector<Ranked> items_;
  std::unordered_set<std::string> labels_;
};

// Where items come from; each adds those that the site has use for.
void addMembers(CompletionList& list);
void addPostfixes(CompletionList& list);
void addNames(CompletionList& list);
void addKeywords(CompletionList& list);
void addLabels(CompletionList& list);
void addAttributes(CompletionList& list);
void addWantedValues(CompletionList& list);
void addTableFields(CompletionList& list);
void addResults(CompletionList& list);
void addTexts(CompletionList& list, const CompletionNames& names);
void addDocs(CompletionList& list);
void addHooks(CompletionList& list);

}  // namespace sluice::language
