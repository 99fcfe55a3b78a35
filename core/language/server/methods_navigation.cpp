#include "language/server/methods_navigation.h"

#include "language/features/navigation.h"
#include "language/server/field_rename.h"

namespace sluice::language::server {

namespace {

// The numbers of the protocol.
constexpr std::int64_t kReadHighlight = 2;
constexpr std::int64_t kWriteHighlight = 3;

bool wantsDeclaration(const json::Value& params) {
  const json::Value* context = params.get("context");
  const json::Value* value = context == nullptr ? nullptr : context->get("includeDeclaration");
  return value != nullptr && value->isBoolean() && value->boolean();
}

Renamed placesToRename(const Request& request, std::string_view name) {
  const bool isOwn = renamableAt(request.analysis(), request.offset()).has_value();
  if (!isOwn && renamableKeyAt(request.workspace, *request.script, request.offset())) {
    return renameKey(request.workspace, *request.script, request.offset(), name);
  }
  const auto renamed = renameAt(request.analysis(), request.offset(), name);
  if (const auto* refusal = std::get_if<RenameRefusal>(&renamed)) return *refusal;
  std::vector<ScriptPlace> places;
  for (const Span each : std::get<std::vector<Span>>(renamed)) places.push_back({request.script, each});
  return places;
}

}  // namespace

Outcome definition(const Request& request, json::Writer& out) {
  if (const auto place = definitionOf(request.workspace, *request.script, request.offset())) {
    writeLocation(out, request.client, *place->script, place->span);
  } else {
    out.null();
  }
  return std::nullopt;
}

Outcome typeDefinition(const Request& request, json::Writer& out) {
  if (const auto span = typeDefinitionAt(request.analysis(), request.offset())) {
    writeLocation(out, request.client, *request.script, *span);
  } else {
    out.null();
  }
  return std::nullopt;
}

Outcome references(const Request& request, json::Writer& out) {
  const bool all = wantsDeclaration(request.params);
  out.beginArray();
  const std::vector<Occurrence> found = referencesAt(request.analysis(), request.offset());
  for (const Occurrence& each : found) {
    if (all || each.use != Use::Declare) writeLocation(out, request.client, *request.script, each.span);
  }
  if (found.empty()) {
    for (const FieldUse& each : fieldUsesOf(request.workspace, *request.script, request.offset())) {
      if (all || !each.isDeclaration) writeLocation(out, request.client, *each.place.script, each.place.span);
    }
  }
  out.endArray();
  return std::nullopt;
}

Outcome documentHighlight(const Request& request, json::Writer& out) {
  out.beginArray();
  const auto add = [&](Span span, bool isWrite) {
    writeSpan(out.beginObject().plainKey("range"), request.client, *request.script, span);
    out.member("kind", isWrite ? kWriteHighlight : kReadHighlight).endObject();
  };
  const std::vector<Occurrence> found = referencesAt(request.analysis(), request.offset());
  for (const Occurrence& each : found) add(each.span, each.use != Use::Read);
  if (found.empty()) {
    for (const FieldUse& each : fieldUsesOf(request.workspace, *request.script, request.offset())) {
      if (each.place.script == request.script) add(each.place.span, each.isDeclaration);
    }
  }
  out.endArray();
  return std::nullopt;
}

Outcome prepareRename(const Request& request, json::Writer& out) {
  auto span = renamableAt(request.analysis(), request.offset());
  if (!span) span = renamableKeyAt(request.workspace, *request.script, request.offset());
  if (!span) {
    out.null();
    return std::nullopt;
  }
  writeSpan(out.beginObject().plainKey("range"), request.client, *request.script, *span);
  out.member("placeholder", request.analysis().tree->textOf(*span)).endObject();
  return std::nullopt;
}

Outcome rename(const Request& request, json::Writer& out) {
  const std::string* name = request.params.stringAt("newName");
  if (name == nullptr) return invalidParams("newName must be a string");
  const auto renamed = placesToRename(request, *name);
  if (const auto* refusal = std::get_if<RenameRefusal>(&renamed)) {
    return Failure{failures::kRequestFailed, refusal->message};
  }
  out.beginObject().plainKey("changes").beginObject();
  const Script* script = nullptr;
  for (const ScriptPlace& each : std::get<std::vector<ScriptPlace>>(renamed)) {
    if (each.script != script) {
      if (script != nullptr) out.endArray();
      script = each.script;
      out.key(script->uri).beginArray();
    }
    writeSpan(out.beginObject().plainKey("range"), request.client, *script, each.span);
    out.member("newText", *name).endObject();
  }
  if (script != nullptr) out.endArray();
  out.endObject().endObject();
  return std::nullopt;
}

}  // namespace sluice::language::server
