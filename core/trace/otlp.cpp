// Field names and encodings are those of the OTLP specification (opentelemetry-proto, docs/specification.md, "JSON
// Protobuf Encoding"): lowerCamelCase, ids in hex, enums as numbers, 64-bit integers as decimal strings. Attribute
// names follow the OpenTelemetry semantic conventions where they have one.
#include "base/concat.h"
#include "json/writer.h"
#include "trace/convert.h"
#include "trace/recorder.h"
#include "trace/stored_trace.h"
#include "trace/trace_json.h"

namespace sluice::trace {
namespace {

using json::Value;
using json::Literal;
using json::Writer;

constexpr std::string_view kService = "sluice";
constexpr std::string_view kOwnPrefix = "sluice.";

// opentelemetry.proto.trace.v1
constexpr std::int64_t kKindInternal = 1;
constexpr std::int64_t kKindServer = 2;
constexpr std::int64_t kKindClient = 3;
constexpr std::int64_t kStatusUnset = 0;
constexpr std::int64_t kStatusError = 2;

// The attribute that a member becomes.
struct Attribute {
  std::string_view key;
  std::string_view member;
};

constexpr Attribute kExecutionAttributes[] = {
    {"sluice.trigger", "trigger"},
    {"sluice.mode", "mode"},
    {"sluice.status", "status"},
    {"sluice.status_message", "statusMessage"},
    {"sluice.plan.hash", "planHash"},
    {"sluice.engine.hash", "engineHash"},
    {"sluice.clock", "clock"},
    {"sluice.spans_left_out", "spansLeftOut"},
    {"user.id", "userId"},
    {"client.address", "requestIp"},
};

constexpr Attribute kSpanAttributes[] = {
    {"sluice.script.id", "scriptId"},
    {"sluice.layer.index", "layerIndex"},
    {"sluice.parallel.index", "parallelIndex"},
    {"sluice.sequence", "sequence"},
    {"sluice.status", "status"},
    {"sluice.status_message", "statusMessage"},
    {"sluice.instructions", "instructions"},
    {"sluice.memory.peak", "memoryPeak"},
    {"error.type", "errorCode"},
    {"code.line.number", "line"},
};

constexpr Attribute kLogAttributes[] = {
    {"sluice.log.level", "level"},
    {"sluice.log.text", "text"},
    {"code.line.number", "line"},
};

// AnyValue; null is one with nothing set.
void writeAny(Writer& out, const Value& value) {
  out.beginObject();
  switch (value.kind()) {
    case Value::Kind::Null: break;
    case Value::Kind::Boolean: out.member("boolValue", value.boolean()); break;
    case Value::Kind::Integer: out.member("intValue", std::to_string(value.integer())); break;
    case Value::Kind::Number: out.key("doubleValue").number(value.number()); break;
    case Value::Kind::String: out.member("stringValue", value.string()); break;
    case Value::Kind::Array:
      out.key("arrayValue").beginObject().key("values").beginArray();
      for (const Value& item : value.items()) writeAny(out, item);
      out.endArray().endObject();
      break;
    case Value::Kind::Object:
      out.key("kvlistValue").beginObject().key("values").beginArray();
      for (const auto& [name, member] : value.members()) {
        writeAny(out.beginObject().member("key", name).key("value"), member);
        out.endObject();
      }
      out.endArray().endObject();
      break;
  }
  out.endObject();
}

void writeAttribute(Writer& out, std::string_view key, const Value& value) {
  writeAny(out.beginObject().member("key", key).key("value"), value);
  out.endObject();
}

// `own`: attributes that the span has of itself. A key must not appear twice: of names with our prefix ours counts, of
// others the span's own.
void writeAttributes(Writer& out, const Value& object, std::span<const Attribute> attributes, const Value* own) {
  out.key("attributes").beginArray();
  for (const Attribute& attribute : attributes) {
    if (own != nullptr && !attribute.key.starts_with(kOwnPrefix) && own->find(attribute.key) != nullptr) continue;
    if (const Value* value = object.get(attribute.member)) writeAttribute(out, attribute.key, *value);
  }
  if (own != nullptr) {
    for (const auto& [name, value] : own->members()) {
      if (!name.starts_with(kOwnPrefix)) writeAttribute(out, name, value);
    }
  }
  out.endArray();
}

void writeTime(Writer& out, Literal name, std::int64_t ms) {
  out.member(name, ms > 0 ? concat({ms, "000000"}) : "0");
}

// What traces and spans have in common.
void writeTimesAndStatus(Writer& out, const Value& object) {
  writeTime(out, "startTimeUnixNano", integerOf(object, "startedAt"));
  writeTime(out, "endTimeUnixNano", integerOf(object, "endedAt"));
  const bool failed = textOf(object, "status") == toString(SpanStatus::Error);
  out.key("status").beginObject().member("code", failed ? kStatusError : kStatusUnset);
  const std::string_view message = textOf(object, "statusMessage");
  if (failed && !message.empty()) out.member("message", message);
  out.endObject();
}

void writeExecution(Writer& out, const Value& trace, std::string_view spanId) {
  out.beginObject().member("traceId", textOf(trace, "id")).member("spanId", spanId);
  out.member("name", textOf(trace, "trigger")).member("kind", kKindServer);
  writeTimesAndStatus(out, trace);
  writeAttributes(out, trace, kExecutionAttributes, nullptr);
  out.endObject();
}

void writeEvents(Writer& out, const Value& span) {
  out.key("events").beginArray();
  for (const Value& log : span.find("logs")->items()) {
    out.beginObject();
    writeTime(out, "timeUnixNano", integerOf(log, "at"));
    writeAttributes(out.member("name", "log"), log, kLogAttributes, nullptr);
    out.endObject();
  }
  out.endArray();
}

void writeSpan(Writer& out, const Value& span, std::string_view traceId, std::string_view executionId) {
  const bool isChild = span.get("parentId") != nullptr;
  const bool isClient = textOf(span, "kind") == toString(SpanKind::Client);
  out.beginObject().member("traceId", traceId).member("spanId", textOf(span, "id"));
  out.member("parentSpanId", isChild ? textOf(span, "parentId") : executionId);
  out.member("name", textOf(span, "name")).member("kind", isClient ? kKindClient : kKindInternal);
  writeTimesAndStatus(out, span);
  writeAttributes(out, span, kSpanAttributes, span.find("attributes"));
  writeEvents(out, span);
  out.endObject();
}

}  // namespace

Result<std::string> toOtlp(std::string_view traceJson) {
  const Result<Value> trace = readTrace(traceJson);
  if (!trace) return trace.error();
  const std::string_view traceId = textOf(*trace, "id");
  const std::string executionId = spanId(traceId, kExecutionSequence);

  Writer out;
  out.beginObject().key("resourceSpans").beginArray().beginObject();
  out.key("resource").beginObject().key("attributes").beginArray();
  out.beginObject().member("key", "service.name").key("value").beginObject().member("stringValue", kService);
  out.endObject().endObject().endArray().endObject();
  out.key("scopeSpans").beginArray().beginObject();
  out.key("scope").beginObject().member("name", kService).endObject();
  out.key("spans").beginArray();
  writeExecution(out, *trace, executionId);
  for (const Value& span : trace->find("spans")->items()) writeSpan(out, span, traceId, executionId);
  out.endArray().endObject().endArray().endObject().endArray().endObject();
  return out.take();
}

}  // namespace sluice::trace
