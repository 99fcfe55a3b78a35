// What can be written in doc comments: tags, and what follows them.
#include <algorithm>

#include "base/concat.h"
#include "base/sorted_order.h"
#include "language/features/completion_list.h"
#include "language/features/documented.h"
#include "language/types/annotations.h"
#include "language/types/library.h"

namespace sluice::language {

namespace {

struct TagInfo {
  std::string_view name;
  std::string_view doc;
};
// Those that types/annotations.h and analysis.cpp read.
constexpr TagInfo kTags[] = {{"param", "What a parameter is: `---@param name type what it is for`."},
                             {"return", "What a call gives back: `---@return type what it is`."},
                             {"type", "The type of the variable below: `---@type string`."},
                             {"class", "Names the shape of a table, whose fields follow."},
                             {"field", "A field of the class above: `---@field name type`."},
                             {"alias", "Names a type: `---@alias Level \"debug\"|\"info\"`."},
                             {"enum", "Names the values of the table below as a type; of `(key)` its keys."},
                             {"cast", "What a variable holds from here on: `---@cast name string`, `+nil`, `-nil`."},
                             {"overload", "Another way to call it: `---@overload fun(name: string): boolean`."},
                             {"generic", "A name that stands for any type in the signature below."},
                             {"deprecated", "The function below is not to be used any more."},
                             {"diagnostic", "Turns diagnostics off."}};

constexpr TagInfo kSwitches[] = {{"disable-next-line: ", "Turns diagnostics off for the next line."},
                                 {"disable: ", "Turns diagnostics off for the whole script."}};

constexpr TagInfo kTypes[] = {{"any", "Anything; nothing is checked."},
                              {"boolean", "true or false."},
                              {"string", "A text."},
                              {"number", "A number."},
                              {"integer", "A whole number."},
                              {"table", "Any table; `table<string, number>` tells keys and values."},
                              {"function", "Any function; `fun(name: string): boolean` tells more."},
                              {"thread", "A coroutine."},
                              {"nil", "No value."}};

class Docs {
 public:
  explicit Docs(CompletionList& list) : list_(list), tree_(*list.analysis().tree) {
    const Site& site = list.site();
    line_ = tree_.textOf({site.comment->span.begin + 3, site.offset});
  }

  void run() {
    const std::size_t at = line_.find_first_not_of(" \t");
    if (at == std::string_view::npos) return addTags(true);
    if (line_[at] != '@') return;
    const std::string_view tag = line_.substr(at + 1, line_.find_first_of(" \t", at) - at - 1);
    if (at + 1 + tag.size() == line_.size()) return addTags(false);
    rest_ = line_.substr(at + 1 + tag.size());
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size()));
    const bool atFirstWord = rest_.find_first_of(" \t") == std::string_view::npos;
    if (tag == "diagnostic") return addDiagnostics();
    if (tag == "param" && atFirstWord) return addParameters();
    if (tag == "cast" && atFirstWord) return addVariables();
    const bool named = tag == "param" || tag == "field" || tag == "alias" || tag == "cast";
    if (named && atFirstWord) return;
    if (named) rest_.remove_prefix(std::min(rest_.find_first_of(" \t") + 1, rest_.size()));
    if (tag == "type" || tag == "return" || tag == "overload" || named) addTypes();
  }

 private:
  Completion* add(std::string label, std::string_view doc, CompletionKind kind) {
    Completion* item = list_.add(CompletionRank::Best, std::move(label), kind);
    if (item != nullptr) item->doc = doc;
    return item;
  }

  // `whole`: the @ is not there yet.
  void addTags(bool whole) {
    const Site& site = list_.site();
    const std::uint32_t begin =
        whole ? site.offset : static_cast<std::uint32_t>(site.comment->span.begin + 3 + line_.find('@'));
    const Span replaced{begin, std::max(site.word.end, site.offset)};
    const auto put = [&](Completion* item) {
      if (item == nullptr) return;
      item->replaced = replaced;
      item->filterText = item->label;
    };
    const auto documented = documentedBelow(list_.analysis(), *site.comment);
    if (documented) {
      for (const std::string& line : missingTags(list_.analysis(), *documented))
        put(add(line.substr(3), {}, CompletionKind::Tag));
    }
    for (const TagInfo& tag : kTags) {
      Completion* item = add(concat({"@", tag.name}), tag.doc, CompletionKind::Tag);
      put(item);
      if (item != nullptr && tag.name != "deprecated") item->insertText += " ";
    }
  }

  void addParameters() {
    const auto documented = documentedBelow(list_.analysis(), *list_.site().comment);
    if (!documented) return;
    for (const std::string& line : missingTags(list_.analysis(), *documented)) {
      constexpr std::string_view kTag = "---@param ";
      if (line.starts_with(kTag)) add(line.substr(kTag.size()), {}, CompletionKind::Parameter);
    }
  }

  void addVariables() {
    const Binding& binding = list_.analysis().binding;
    for (const SymbolId id : binding.visibleAt(list_.site().offset))
      add(std::string(binding.symbols[id].name), {}, CompletionKind::Variable);
  }

  void addTypes() {
    // What follows a whole type is text.
    const std::size_t blank = rest_.find_last_of(" \t");
    const bool goesOn = blank == std::string_view::npos ||
                        (blank > 0 && std::string_view("|,:").find(rest_[blank - 1]) != std::string_view::npos);
    if (!goesOn) return;
    for (const TagInfo& type : kTypes) add(std::string(type.name), type.doc, CompletionKind::Type);
    for (const Annotations& each : declarationsIn(tree_)) {
      for (const std::string_view name : {each.className, each.aliasName, each.enumName})
        if (!name.empty()) add(std::string(name), each.doc, CompletionKind::Type);
    }
    std::vector<std::string_view> names;
    for (const auto& each : library().classes) names.push_back(each.first);
    sortStably(names);
    for (const std::string_view name : names) {
      if (isName(name)) add(std::string(name), {}, CompletionKind::Type);
    }
  }

  void addDiagnostics() {
    const std::size_t colon = rest_.find(':');
    const Site& site = list_.site();
    // Codes and switches have dashes in them, which words have not.
    std::uint32_t begin = site.offset;
    const auto isPart = [](char c) { return c == '-' || (c >= 'a' && c <= 'z'); };
    while (begin > site.comment->span.begin + 3 && isPart(tree_.text[begin - 1])) --begin;
    std::uint32_t end = site.offset;
    while (end < site.comment->span.end && isPart(tree_.text[end])) ++end;
    if (colon == std::string_view::npos) {
      for (const TagInfo& each : kSwitches) {
        if (Completion* item = add(std::string(each.name), each.doc, CompletionKind::Tag))
          item->replaced = {begin, end};
      }
      return;
    }
    for (const auto& info : catalog::kDiagnostics) {
      if (Completion* item = add(std::string(info.code), {}, CompletionKind::Value)) item->replaced = {begin, end};
    }
  }

  CompletionList& list_;
  const SyntaxTree& tree_;
  std::string_view line_;  // from behind the dashes to the caret
  std::string_view rest_;  // behind the tag
};

}  // namespace

void addDocs(CompletionList& list) { Docs(list).run(); }

// `--@ hook=name`.
void addHooks(CompletionList& list) {
  const Site& site = list.site();
  const std::string_view before = list.analysis().tree->textOf({site.comment->span.begin, site.word.begin});
  if (!before.ends_with("hook=")) {
    if (before.find('=') == std::string_view::npos) list.add(CompletionRank::Best, "hook=", CompletionKind::Tag);
    return;
  }
  for (const catalog::Hook& hook : catalog::hooks())
    list.add(CompletionRank::Best, std::string(hook.name), CompletionKind::Value);
}

}  // namespace sluice::language
