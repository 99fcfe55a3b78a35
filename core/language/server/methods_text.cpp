#include "language/server/methods_text.h"

#include "language/features/completion.h"
#include "language/features/hover.h"
#include "language/features/markdown.h"

namespace sluice::language::server {

namespace {

// The numbers of the protocol.
std::int64_t numberOf(CompletionKind kind) {
  switch (kind) {
    case CompletionKind::Method: return 2;
    case CompletionKind::Function: return 3;
    case CompletionKind::Field: return 5;
    case CompletionKind::Variable:
    case CompletionKind::Parameter:
    case CompletionKind::Global: return 6;
    case CompletionKind::Value: return 12;
    case CompletionKind::Keyword: return 14;
  }
  return 1;
}

CompletionNames namesOf(const WorkspaceNames& names) {
  CompletionNames out;
  if (names.secrets) {
    for (const WorkspaceSecret& secret : *names.secrets) out.secrets.push_back(secret.name);
  }
  out.settings = names.settings.value_or(std::vector<std::string>());
  return out;
}

// Texts that sort as the numbers do, below 10,000.
std::string sortTextOf(std::size_t place) {
  std::string text = std::to_string(place);
  return std::string(text.size() < 4 ? 4 - text.size() : 0, '0') + text;
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
  const Completions found = completionsAt(request.analysis(), request.offset(), namesOf(request.workspace.names()));
  json::Writer range;
  writeSpan(range, request.client, *request.script, found.replaced);
  out.beginObject().member("isIncomplete", false).plainKey("items").beginArray();
  for (std::size_t i = 0; i < found.items.size(); ++i) {
    const Completion& item = found.items[i];
    out.beginObject().member("label", item.label).member("kind", numberOf(item.kind));
    out.member("sortText", sortTextOf(i));
    if (!item.detail.empty()) out.member("detail", item.detail);
    if (!item.doc.empty()) writeMarkup(out.plainKey("documentation"), request.client, item.doc);
    out.plainKey("textEdit").beginObject().memberRaw("range", range.text()).member("newText", item.label).endObject();
    out.endObject();
  }
  out.endArray().endObject();
  return std::nullopt;
}

}  // namespace sluice::language::server
