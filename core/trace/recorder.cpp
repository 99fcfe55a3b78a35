#include "trace/recorder.h"

#include <array>
#include <utility>

#include "base/concat.h"
#include "trace/cut.h"

namespace sluice::trace {
namespace {

// In the order of the enumerators.
constexpr std::array<std::string_view, 3> kTraceStatuses = {"success", "blocked", "error"};
constexpr std::array<std::string_view, 4> kSpanStatuses = {"success", "blocked", "error", "skipped"};
constexpr std::array<std::string_view, 2> kSpanKinds = {"INTERNAL", "CLIENT"};
constexpr std::array<std::string_view, 4> kLogLevels = {"debug", "info", "warn", "error"};

}  // namespace

std::string_view toString(TraceStatus status) { return kTraceStatuses[static_cast<std::size_t>(status)]; }
std::string_view toString(SpanStatus status) { return kSpanStatuses[static_cast<std::size_t>(status)]; }
std::string_view toString(SpanKind kind) { return kSpanKinds[static_cast<std::size_t>(kind)]; }
std::string_view toString(LogLevel level) { return kLogLevels[static_cast<std::size_t>(level)]; }

bool logLevelFrom(std::string_view text, LogLevel& level) {
  for (std::size_t i = 0; i < kLogLevels.size(); ++i) {
    if (kLogLevels[i] != text) continue;
    level = static_cast<LogLevel>(i);
    return true;
  }
  return false;
}

Recorder::Recorder(TraceInfo info, const catalog::Limits& limits, const TextFilter& filter)
    : info_(std::move(info)), limits_(limits), filter_(filter) {}

SpanRef Recorder::openScript(std::string_view scriptId, std::string_view name, int layerIndex, int parallelIndex,
                             std::int64_t now) {
  Span span;
  span.name = boundedName(name);
  span.scriptId = scriptId;
  span.layerIndex = layerIndex;
  span.parallelIndex = parallelIndex;
  span.startedAt = now;
  spans_.push_back(std::move(span));
  return spans_.size() - 1;
}

SpanRef Recorder::openChild(SpanRef parent, std::string_view name, SpanKind kind, std::int64_t now,
                            std::string_view attributes) {
  const Span& above = spans_[parent];
  Span span;
  span.parent = parent;
  span.name = boundedName(name);
  span.kind = kind;
  span.scriptId = above.scriptId;
  span.layerIndex = above.layerIndex;
  span.parallelIndex = above.parallelIndex;
  span.startedAt = now;
  span.attributes = attributes;
  spans_.push_back(std::move(span));
  return spans_.size() - 1;
}

SpanRef Recorder::openCustom(SpanRef parent, std::string_view name, std::int64_t now, std::string_view attributes) {
  if (parent == kNoSpan || depthOf(parent) >= limits_.spanDepth) return kNoSpan;
  Span& script = spans_[scriptOf(parent)];
  if (script.customSpans >= limits_.spansPerScript) return kNoSpan;
  ++script.customSpans;
  const auto maxBytes = static_cast<std::size_t>(limits_.spanAttributeBytes);
  return openChild(parent, name, SpanKind::Internal, now, cutJson(attributes, maxBytes));
}

void Recorder::log(SpanRef span, LogLevel level, std::string_view text, int line, std::int64_t now) {
  Span& script = spans_[scriptOf(span)];
  if (script.logFull || logFull_) return;
  if (logLines_ >= limits_.logLinesPerExecution) {
    logFull_ = true;
    return endLog(script, limits_.logLinesPerExecution, " lines per execution", line, now);
  }
  if (script.logs.size() >= limits_.logLinesPerScript) {
    return endLog(script, limits_.logLinesPerScript, " lines per script", line, now);
  }
  const auto room = static_cast<std::size_t>(limits_.logBytesPerScript) - script.logBytes;
  const bool tooLong = text.size() > room;
  std::string kept = tooLong ? cutText(filter_.apply(text), room) : std::string(text);
  if (!kept.empty() || !tooLong) {
    script.logBytes += kept.size();
    script.logs.push_back({level, std::move(kept), now, line});
    ++logLines_;
  }
  if (tooLong) endLog(script, limits_.logBytesPerScript, " bytes per script", line, now);
}

void Recorder::endLog(Span& script, std::uint64_t limit, std::string_view what, int line, std::int64_t now) {
  script.logFull = true;
  script.logs.push_back({LogLevel::Warn, concat({"log limit reached: ", limit, what}), now, line});
}

void Recorder::close(SpanRef ref, SpanStatus status, std::int64_t now) {
  Span& span = spans_[ref];
  if (!span.open) return;
  span.open = false;
  span.status = status;
  span.endedAt = now;
}

void Recorder::closeOpenChildren(SpanRef root, SpanStatus status, std::int64_t now) {
  for (SpanRef ref = root + 1; ref < spans_.size(); ++ref) {
    SpanRef ancestor = spans_[ref].parent;
    while (ancestor != kNoSpan && ancestor > root) ancestor = spans_[ancestor].parent;
    if (ancestor == root) close(ref, status, now);
  }
}

SpanRef Recorder::scriptOf(SpanRef span) const {
  while (spans_[span].parent != kNoSpan) span = spans_[span].parent;
  return span;
}

std::size_t Recorder::depthOf(SpanRef span) const {
  std::size_t depth = 0;
  for (; spans_[span].parent != kNoSpan; span = spans_[span].parent) ++depth;
  return depth;
}

std::string Recorder::boundedName(std::string_view name) const {
  return name.size() <= kMaxNameBytes ? std::string(name) : cutText(filter_.apply(name), kMaxNameBytes);
}

}  // namespace sluice::trace
