#include "trace/trace_json.h"

#include "base/concat.h"
#include "base/hex.h"
#include "base/mix64.h"
#include "json/writer.h"
#include "trace/cut.h"
#include "trace/snapshot.h"

namespace sluice::trace {
namespace {

// How much a trace tells, from everything to what always fits.
enum class Detail : std::uint8_t { Everything, NoAttributes, NoLogs, NoSnapshots, ScriptSpansThatFit };

// Room for what follows the spans: "],"spansLeftOut":<number>}".
constexpr std::size_t kTailBytes = 40;

// What the head and a span of an ordinary trace take, so that the text is seldom moved while it grows.
constexpr std::size_t kHeadBytes = 512;
constexpr std::size_t kSpanBytes = 512;

std::string leftOutNote() { return concat({"{\"", kEllipsis, "\":\"left out\"}"}); }

std::int64_t duration(std::int64_t startedAt, std::int64_t endedAt) {
  return endedAt > startedAt ? endedAt - startedAt : 0;
}

// Between 2^62 and 2^63, so that adding a sequence neither wraps nor gives 0; mix64() then keeps the sums apart.
std::uint64_t firstSpanOf(std::string_view traceId) {
  std::uint64_t state = 0;
  for (const char c : traceId) state = mix64(state * 31 + static_cast<unsigned char>(c) + 1);
  return state >> 2 | std::uint64_t{1} << 62;
}

std::string spanIdAfter(std::uint64_t first, std::uint64_t sequence) { return toHex64(mix64(first + sequence)); }

class TraceWriter {
 public:
  TraceWriter(const Recorder& recorder, const TraceEnd& end, const catalog::Limits& limits, const TextFilter& filter)
      : recorder_(recorder), end_(end), limits_(limits), filter_(filter) {
    const auto maxBytes = static_cast<std::size_t>(limits.snapshotBytes);
    context_ = snapshot(*end.context, catalog::findHook(recorder.info().trigger), maxBytes, filter);
    result_ = end.result.empty() ? "{}" : snapshot(end.result, maxBytes, filter);
  }

  void write(json::Writer& out) {
    start_ = out.size();
    for (const Detail detail : {Detail::Everything, Detail::NoAttributes, Detail::NoLogs, Detail::NoSnapshots}) {
      writeAt(detail, out);
      if (out.size() - start_ <= limits_.traceBytes) return;
      out.rewind(start_);
    }
    writeAt(Detail::ScriptSpansThatFit, out);
  }

 private:
  // Stops early, with a text that is too long and no JSON, once it is clear that the trace does not fit.
  void writeAt(Detail detail, json::Writer& out) const {
    out.reserve(kHeadBytes + context_.size() + result_.size() + recorder_.spans().size() * kSpanBytes);
    out.beginObject();
    writeHead(out, detail);
    out.plainKey("spans").beginArray();
    std::int64_t leftOut = 0;
    for (SpanRef ref = 0; ref < recorder_.spans().size(); ++ref) {
      if (detail != Detail::ScriptSpansThatFit) {
        if (out.size() - start_ > limits_.traceBytes) return;
        writeSpan(out, ref, detail);
        continue;
      }
      if (!writeIfItFits(out, ref)) ++leftOut;
    }
    out.endArray();
    if (leftOut > 0) out.member("spansLeftOut", leftOut);
    out.endObject();
  }

  bool writeIfItFits(json::Writer& out, SpanRef ref) const {
    if (recorder_.at(ref).parent != kNoSpan) return false;
    json::Writer span;
    writeSpan(span, ref, Detail::ScriptSpansThatFit);
    if (out.size() - start_ + 1 + span.size() + kTailBytes > limits_.traceBytes) return false;
    out.raw(span.text());
    return true;
  }

  void writeHead(json::Writer& out, Detail detail) const {
    const TraceInfo& info = recorder_.info();
    const bool snapshots = detail < Detail::NoSnapshots;
    out.member("id", info.id).member("trigger", info.trigger).member("mode", catalog::toString(info.mode));
    out.member("status", toString(end_.status));
    writeText(out, "statusMessage", end_.statusMessage, kMaxMessageBytes);
    writeTimes(out, info.startedAt, end_.endedAt);
    writeText(out, "userId", info.userId, kMaxNameBytes);
    writeText(out, "requestIp", info.requestIp, kMaxNameBytes);
    out.memberRaw("contextSnapshot", snapshots ? context_ : leftOutNote());
    out.memberRaw("resultData", snapshots ? result_ : leftOutNote());
    out.member("createdAt", end_.endedAt);
    out.member("planHash", info.planHash).member("engineHash", info.engineHash).member("clock", info.clock);
  }

  void writeSpan(json::Writer& out, SpanRef ref, Detail detail) const {
    const Span& span = recorder_.at(ref);
    out.beginObject().member("id", spanIdAfter(firstSpan_, ref));
    if (span.parent != kNoSpan) out.member("parentId", spanIdAfter(firstSpan_, span.parent));
    writeShown(out, "name", span.name, kMaxNameBytes);
    out.member("kind", toString(span.kind));
    out.member("scriptId", span.scriptId).member("layerIndex", std::int64_t{span.layerIndex});
    out.member("parallelIndex", std::int64_t{span.parallelIndex}).member("sequence", static_cast<std::int64_t>(ref));
    out.member("status", toString(span.status));
    writeText(out, "errorCode", span.errorCode, kMaxNameBytes);
    writeText(out, "statusMessage", span.statusMessage, kMaxMessageBytes);
    writeLine(out, span.line);
    writeTimes(out, span.startedAt, span.open ? end_.endedAt : span.endedAt);
    out.member("instructions", static_cast<std::int64_t>(span.instructions));
    out.member("memoryPeak", static_cast<std::int64_t>(span.memoryPeak));
    writeLogs(out.plainKey("logs"), span.logs, detail);
    out.memberRaw("attributes", attributesOf(span, detail)).endObject();
  }

  void writeLogs(json::Writer& out, const std::vector<LogLine>& logs, Detail detail) const {
    out.beginArray();
    if (detail >= Detail::NoLogs && !logs.empty()) {
      const std::string note = concat({logs.size(), " log lines left out"});
      writeLog(out, {LogLevel::Warn, note, logs.front().at, 0});
    } else {
      for (const LogLine& line : logs) writeLog(out, line);
    }
    out.endArray();
  }

  void writeLog(json::Writer& out, const LogLine& log) const {
    out.beginObject().member("level", toString(log.level)).member("text", filter_.apply(log.text));
    out.member("at", log.at);
    writeLine(out, log.line);
    out.endObject();
  }

  std::string attributesOf(const Span& span, Detail detail) const {
    if (span.attributes == "{}") return span.attributes;
    if (detail >= Detail::NoAttributes) return leftOutNote();
    return snapshot(span.attributes, static_cast<std::size_t>(limits_.spanAttributeBytes), filter_);
  }

  void writeTimes(json::Writer& out, std::int64_t startedAt, std::int64_t endedAt) const {
    out.member("startedAt", startedAt).member("endedAt", endedAt).member("durationMs", duration(startedAt, endedAt));
  }

  void writeLine(json::Writer& out, int line) const {
    if (line > 0) out.member("line", std::int64_t{line});
  }

  void writeText(json::Writer& out, json::Literal name, std::string_view text, std::size_t maxBytes) const {
    if (!text.empty()) writeShown(out, name, text, maxBytes);
  }

  void writeShown(json::Writer& out, json::Literal name, std::string_view text, std::size_t maxBytes) const {
    if (filter_.isIdle() && text.size() <= maxBytes) {
      out.member(name, text);
    } else {
      out.member(name, shown(text, maxBytes));
    }
  }

  std::string shown(std::string_view text, std::size_t maxBytes) const {
    return cutText(filter_.apply(text), maxBytes);
  }

  const Recorder& recorder_;
  const TraceEnd& end_;
  const catalog::Limits& limits_;
  const TextFilter& filter_;
  std::string context_;
  std::string result_;
  std::uint64_t firstSpan_ = firstSpanOf(recorder_.info().id);
  std::size_t start_ = 0;  // of the trace in the text
};

}  // namespace

void writeTrace(const Recorder& recorder, const TraceEnd& end, const catalog::Limits& limits, const TextFilter& filter,
                json::Writer& out) {
  TraceWriter(recorder, end, limits, filter).write(out);
}

std::string spanId(std::string_view traceId, std::uint64_t sequence) {
  return spanIdAfter(firstSpanOf(traceId), sequence);
}

}  // namespace sluice::trace
