#include "language/server/request.h"

#include <algorithm>
#include <limits>

#include "base/concat.h"

namespace sluice::language::server {

namespace {

bool readCount(const json::Value& value, std::string_view name, std::uint32_t& out) {
  const std::int64_t* count = value.integerAt(name);
  if (count == nullptr || *count < 0) return false;
  // Clients write the end of a line or text as the greatest number that they have.
  out = static_cast<std::uint32_t>(std::min<std::int64_t>(*count, std::numeric_limits<std::int32_t>::max()));
  return true;
}

}  // namespace

bool readPosition(const json::Value* value, Position& position) {
  return value != nullptr && readCount(*value, "line", position.line) &&
         readCount(*value, "character", position.character);
}

bool readRange(const json::Value* value, Range& range) {
  return value != nullptr && readPosition(value->get("start"), range.start) &&
         readPosition(value->get("end"), range.end);
}

Outcome readTarget(Wants wants, Request& request) {
  if (wants == Wants::Nothing) return std::nullopt;
  const json::Value* document = request.params.get("textDocument");
  const std::string* uri = document == nullptr ? nullptr : document->stringAt("uri");
  if (uri == nullptr) return invalidParams("textDocument.uri must be a string");
  request.script = request.workspace.find(*uri);
  if (request.script == nullptr) return invalidParams(concat({"no open document has the address ", *uri}));
  const Document& text = request.script->document;
  if (wants == Wants::Position) {
    Position position;
    if (!readPosition(request.params.get("position"), position))
      return invalidParams("position must be {line, character}");
    const std::uint32_t offset = text.offset(position, request.client.encoding);
    request.span = {offset, offset};
  } else if (wants == Wants::Range) {
    Range range;
    if (!readRange(request.params.get("range"), range)) return invalidParams("range must be {start, end}");
    request.span = text.span(range, request.client.encoding);
  }
  return std::nullopt;
}

void writePosition(json::Writer& out, Position position) {
  out.beginObject().member("line", std::int64_t{position.line});
  out.member("character", std::int64_t{position.character}).endObject();
}

void writeRange(json::Writer& out, Range range) {
  writePosition(out.beginObject().plainKey("start"), range.start);
  writePosition(out.plainKey("end"), range.end);
  out.endObject();
}

void writeSpan(json::Writer& out, const Client& client, const Script& script, Span span) {
  writeRange(out, script.document.range(span, client.encoding));
}

void writeLocation(json::Writer& out, const Client& client, const Script& script, Span span) {
  out.beginObject().member("uri", script.uri).plainKey("range");
  writeSpan(out, client, script, span);
  out.endObject();
}

void writeMarkup(json::Writer& out, const Client& client, std::string_view text) {
  out.beginObject().member("kind", client.markdown ? "markdown" : "plaintext").member("value", text).endObject();
}

void writeEdits(json::Writer& out, const Client& client, const Script& script, const std::vector<TextEdit>& edits) {
  out.beginArray();
  for (const TextEdit& each : edits) {
    writeSpan(out.beginObject().plainKey("range"), client, script, each.span);
    out.member("newText", each.text).endObject();
  }
  out.endArray();
}

const std::vector<json::Value>* itemsOf(const json::Value& params, std::string_view name) {
  const json::Value* list = params.get(name);
  return list != nullptr && list->isArray() ? &list->items() : nullptr;
}

}  // namespace sluice::language::server
