#include "language/server/diagnostics.h"

#include "base/concat.h"
#include "language/server/fields.h"
#include "language/server/message.h"
#include "language/server/request.h"

namespace sluice::language::server {

namespace {

// The numbers of the protocol.
std::int64_t numberOf(catalog::DiagnosticSeverity severity) {
  switch (severity) {
    case catalog::DiagnosticSeverity::Error: return 1;
    case catalog::DiagnosticSeverity::Warning: return 2;
    case catalog::DiagnosticSeverity::Hint: return 4;
  }
  return 1;
}

std::int64_t numberOf(catalog::DiagnosticTag tag) { return tag == catalog::DiagnosticTag::Unnecessary ? 1 : 2; }

void writeRelated(json::Writer& out, Workspace& workspace, const Client& client, const Script& script,
                  const Mistake& mistake) {
  out.plainKey("relatedInformation").beginArray();
  for (const Related& each : mistake.related) {
    const auto place = placeOf(workspace, script, each.script, each.span);
    if (!place) continue;
    writeLocation(out.beginObject().plainKey("location"), client, *place->script, place->span);
    out.member("message", each.message).endObject();
  }
  out.endArray();
}

}  // namespace

void writeDiagnostic(json::Writer& out, Workspace& workspace, const Client& client, const Script& script,
                     const Mistake& mistake) {
  const auto& info = catalog::kDiagnostics[static_cast<std::size_t>(mistake.code)];
  writeSpan(out.beginObject().plainKey("range"), client, script, mistake.span);
  out.member("severity", numberOf(info.severity)).member("code", info.code);
  if (client.diagnosticPages && !client.docs.empty()) {
    out.plainKey("codeDescription").beginObject();
    out.member("href", concat({client.docs, "reference/diagnostics.md#", info.code})).endObject();
  }
  out.member("source", "sluice").member("message", mistake.message);
  if (client.diagnosticTags && info.tag != catalog::DiagnosticTag::None) {
    out.plainKey("tags").beginArray().integer(numberOf(info.tag)).endArray();
  }
  if (client.relatedPlaces && !mistake.related.empty()) writeRelated(out, workspace, client, script, mistake);
  out.endObject();
}

void writeDiagnostics(json::Writer& out, Workspace& workspace, const Client& client, const Script& script) {
  out.beginArray();
  for (const Mistake& each : script.analysis->diagnostics) writeDiagnostic(out, workspace, client, script, each);
  out.endArray();
}

std::string publication(const Script& script, std::string_view diagnostics) {
  json::Writer out;
  beginNotification(out, "textDocument/publishDiagnostics");
  out.beginObject().member("uri", script.uri);
  if (script.isOpen) out.member("version", script.version);
  out.memberRaw("diagnostics", diagnostics).endObject().endObject();
  return out.take();
}

}  // namespace sluice::language::server
