// The wire form of a trace, which stores keep and viewers read:
// {id, trigger, mode, status, statusMessage?, startedAt, endedAt, durationMs, userId?, requestIp?, contextSnapshot,
//  resultData, createdAt, planHash, engineHash, clock, spans: [{id, parentId?, name, kind, scriptId, layerIndex,
//  parallelIndex, sequence, status, errorCode?, statusMessage?, line?, startedAt, endedAt, durationMs,
//  instructions, memoryPeak, logs: [{level, text, at, line?}], attributes}], spansLeftOut?}
// Times are ms since the epoch; a duration is never negative, even where the clock was set back. Snapshots and
// attributes are JSON values, not text. Span ids are derived from the trace id and the sequence, so nothing here is
// random.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "json/tape.h"
#include "json/writer.h"
#include "trace/recorder.h"

namespace sluice::trace {

struct TraceEnd {
  TraceStatus status = TraceStatus::Success;
  std::string statusMessage;            // empty = absent
  std::int64_t endedAt = 0;             // also that of spans still open
  const json::Tape* context = nullptr;  // the whole context; masked by the hook's schema and cut here
  std::string_view result;  // the merged data as json::Writer writes it, empty = {}; masked and cut here
};

inline constexpr std::size_t kMaxMessageBytes = 1024;

// Writes the trace as a member's value into `out`. Everything a script, a request or a caller can have chosen passes `filter`: names, messages, log texts, user id,
// address, snapshots and attributes; not ids of scripts, triggers and plans. Messages are cut to kMaxMessageBytes,
// names, user id and address to kMaxNameBytes.
//
// The whole stays within limits.traceBytes. When it would be larger, span attributes go first, then logs, then
// snapshots, each replaced by a note that says so; at last child spans, and script spans that do not fit, are left out
// and counted in spansLeftOut. The JSON is always valid. Only the members before `spans` are always there, at most some
// 10 KB.
void writeTrace(const Recorder& recorder, const TraceEnd& end, const catalog::Limits& limits, const TextFilter& filter,
                json::Writer& out);

// 16 lower-case hex digits, not all zero: the id of span number `sequence` (below 2^62) of the trace. Different for
// every sequence of a trace.
std::string spanId(std::string_view traceId, std::uint64_t sequence);

// The sequence that stands for the execution itself where it needs a span id of its own (OTLP). No span has it.
inline constexpr std::uint64_t kExecutionSequence = 0xFFFFFFFF;

}  // namespace sluice::trace
