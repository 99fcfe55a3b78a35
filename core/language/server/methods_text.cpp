#include "language/server/methods_text.h"

#include "language/features/completion.h"
#include "language/features/hover.h"
#include "language/features/markdown.h"

namespace sluice::language::server {

namespace {

// The numbers of the protocol.
constexpr std::int64_t kSnippetFormat = 2;
constexpr std::int64_t kTriggeredByCharacter = 2;
constexpr std::int64_t kDeprecatedTag = 1;

std::int64_t numberOf(CompletionKind kind) {
  switch (kind) {
    case CompletionKind::Method: return 2;
    case CompletionKind::Function: return 3;
    case CompletionKind::Field: return 5;
    case CompletionKind::Variable:
    case CompletionKind::Parameter:
    case CompletionKind::Global: return 6;
    case CompletionKind::Type: return 7;
    case CompletionKind::Value: return 12;
    case CompletionKind::Keyword:
    case CompletionKind::Tag: return 14;
    case CompletionKind::Snippet:
    case CompletionKind::Postfix: return 15;
    case CompletionKind::Label: return 18;
  }
  return 1;
}

// The names that scripts of the workspace, and this one in its pipeline, can be about.
CompletionNames namesFor(const Request& request) {
  const WorkspaceNames& names = request.workspace.names();
  CompletionNames out;
  if (names.secrets) {
    for (const WorkspaceSecret& secret : *names.secrets) {
      out.secrets.push_back(secret.name);
      out.hosts.insert(out.hosts.end(), secret.hosts.begin(), secret.hosts.end());
    }
  }
  if (names.fetch.hosts) out.hosts.insert(out.hosts.end(), names.fetch.hosts->begin(), names.fetch.hosts->end());
  out.settings = names.settings.value_or(std::vector<std::string>());
  const Workspace::Place place = request.workspace.placeOf(*request.script);
  for (std::size_t layer = 0; layer < place.layer; ++layer) {
    for (const PipelineScript& each : place.pipeline->layers[layer]) out.scripts.push_back({each.id, each.name});
  }
  return out;
}

CompletionOptions optionsFor(const Request& request) {
  CompletionOptions options;
  options.mode = request.workspace.modeOf(*request.script);
  options.snippets = request.client.snippets;
  const json::Value* context = request.params.get("context");
  const std::int64_t* kind = context == nullptr ? nullptr : context->integerAt("triggerKind");
  const std::string* typed = context == nullptr ? nullptr : context->stringAt("triggerCharacter");
  const bool isTyped = kind != nullptr && *kind == kTriggeredByCharacter && typed != nullptr && typed->size() == 1;
  if (isTyped) options.trigger = typed->front();
  return options;
}

void writeData(json::Writer& out, const Script& script, const CompletionData& data) {
  out.beginObject().member("uri", script.uri).member("source", static_cast<std::int64_t>(data.source));
  out.member("at", std::int64_t{data.at}).member("name", data.name).endObject();
}

// False when it is none that writeData() wrote.
bool readData(const json::Value* value, CompletionData& data) {
  std::int64_t source = 0;
  std::int64_t at = 0;
  if (value == nullptr || !value->readInteger("source", source) || !value->readInteger("at", at)) return false;
  if (source < 0 || source > static_cast<std::int64_t>(CompletionData::Source::Global)) return false;
  if (at < 0 || at > UINT32_MAX || !value->readText("name", data.name)) return false;
  data.source = static_cast<CompletionData::Source>(source);
  data.at = static_cast<std::uint32_t>(at);
  return true;
}

// Comments and names of scripts say what they like: Markdown that makes no links.
void writeDoc(json::Writer& out, const Client& client, std::string_view doc) {
  writeMarkup(out.plainKey("documentation"), client, client.markdown ? markdownOfDoc(doc) : std::string(doc));
}

// `range`: as JSON, of what the item takes the place of.
void writeItem(json::Writer& out, const Request& request, const Completion& item, std::string_view range) {
  const Client& client = request.client;
  out.beginObject().member("label", item.label).member("kind", numberOf(item.kind)).member("sortText", item.sortText);
  if (client.labelDetails && !item.parameters.empty()) {
    out.plainKey("labelDetails").beginObject().member("detail", item.parameters).endObject();
  }
  if (!item.detail.empty()) out.member("detail", item.detail);
  if (!item.doc.empty()) writeDoc(out, client, item.doc);
  if (!item.filterText.empty()) out.member("filterText", item.filterText);
  if (item.isSnippet) out.member("insertTextFormat", kSnippetFormat);
  if (item.deprecated) out.plainKey("tags").beginArray().integer(kDeprecatedTag).endArray();
  if (item.preselect) out.member("preselect", true);
  out.plainKey("textEdit").beginObject().memberRaw("range", range).member("newText", item.insertText).endObject();
  if (!item.edits.empty()) writeEdits(out.plainKey("additionalTextEdits"), client, *request.script, item.edits);
  if (item.data.source != CompletionData::Source::None) writeData(out.plainKey("data"), *request.script, item.data);
  out.endObject();
}

}  // namespace

Outcome hover(const Request& request, json::Writer& out) {
  const auto found = hoverAt(request.analysis(), request.offset(), request.client.docs);
  if (!found) {
    out.null();
    return std::nullopt;
  }
  // Without Markdown, its code alone: that is the text of which nothing has to be taken away.
  writeMarkup(out.beginObject().plainKey("contents"), request.client,
              request.client.markdown ? markdownOf(*found) : found->code);
  writeSpan(out.plainKey("range"), request.client, *request.script, found->span);
  out.endObject();
  return std::nullopt;
}

Outcome completion(const Request& request, json::Writer& out) {
  const Completions found = completionsAt(request.analysis(), request.offset(), namesFor(request), optionsFor(request));
  Span last = found.replaced;
  const auto rangeOf = [&](Span span) {
    json::Writer range;
    writeSpan(range, request.client, *request.script, span);
    return range.take();
  };
  std::string range = rangeOf(last);
  out.beginObject().member("isIncomplete", false).plainKey("items").beginArray();
  for (const Completion& item : found.items) {
    if (!(item.replaced == last)) range = rangeOf(last = item.replaced);
    writeItem(out, request, item, range);
  }
  out.endArray().endObject();
  return std::nullopt;
}

void describeCompletion(json::Writer& out) {
  out.beginObject().plainKey("triggerCharacters").beginArray();
  for (const char& each : kCompletionTriggers) out.string({&each, 1});
  out.endArray().member("resolveProvider", true).plainKey("completionItem").beginObject();
  out.member("labelDetailsSupport", true).endObject().endObject();
}

Outcome resolveItem(const Request& request, json::Writer& out) {
  const json::Value* value = request.params.get("data");
  const std::string* uri = value == nullptr ? nullptr : value->stringAt("uri");
  if (!request.params.isObject()) return invalidParams("params must be an item of a completion");
  CompletionDetails details;
  CompletionData data;
  Script* script = uri == nullptr ? nullptr : request.workspace.find(*uri);
  if (script != nullptr && readData(value, data)) {
    details = resolveCompletion(request.workspace.analysisOf(*script), data);
  }
  out.beginObject();
  for (const auto& [name, member] : request.params.members()) {
    const bool isNew =
        (name == "detail" && !details.detail.empty()) || (name == "documentation" && !details.doc.empty());
    if (!isNew) member.write(out.key(name));
  }
  if (!details.detail.empty()) out.member("detail", details.detail);
  if (!details.doc.empty()) writeDoc(out, request.client, details.doc);
  out.endObject();
  return std::nullopt;
}

}  // namespace sluice::language::server
