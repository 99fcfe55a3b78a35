#include "language/server/methods_scripts.h"

#include "base/concat.h"
#include "language/server/diagnostics.h"

namespace sluice::language::server {

namespace {

void writeTexts(json::Writer& out, const std::vector<std::string>& texts) {
  out.beginArray();
  for (const std::string& each : texts) out.string(each);
  out.endArray();
}

// Names a report: another one for other contents. FNV-1a, 64 bits; a client compares it with the one before only.
std::string resultIdOf(std::string_view report) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : report) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return concat({hash >> 1});
}

}  // namespace

Outcome documentDiagnostic(const Request& request, json::Writer& out) {
  request.analysis();
  json::Writer items;
  writeDiagnostics(items, request.workspace, request.client, *request.script);
  const std::string resultId = resultIdOf(items.text());
  const std::string* before = request.params.stringAt("previousResultId");
  const bool isSame = before != nullptr && *before == resultId;
  out.beginObject().member("kind", isSame ? "unchanged" : "full").member("resultId", resultId);
  if (!isSame) out.memberRaw("items", items.text());
  out.endObject();
  return std::nullopt;
}

void describeDiagnostics(json::Writer& out) {
  out.beginObject().member("identifier", "sluice").member("interFileDependencies", true);
  out.member("workspaceDiagnostics", false).endObject();
}

Outcome capabilities(const Request& request, json::Writer& out) {
  const Capabilities& found = request.analysis().inference.capabilities;
  out.beginObject();
  writeTexts(out.plainKey("secrets"), found.secrets.names);
  writeTexts(out.plainKey("settings"), found.settings.names);
  writeTexts(out.plainKey("hosts"), found.hosts.names);
  writeTexts(out.plainKey("helpers"), found.helpers);
  writeTexts(out.plainKey("context"), found.context.names);
  out.plainKey("unbounded").beginArray();
  if (found.secrets.unbounded) out.string("secrets");
  if (found.settings.unbounded) out.string("settings");
  if (found.hosts.unbounded) out.string("hosts");
  if (found.anyHelper) out.string("helpers");
  if (found.context.unbounded) out.string("context");
  out.endArray().endObject();
  return std::nullopt;
}

}  // namespace sluice::language::server
