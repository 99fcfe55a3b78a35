#include "language/features/completion.h"

#include "base/concat.h"
#include "language/features/completion_list.h"
#include "language/types/library.h"

namespace sluice::language {

namespace {

// Whether the character that was typed asks for something at such a place.
bool asks(char trigger, SiteKind kind) {
  switch (trigger) {
    case '.':
    case ':': return kind == SiteKind::Members || kind == SiteKind::Doc;
    case '"':
    case '\'': return kind == SiteKind::Text;
    case '@': return kind == SiteKind::Doc || kind == SiteKind::Head;
    case '-': return kind == SiteKind::Doc;
    case '<': return kind == SiteKind::Attribute;
    case '[':
    case '{':
    case '(': return kind == SiteKind::Operand;
    case '=': return kind == SiteKind::Operand || kind == SiteKind::Head;
    case ',': return kind == SiteKind::Operand || kind == SiteKind::Doc;
    default: return kind != SiteKind::Text;
  }
}

void addOperands(CompletionList& list) {
  addWantedValues(list);
  addTableFields(list);
  addResults(list);
  addNames(list);
  addKeywords(list);
}

}  // namespace

Completions completionsAt(const Analysis& analysis, std::uint32_t offset, const CompletionNames& names,
                          const CompletionOptions& options) {
  const Site site = siteAt(analysis, offset);
  if (options.trigger != '\0' && !asks(options.trigger, site.kind)) return {site.word, {}};
  CompletionList list(analysis, site, options);
  switch (site.kind) {
    case SiteKind::Nothing: break;
    case SiteKind::Members:
      addMembers(list);
      addPostfixes(list);
      return list.take(false);
    case SiteKind::Text: addTexts(list, names); break;
    case SiteKind::Doc: addDocs(list); break;
    case SiteKind::Head: addHooks(list); break;
    case SiteKind::Label: addLabels(list); break;
    case SiteKind::Attribute: addAttributes(list); break;
    case SiteKind::Operand: addOperands(list); break;
    case SiteKind::Statement:
      addNames(list);
      addKeywords(list);
      break;
    case SiteKind::AfterOperand: addKeywords(list); break;
  }
  return list.take(options.trigger != '\0');
}

namespace {

CompletionDetails detailsOf(const TypeStore& store, std::string_view name, TypeId type, std::string doc) {
  constexpr int kShownDepth = 2;
  if (type == types::kNever) return {{}, std::move(doc)};
  if (const Signature* signature = functionIn(store, type)) {
    const std::string_view shown = signature->name.empty() ? name : std::string_view(signature->name);
    return {store.print(*signature, shown), signature->doc.empty() ? std::move(doc) : signature->doc};
  }
  if (doc.empty() && store.kind(type) == TypeKind::Table) doc = store.shape(type).doc;
  return {store.print(type, kShownDepth), std::move(doc)};
}

}  // namespace

CompletionDetails resolveCompletion(const Analysis& analysis, const CompletionData& data) {
  const TypeStore& store = analysis.inference.store;
  switch (data.source) {
    case CompletionData::Source::None: return {};
    case CompletionData::Source::Member: {
      const Site site = siteAt(analysis, data.at + 1);
      if (site.receiver == nullptr || site.mark != data.at) return {};
      const Field* field = memberNamed(store, analysis.inference.exprs[site.receiver->id], data.name);
      if (field == nullptr) return {};
      CompletionDetails details = detailsOf(store, data.name, field->type, field->doc);
      if (!field->from.empty())
        details.doc += concat({details.doc.empty() ? "" : "\n\n", "From script \"", field->from, "\"."});
      return details;
    }
    case CompletionData::Source::Symbol: {
      const Occurrence* occurrence = analysis.binding.at(data.at);
      if (occurrence == nullptr || occurrence->symbol == kNoSymbol) return {};
      if (analysis.binding.symbols[occurrence->symbol].name != data.name) return {};
      return detailsOf(store, data.name, analysis.inference.symbols[occurrence->symbol], {});
    }
    case CompletionData::Source::Global: {
      const TypeId type = data.name == "context" ? analysis.inference.context : library().global(data.name);
      return detailsOf(store, data.name, type, {});
    }
  }
  return {};
}

}  // namespace sluice::language
