#include "trace/stored_trace.h"

#include <optional>
#include <string>
#include <utility>

#include "base/concat.h"
#include "base/hex.h"
#include "catalog/catalog.h"
#include "trace/recorder.h"

namespace sluice::trace {
namespace {

using json::Value;
using Kind = json::Value::Kind;

// Twice what a deployment may raise the limit traceBytes to.
constexpr json::ReadLimits kTraceLimits{.bytes = std::size_t{1} << 20, .depth = 64};

constexpr bool kOptional = true;
constexpr bool kCanonical = true;

constexpr MemberRule kTraceMembers[] = {
    {"id", Kind::String, false, false},
    {"trigger", Kind::String, false, kCanonical},
    {"mode", Kind::String, false, kCanonical},
    {"status", Kind::String, false, kCanonical},
    {"statusMessage", Kind::String, kOptional, kCanonical},
    {"startedAt", Kind::Integer, false, false},
    {"endedAt", Kind::Integer, false, false},
    {"userId", Kind::String, kOptional, kCanonical},
    {"requestIp", Kind::String, kOptional, kCanonical},
    {"contextSnapshot", Kind::Object, false, kCanonical},
    {"resultData", Kind::Object, false, kCanonical},
    {"planHash", Kind::String, false, kCanonical},
    {"engineHash", Kind::String, false, false},
    {"clock", Kind::String, false, false},
    {"spansLeftOut", Kind::Integer, kOptional, kCanonical},
};

constexpr MemberRule kSpanMembers[] = {
    {"id", Kind::String, false, false},
    {"name", Kind::String, false, kCanonical},
    {"kind", Kind::String, false, kCanonical},
    {"scriptId", Kind::String, false, kCanonical},
    {"layerIndex", Kind::Integer, false, kCanonical},
    {"parallelIndex", Kind::Integer, false, kCanonical},
    {"sequence", Kind::Integer, false, kCanonical},
    {"status", Kind::String, false, kCanonical},
    {"errorCode", Kind::String, kOptional, kCanonical},
    {"statusMessage", Kind::String, kOptional, kCanonical},
    {"line", Kind::Integer, kOptional, kCanonical},
    {"startedAt", Kind::Integer, false, false},
    {"endedAt", Kind::Integer, false, false},
    {"instructions", Kind::Integer, false, kCanonical},
    {"memoryPeak", Kind::Integer, false, false},
    {"attributes", Kind::Object, false, kCanonical},
};

constexpr MemberRule kLogMembers[] = {
    {"level", Kind::String, false, kCanonical},
    {"text", Kind::String, false, kCanonical},
    {"at", Kind::Integer, false, false},
    {"line", Kind::Integer, kOptional, kCanonical},
};

std::string memberPath(const std::string& object, std::string_view name) { return concat({object, ".", name}); }

std::string itemPath(const std::string& array, std::size_t index) { return concat({array, "[", index, "]"}); }

// Each of these gives the path of the first fault, empty when there is none.

std::string faultOfMembers(const Value& object, std::span<const MemberRule> rules, const std::string& path) {
  if (!object.isObject()) return path;
  for (const MemberRule& rule : rules) {
    const Value* value = object.get(rule.name);
    if (value == nullptr ? !rule.optional : value->kind() != rule.kind) return memberPath(path, rule.name);
  }
  return {};
}

std::string faultOfLogs(const Value* logs, const std::string& path) {
  if (logs == nullptr || !logs->isArray()) return path;
  std::string fault;
  for (std::size_t i = 0; i < logs->items().size() && fault.empty(); ++i) {
    fault = faultOfMembers(logs->items()[i], kLogMembers, itemPath(path, i));
  }
  return fault;
}

std::string faultOfSpan(const std::vector<Value>& spans, std::size_t index, const std::string& path) {
  const Value& span = spans[index];
  std::string fault = faultOfMembers(span, kSpanMembers, path);
  if (!fault.empty()) return fault;
  if (!isLowerHex(textOf(span, "id"), 16)) return memberPath(path, "id");
  const std::string_view kind = textOf(span, "kind");
  if (kind != toString(SpanKind::Internal) && kind != toString(SpanKind::Client)) return memberPath(path, "kind");
  if (span.get("parentId") != nullptr && parentOf(spans, index) == nullptr) return memberPath(path, "parentId");
  return faultOfLogs(span.get("logs"), memberPath(path, "logs"));
}

std::string faultOfTrace(const Value& trace) {
  std::string fault = faultOfMembers(trace, kTraceMembers, "trace");
  if (!fault.empty()) return fault;
  if (!isLowerHex(textOf(trace, "id"), 32)) return "trace.id";
  const Value* spans = trace.get("spans");
  if (spans == nullptr || !spans->isArray()) return "trace.spans";
  for (std::size_t i = 0; i < spans->items().size() && fault.empty(); ++i) {
    fault = faultOfSpan(spans->items(), i, itemPath("trace.spans", i));
  }
  return fault;
}

Error invalid(const std::string& field, std::string_view what) {
  return {catalog::toString(catalog::ErrorCode::InvalidContext), concat({"this is no trace: ", field, what}), field};
}

}  // namespace

std::span<const MemberRule> traceMembers() { return kTraceMembers; }
std::span<const MemberRule> spanMembers() { return kSpanMembers; }
std::span<const MemberRule> logMembers() { return kLogMembers; }

Result<Value> readTrace(std::string_view text) {
  json::ReadError problem;
  std::optional<Value> document = json::parse(text, kTraceLimits, &problem);
  if (!document) return invalid("trace", concat({" is not readable: ", problem.message}));
  const std::string fault = faultOfTrace(*document);
  if (!fault.empty()) return invalid(fault, " is missing or not as it should be");
  return std::move(*document);
}

std::string_view textOf(const Value& object, std::string_view name) {
  const std::string* text = object.stringAt(name);
  return text != nullptr ? std::string_view(*text) : std::string_view();
}

std::int64_t integerOf(const Value& object, std::string_view name) {
  const std::int64_t* value = object.integerAt(name);
  return value != nullptr ? *value : 0;
}

const Value* parentOf(const std::vector<Value>& spans, std::size_t index) {
  const std::string_view id = textOf(spans[index], "parentId");
  if (id.empty()) return nullptr;
  // From the back: parents are near.
  for (std::size_t i = index; i-- > 0;) {
    if (textOf(spans[i], "id") == id) return &spans[i];
  }
  return nullptr;
}

}  // namespace sluice::trace
