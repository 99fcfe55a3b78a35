// What can be written at a place.
//
// completionsAt() gives a list that is cheap to make; what only the item that somebody looks at needs, its
// documentation and its type in full, resolveCompletion() tells later, from the item's `data`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "language/analysis.h"
#include "language/text/edit.h"

namespace sluice::language {

enum class CompletionKind : std::uint8_t {
  Field,
  Function,
  Method,
  Variable,
  Parameter,
  Global,
  Keyword,
  Value,    // of a string, or a literal
  Snippet,  // a statement or table with places to fill in
  Postfix,  // a statement made of the expression before the caret
  Label,
  Tag,  // of a doc comment
  Type  // that a doc comment names
};

// Where an item comes from: what a client hands back to have it resolved. It stays true while the word at the caret is
// typed on, as nothing before it changes.
struct CompletionData {
  enum class Source : std::uint8_t { None, Member, Symbol, Global };
  Source source = Source::None;
  std::uint32_t at = 0;  // Member: where the dot or colon stands; Symbol: where it is declared
  std::string name = {};
};

struct Completion {
  std::string label;
  CompletionKind kind = CompletionKind::Value;
  std::string parameters = {};  // shown directly behind the label, as in "(text, algo?)"; may be empty
  std::string detail = {};      // its type, in short
  std::string doc = {};         // Markdown; empty for what is resolved
  Span replaced = {};           // what the item takes the place of: contains the caret, within one line
  std::string insertText = {};  // never empty; a snippet (features/snippets.h) when isSnippet
  bool isSnippet = false;
  std::string sortText = {};    // the order of the list, ascending
  std::string filterText = {};  // what the text of `replaced` is matched with; empty: the label
  bool deprecated = false;
  bool preselect = false;            // of one item at most
  std::vector<TextEdit> edits = {};  // further ones, which touch `replaced` nowhere
  CompletionData data = {};
};

struct Completions {
  Span replaced;                  // that of items unless they say otherwise: the word, or contents of the string
  std::vector<Completion> items;  // in the order of their sortText
};

struct ScriptName {
  std::string id;
  std::string title;  // as people call it; may be empty
};

// What an analysis does not tell.
struct CompletionNames {
  std::vector<std::string> secrets = {};   // that exist
  std::vector<std::string> settings = {};  // that helpers.env gives
  std::vector<std::string> hosts = {};   // that helpers.fetch may reach: those of secrets that are bound, an allow-list
  std::vector<ScriptName> scripts = {};  // of earlier layers; ids come from the analysis, titles from here
};

struct CompletionOptions {
  catalog::Mode mode = catalog::Mode::Blocking;  // of the hook, for what results look like
  bool snippets = true;                          // whether the client knows snippets; without, plain texts are given
  char trigger = '\0';  // the character that was typed to ask; '\0': somebody asked, or typed a word
};

// The characters that ask for completions. Where one of them means nothing special, no items are given.
inline constexpr std::string_view kCompletionTriggers = ".:\"'[{(,=@-< ";

Completions completionsAt(const Analysis& analysis, std::uint32_t offset, const CompletionNames& names,
                          const CompletionOptions& options = {});

struct CompletionDetails {
  std::string detail;  // its type or signature
  std::string doc;     // Markdown
};

// Empty when there is no such thing any more.
CompletionDetails resolveCompletion(const Analysis& analysis, const CompletionData& data);

}  // namespace sluice::language
