// A stored trace in other forms. Error of both: invalid_context with the field, as in "trace.spans[3].name".
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace sluice::trace {

// OTLP/JSON (ExportTraceServiceRequest, OpenTelemetry protocol 1.x): one resourceSpans entry, the execution as a
// root span of kind SERVER, script spans and children under it; times as nanosecond strings, 64-bit integers as
// strings, logs as span events, status ERROR only for errors (a deny is a normal end; it is told by the attribute
// sluice.status). The snapshots of context and result stay behind.
Result<std::string> toOtlp(std::string_view traceJson);

// The part of a trace that is equal on every host, in every VM slot, cold or warm: wall times and what kind of clock
// they are from, ids, memory figures and the engine hash are dropped; parentId becomes the parent's sequence
// ("parent").
Result<std::string> toCanonical(std::string_view traceJson);

}  // namespace sluice::trace
