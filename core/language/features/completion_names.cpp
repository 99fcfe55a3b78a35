// Variables, keywords and what else stands by its own name.
#include "base/sorted_order.h"
#include "language/features/completion_list.h"
#include "language/types/library.h"

namespace sluice::language {

namespace {

// The block statements around the caret, as far as keywords depend on them.
struct Around {
  bool inBlock = false;
  bool inLoop = false;
  bool inIf = false;
  bool inRepeat = false;
  bool inCondition = false;  // of an if
  bool inHeader = false;     // of a loop
};

Around around(const CompletionList& list) {
  Around out;
  const std::uint32_t at = list.site().word.begin;
  for (const Stat* stat : locate(*list.analysis().tree, at).stats) {
    switch (stat->kind) {
      case StatKind::While:
      case StatKind::NumericFor:
      case StatKind::GenericFor: out.inLoop = true; break;
      case StatKind::Repeat: out.inRepeat = out.inLoop = true; break;
      case StatKind::If: out.inIf = true; break;
      default: break;
    }
    out.inBlock = out.inBlock || stat->kind != StatKind::Error;
  }
  out.inBlock = out.inBlock || !isInChunk(list.analysis(), at);
  // What a header is part of is told by the keyword that began its line of thought.
  for (const Token* token = list.site().before; token != nullptr; --token) {
    switch (token->kind) {
      case TokenKind::If:
      case TokenKind::Elseif: out.inCondition = true; return out;
      case TokenKind::While:
      case TokenKind::For: out.inHeader = true; return out;
      case TokenKind::Then:
      case TokenKind::Do:
      case TokenKind::Else:
      case TokenKind::End:
      case TokenKind::Local:
      case TokenKind::Return:
      case TokenKind::Repeat: return out;
      default: break;
    }
    if (token == list.analysis().tree->lexed.tokens.data()) break;
  }
  return out;
}

void addKeyword(CompletionList& list, TokenKind keyword) {
  list.add(CompletionRank::Keyword, std::string(tokenText(keyword)), CompletionKind::Keyword);
}

void addAfterOperand(CompletionList& list, const Around& place) {
  if (place.inCondition) addKeyword(list, TokenKind::Then);
  if (place.inHeader) addKeyword(list, TokenKind::Do);
  if (place.inHeader) addKeyword(list, TokenKind::In);
  addKeyword(list, TokenKind::And);
  addKeyword(list, TokenKind::Or);
}

void addStatementKeywords(CompletionList& list, const Around& place) {
  using enum TokenKind;
  for (const TokenKind each : {Local, Return, If, For, Function, While, Repeat, Do, Goto}) addKeyword(list, each);
  if (place.inLoop) addKeyword(list, Break);
  if (place.inBlock) addKeyword(list, End);
  if (place.inIf) addKeyword(list, Else);
  if (place.inIf) addKeyword(list, Elseif);
  if (place.inRepeat) addKeyword(list, Until);
}

void addOperandKeywords(CompletionList& list) {
  using enum TokenKind;
  for (const TokenKind each : {True, False, Nil, Not, Function}) addKeyword(list, each);
}

void addLocals(CompletionList& list) {
  const Analysis& analysis = list.analysis();
  const std::vector<SymbolId> visible = analysis.binding.visibleAt(list.site().word.begin);
  for (const SymbolId id : visible) {
    const Symbol& symbol = analysis.binding.symbols[id];
    if (symbol.name.empty() || symbol.name == "_") continue;
    const TypeId type = analysis.inference.symbols[id];
    const bool isParameter = symbol.kind == SymbolKind::Parameter || symbol.kind == SymbolKind::Self;
    const Signature* signature = functionIn(list.store(), type);
    const bool isFunction = list.store().kind(type) == TypeKind::Function;
    const bool given = isFunction && signature->returnsKnown && !signature->returns.empty();
    const bool isWanted = list.isWanted(type) || (given && list.isWanted(signature->returns[0]));
    Completion* item =
        list.add(isWanted ? CompletionRank::WantedLocal : CompletionRank::Local, std::string(symbol.name),
                 isFunction    ? CompletionKind::Function
                 : isParameter ? CompletionKind::Parameter
                               : CompletionKind::Variable);
    if (item == nullptr) continue;
    list.describe(*item, type, 0, isFunction && list.wantsCall());
    if (!symbol.declaration.empty())
      item->data = {CompletionData::Source::Symbol, symbol.declaration.begin, std::string(symbol.name)};
  }
}

void addGlobal(CompletionList& list, const std::string& name, TypeId type) {
  const bool isFunction = type != types::kNever && list.store().kind(type) == TypeKind::Function;
  const Signature* signature = isFunction ? &list.store().signature(type) : nullptr;
  const bool isWanted = list.isWanted(type) ||
                        (signature != nullptr && !signature->returns.empty() && list.isWanted(signature->returns[0]));
  Completion* item = list.add(isWanted ? CompletionRank::WantedGlobal : CompletionRank::Global, name,
                              isFunction ? CompletionKind::Function : CompletionKind::Global);
  if (item == nullptr) return;
  list.describe(*item, type, 0, isFunction && list.wantsCall());
  item->data = {CompletionData::Source::Global, 0, name};
}

// The one that is being written is no name to offer.
bool isOnlyAtCaret(const CompletionList& list, const Symbol& symbol, SymbolId id) {
  if (symbol.writes + symbol.reads != 1) return false;
  const Occurrence* place = list.analysis().binding.at(list.site().word.begin);
  return place != nullptr && place->symbol == id && place->span == list.site().word;
}

// Those of the script before those of the library, the most used of which come first.
void addGlobals(CompletionList& list) {
  const Analysis& analysis = list.analysis();
  addGlobal(list, "context", analysis.inference.context);
  addGlobal(list, "helpers", library().global("helpers"));
  for (SymbolId id = 0; id < analysis.binding.symbols.size(); ++id) {
    const Symbol& symbol = analysis.binding.symbols[id];
    if (symbol.kind == SymbolKind::Global && symbol.writes > 0 && isName(symbol.name) &&
        !isOnlyAtCaret(list, symbol, id))
      addGlobal(list, std::string(symbol.name), analysis.inference.symbols[id]);
  }
  std::vector<std::string> sorted;
  for (const auto& global : library().globals) sorted.push_back(global.first);
  sortStably(sorted);
  for (const std::string& name : sorted) addGlobal(list, name, library().global(name));
}

}  // namespace

void addNames(CompletionList& list) {
  addLocals(list);
  addGlobals(list);
}

void addKeywords(CompletionList& list) {
  const Around place = around(list);
  switch (list.site().kind) {
    case SiteKind::Operand:
      addOperandKeywords(list);
      list.add(CompletionRank::Template, CompletionKind::Snippet, functionTemplate(nullptr));
      return;
    case SiteKind::AfterOperand:
      addAfterOperand(list, place);
      if (!place.inCondition && !place.inHeader) addStatementKeywords(list, place);
      return;
    default: break;
  }
  addStatementKeywords(list, place);
  if (list.site().before != nullptr) addAfterOperand(list, place);
  for (Template& each : statementTemplates())
    list.add(CompletionRank::Template, CompletionKind::Snippet, std::move(each));
  if (!isInChunk(list.analysis(), list.site().word.begin)) return;
  for (Template& each : resultTemplates(list.options().mode)) {
    Template whole{"return " + each.label, each.doc, Snippet().text("return ")};
    whole.snippet.append(std::move(each.snippet));
    list.add(CompletionRank::Template, CompletionKind::Snippet, std::move(whole));
  }
}

// Labels that a goto here could jump to: of its function.
void addLabels(CompletionList& list) {
  const Binding& binding = list.analysis().binding;
  FunctionId function = kChunk;
  for (FunctionId id = 0; id < binding.functions.size(); ++id) {
    const FunctionBody* body = binding.functions[id].body;
    if (body != nullptr && body->block->span.touches(list.site().word.begin)) function = id;
  }
  for (const Symbol& symbol : binding.symbols) {
    if (symbol.kind == SymbolKind::Label && symbol.function == function && symbol.declaration != list.site().word)
      list.add(CompletionRank::Best, std::string(symbol.name), CompletionKind::Label);
  }
}

void addAttributes(CompletionList& list) {
  const std::string& text = list.analysis().tree->text;
  const std::uint32_t end = list.site().word.end;
  const bool isClosed = end < text.size() && text[end] == '>';
  for (const auto& [name, doc] : {std::pair("const", "The variable keeps its value."),
                                  std::pair("close", "Its metamethod __close is called when the variable goes.")}) {
    Completion* item = list.add(CompletionRank::Best, name, CompletionKind::Keyword);
    item->doc = doc;
    if (!isClosed) item->insertText += ">";
  }
}

}  // namespace sluice::language
