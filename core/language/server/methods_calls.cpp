#include "language/server/methods_calls.h"

#include "language/features/calls.h"
#include "language/features/signature.h"
#include "language/text/line_index.h"

namespace sluice::language::server {

namespace {

// The number of the protocol for a function.
constexpr std::int64_t kFunctionSymbol = 12;

void writeParameter(json::Writer& out, const Client& client, std::string_view label,
                    const SignatureParameter& parameter) {
  const Span span = parameter.label;
  out.beginObject().plainKey("label");
  if (client.labelOffsets) {
    out.beginArray().integer(unitsOf(label.substr(0, span.begin), client.encoding));
    out.integer(unitsOf(label.substr(0, span.end), client.encoding)).endArray();
  } else {
    out.string(label.substr(span.begin, span.size()));
  }
  if (!parameter.doc.empty()) writeMarkup(out.plainKey("documentation"), client, parameter.doc);
  out.endObject();
}

void writeChoice(json::Writer& out, const Client& client, const SignatureChoice& choice) {
  out.beginObject().member("label", choice.label);
  if (!choice.doc.empty()) writeMarkup(out.plainKey("documentation"), client, choice.doc);
  out.plainKey("parameters").beginArray();
  for (const SignatureParameter& each : choice.parameters) writeParameter(out, client, choice.label, each);
  out.endArray();
  // A number behind the last parameter says that none is meant.
  const std::size_t active = choice.active.value_or(choice.parameters.size());
  out.member("activeParameter", static_cast<std::int64_t>(active)).endObject();
}

void writeItem(json::Writer& out, const Request& request, const Script& script, const CallItem& item) {
  out.beginObject().member("name", item.name).member("kind", kFunctionSymbol).member("uri", script.uri);
  if (!item.detail.empty()) out.member("detail", item.detail);
  writeSpan(out.plainKey("range"), request.client, script, item.span);
  writeSpan(out.plainKey("selectionRange"), request.client, script, item.nameSpan);
  out.plainKey("data").beginObject().member("function", std::int64_t{item.function}).endObject().endObject();
}

// The function that the `item` of the params was made of.
struct AskedItem {
  Script* script = nullptr;
  FunctionId function = kChunk;
};

Outcome readItem(const Request& request, AskedItem& asked) {
  const json::Value* item = request.params.get("item");
  const std::string* uri = item == nullptr ? nullptr : item->stringAt("uri");
  const json::Value* data = item == nullptr ? nullptr : item->get("data");
  const std::int64_t* function = data == nullptr ? nullptr : data->integerAt("function");
  asked.script = uri == nullptr ? nullptr : request.workspace.find(*uri);
  if (asked.script == nullptr || function == nullptr || *function < 0) {
    return invalidParams("item must be one that prepareCallHierarchy gave");
  }
  const std::size_t count = request.workspace.analysisOf(*asked.script).binding.functions.size();
  if (static_cast<std::uint64_t>(*function) >= count) {
    return invalidParams("the script has no such function any more");
  }
  asked.function = static_cast<FunctionId>(*function);
  return std::nullopt;
}

void writeLinks(json::Writer& out, const Request& request, const Script& script, json::Literal end,
                const std::vector<CallLink>& links) {
  out.beginArray();
  for (const CallLink& link : links) {
    writeItem(out.beginObject().plainKey(end), request, script, link.item);
    out.plainKey("fromRanges").beginArray();
    for (const Span place : link.places) writeSpan(out, request.client, script, place);
    out.endArray().endObject();
  }
  out.endArray();
}

}  // namespace

Outcome signatureHelp(const Request& request, json::Writer& out) {
  const auto help = signatureAt(request.analysis(), request.offset());
  if (!help) {
    out.null();
    return std::nullopt;
  }
  out.beginObject().plainKey("signatures").beginArray();
  for (const SignatureChoice& each : help->choices) writeChoice(out, request.client, each);
  out.endArray().member("activeSignature", static_cast<std::int64_t>(help->active));
  const SignatureChoice& active = help->choices[help->active];
  out.member("activeParameter", static_cast<std::int64_t>(active.active.value_or(active.parameters.size())))
      .endObject();
  return std::nullopt;
}

Outcome prepareCallHierarchy(const Request& request, json::Writer& out) {
  const auto item = callItemAt(request.analysis(), request.offset());
  if (!item) {
    out.null();
    return std::nullopt;
  }
  out.beginArray();
  writeItem(out, request, *request.script, *item);
  out.endArray();
  return std::nullopt;
}

Outcome callsInto(const Request& request, json::Writer& out) {
  AskedItem asked;
  if (auto failure = readItem(request, asked)) return failure;
  const Analysis& analysis = request.workspace.analysisOf(*asked.script);
  writeLinks(out, request, *asked.script, "from", incomingCalls(analysis, asked.function));
  return std::nullopt;
}

Outcome callsOutOf(const Request& request, json::Writer& out) {
  AskedItem asked;
  if (auto failure = readItem(request, asked)) return failure;
  const Analysis& analysis = request.workspace.analysisOf(*asked.script);
  writeLinks(out, request, *asked.script, "to", outgoingCalls(analysis, asked.function));
  return std::nullopt;
}

}  // namespace sluice::language::server
