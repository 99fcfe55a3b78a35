// Reads a trace that was written by writeTrace() (trace_json.h) and may have been anywhere since.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/value.h"

namespace sluice::trace {

// What a member of a trace, span or log line must be. A member that is null counts as absent.
struct MemberRule {
  std::string_view name;
  json::Value::Kind kind;
  bool optional;
  bool canonical;  // part of the canonical form (convert.h)
};

// The members in the order of the canonical form, but for `spans`, `logs` and `parentId`, which readTrace() checks too.
std::span<const MemberRule> traceMembers();
std::span<const MemberRule> spanMembers();
std::span<const MemberRule> logMembers();

// A document in which everything is as the rules say: ids are hex digits, and a span's parent stands before it.
// Error: invalid_context with the field, as in "trace.spans[3].name".
Result<json::Value> readTrace(std::string_view text);

// Members of an object that was checked; empty or 0 when absent.
std::string_view textOf(const json::Value& object, std::string_view name);
std::int64_t integerOf(const json::Value& object, std::string_view name);

// The parent of spans[index] among the spans before it, null when there is none.
const json::Value* parentOf(const std::vector<json::Value>& spans, std::size_t index);

}  // namespace sluice::trace
