#include "language/server/methods_structure.h"

#include "base/sorted_order.h"
#include "language/features/outline.h"
#include "language/features/symbols.h"

namespace sluice::language::server {

namespace {

// The numbers of the protocol.
std::int64_t numberOf(OutlineKind kind) {
  switch (kind) {
    case OutlineKind::Method: return 6;
    case OutlineKind::Function: return 12;
    case OutlineKind::Variable: return 13;
    case OutlineKind::Table: return 19;
  }
  return 13;
}

void writeSymbolTree(json::Writer& out, const Request& request, const std::vector<OutlineEntry>& entries) {
  out.beginArray();
  for (const OutlineEntry& each : entries) {
    out.beginObject().member("name", each.name).member("kind", numberOf(each.kind));
    writeSpan(out.plainKey("range"), request.client, *request.script, each.span);
    writeSpan(out.plainKey("selectionRange"), request.client, *request.script, each.nameSpan);
    if (!each.children.empty()) writeSymbolTree(out.plainKey("children"), request, each.children);
    out.endObject();
  }
  out.endArray();
}

void writeSymbolList(json::Writer& out, const Request& request, const std::vector<OutlineEntry>& entries,
                     std::string_view container) {
  for (const OutlineEntry& each : entries) {
    out.beginObject().member("name", each.name).member("kind", numberOf(each.kind));
    writeLocation(out.plainKey("location"), request.client, *request.script, each.span);
    if (!container.empty()) out.member("containerName", container);
    out.endObject();
    writeSymbolList(out, request, each.children, each.name);
  }
}

// A selection and, within it, those around it.
void writeSelection(json::Writer& out, const Request& request, const std::vector<Span>& spans) {
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (i > 0) out.plainKey("parent");
    writeSpan(out.beginObject().plainKey("range"), request.client, *request.script, spans[i]);
  }
  for (std::size_t i = 0; i < spans.size(); ++i) out.endObject();
}

}  // namespace

Outcome documentSymbol(const Request& request, json::Writer& out) {
  const std::vector<OutlineEntry> entries = outlineOf(*request.analysis().tree);
  if (request.client.symbolTree) {
    writeSymbolTree(out, request, entries);
    return std::nullopt;
  }
  out.beginArray();
  writeSymbolList(out, request, entries, {});
  out.endArray();
  return std::nullopt;
}

Outcome foldingRange(const Request& request, json::Writer& out) {
  out.beginArray();
  for (const Fold& fold : foldsOf(*request.analysis().tree)) {
    out.beginObject().member("startLine", std::int64_t{fold.firstLine});
    out.member("endLine", std::int64_t{fold.lastLine});
    if (fold.isComment) out.member("kind", "comment");
    out.endObject();
  }
  out.endArray();
  return std::nullopt;
}

Outcome workspaceSymbol(const Request& request, json::Writer& out) {
  constexpr std::size_t kMostFound = 200;
  const std::string* query = request.params.stringAt("query");
  if (query == nullptr) return invalidParams("query must be a string");
  struct Found {
    Script* script;
    SymbolMatch symbol;
  };
  std::vector<Found> found;
  for (const auto& script : request.workspace.scripts()) {
    if (request.workspace.find(script->uri) == nullptr) continue;
    const auto outline = outlineOf(*request.workspace.analysisOf(*script).tree);
    for (SymbolMatch& each : symbolsMatching(outline, *query)) found.push_back({script.get(), std::move(each)});
  }
  sortStably(found, [](const Found& a, const Found& b) { return a.symbol.score > b.symbol.score; });
  if (found.size() > kMostFound) found.resize(kMostFound);
  out.beginArray();
  for (const Found& each : found) {
    out.beginObject().member("name", each.symbol.name).member("kind", numberOf(each.symbol.kind));
    writeLocation(out.plainKey("location"), request.client, *each.script, each.symbol.nameSpan);
    if (!each.symbol.container.empty()) out.member("containerName", each.symbol.container);
    out.endObject();
  }
  out.endArray();
  return std::nullopt;
}

Outcome selectionRange(const Request& request, json::Writer& out) {
  const auto* positions = itemsOf(request.params, "positions");
  if (positions == nullptr) return invalidParams("positions must be a list");
  out.beginArray();
  for (const json::Value& each : *positions) {
    Position position;
    if (!readPosition(&each, position)) return invalidParams("a position is {line, character}");
    const std::uint32_t offset = request.script->document.offset(position, request.client.encoding);
    std::vector<Span> spans = selectionsAt(*request.analysis().tree, offset);
    if (spans.empty()) spans.push_back({offset, offset});
    writeSelection(out, request, spans);
  }
  out.endArray();
  return std::nullopt;
}

}  // namespace sluice::language::server
