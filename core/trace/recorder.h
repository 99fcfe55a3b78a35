// Records one execution: a trace with one span per script run and child spans for helpers.trace and fetches.
// Pure bookkeeping: no clock (every call that needs a time takes a reading, in ms since the epoch), no ids until
// the trace is written. Quotas are enforced here: a full log says so once and drops the rest.
// Texts are kept as they come and pass the filter when the trace is written (trace_json.h). Only a text that must be
// cut passes it right here: half a secret would not be recognised later.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "trace/text_filter.h"

namespace sluice::trace {

enum class TraceStatus : std::uint8_t { Success, Blocked, Error };
enum class SpanStatus : std::uint8_t { Success, Blocked, Error, Skipped };
enum class SpanKind : std::uint8_t { Internal, Client };
enum class LogLevel : std::uint8_t { Debug, Info, Warn, Error };

std::string_view toString(TraceStatus);
std::string_view toString(SpanStatus);
std::string_view toString(SpanKind);  // "INTERNAL", "CLIENT", as OpenTelemetry spells them
std::string_view toString(LogLevel);
// False when `text` names no level; `level` is then left alone.
bool logLevelFrom(std::string_view text, LogLevel& level);

struct LogLine {
  LogLevel level = LogLevel::Info;
  std::string text;
  std::int64_t at = 0;  // clock reading, ms
  int line = 0;         // line of the script, 0 = unknown
};

// Index of a span in its recorder; spans are numbered in the order they were opened, which is the trace's
// `sequence`, so a parent always comes before its children.
using SpanRef = std::size_t;
inline constexpr SpanRef kNoSpan = static_cast<SpanRef>(-1);

inline constexpr std::size_t kMaxNameBytes = 256;

struct Span {
  SpanRef parent = kNoSpan;
  std::string name;
  SpanKind kind = SpanKind::Internal;
  std::string scriptId;
  int layerIndex = 0;
  int parallelIndex = 0;
  SpanStatus status = SpanStatus::Success;
  std::string errorCode;      // empty = none
  std::string statusMessage;  // empty = none
  int line = 0;               // line of the script the error is about, 0 = none
  std::int64_t startedAt = 0;
  std::int64_t endedAt = 0;
  bool open = true;
  std::uint64_t instructions = 0;
  std::uint64_t memoryPeak = 0;  // bytes
  std::vector<LogLine> logs;
  std::size_t logBytes = 0;  // of the texts in `logs`, but for the line that says that the log is full
  bool logFull = false;
  std::size_t customSpans = 0;    // spans that helpers.trace opened under this script span
  std::string attributes = "{}";  // one JSON object
};

// Fixed facts of the trace, known when the execution starts.
struct TraceInfo {
  std::string id;  // 32 lower-case hex digits, from the host
  std::string trigger;
  catalog::Mode mode = catalog::Mode::Blocking;
  std::string planHash;
  std::string engineHash;
  std::string clock;      // "live" or "frozen": whether the host's clock moves between I/O
  std::string userId;     // empty = absent
  std::string requestIp;  // empty = absent
  std::int64_t startedAt = 0;
};

class Recorder {
 public:
  // `limits` and `filter` must outlive the recorder; the filter must know every secret handed out so far whenever
  // log(), openChild() or openCustom() is called.
  Recorder(TraceInfo info, const catalog::Limits& limits, const TextFilter& filter);

  SpanRef openScript(std::string_view scriptId, std::string_view name, int layerIndex, int parallelIndex,
                     std::int64_t now);
  // A child of `parent`, which it inherits script id, layer and position from. `attributes` is a JSON object. A name
  // longer than kMaxNameBytes is cut.
  SpanRef openChild(SpanRef parent, std::string_view name, SpanKind kind, std::int64_t now,
                    std::string_view attributes);
  // For helpers.trace: as openChild, unless the depth (limit spanDepth, counted below the script span) or number
  // (limit spansPerScript) is used up, or `parent` is kNoSpan itself; then kNoSpan. Attributes longer than the limit
  // are cut to valid JSON.
  SpanRef openCustom(SpanRef parent, std::string_view name, std::int64_t now, std::string_view attributes);

  // Adds a line to the script span that `span` belongs to, within the quotas of script and execution: the line that
  // crosses the quota of bytes is cut; the first one that finds no place is replaced by a last line at level warn,
  // "log limit reached: …". Further lines are dropped.
  void log(SpanRef span, LogLevel level, std::string_view text, int line, std::int64_t now);

  Span& at(SpanRef span) { return spans_[span]; }
  const Span& at(SpanRef span) const { return spans_[span]; }
  // A span that is closed already stays as it is.
  void close(SpanRef span, SpanStatus status, std::int64_t now);
  // Closes every span below `root` that is still open (a script that ended inside helpers.trace).
  void closeOpenChildren(SpanRef root, SpanStatus status, std::int64_t now);

  const TraceInfo& info() const { return info_; }
  const std::vector<Span>& spans() const { return spans_; }

 private:
  SpanRef scriptOf(SpanRef span) const;
  std::size_t depthOf(SpanRef span) const;  // 0 = script span
  std::string boundedName(std::string_view name) const;
  void endLog(Span& script, std::uint64_t limit, std::string_view what, int line, std::int64_t now);

  TraceInfo info_;
  const catalog::Limits& limits_;
  const TextFilter& filter_;
  std::vector<Span> spans_;
  std::size_t logLines_ = 0;  // of all scripts, but for the lines that say that a log is full
  bool logFull_ = false;
};

}  // namespace sluice::trace
