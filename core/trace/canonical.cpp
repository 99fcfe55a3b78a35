#include "json/writer.h"
#include "trace/convert.h"
#include "trace/stored_trace.h"

namespace sluice::trace {
namespace {

using json::Value;
using json::Writer;

void writeMembers(Writer& out, const Value& object, std::span<const MemberRule> rules) {
  for (const MemberRule& rule : rules) {
    const Value* value = rule.canonical ? object.get(rule.name) : nullptr;
    if (value != nullptr) value->write(out.key(rule.name));
  }
}

void writeSpan(Writer& out, const std::vector<Value>& spans, std::size_t index) {
  out.beginObject();
  if (const Value* parent = parentOf(spans, index)) out.member("parent", integerOf(*parent, "sequence"));
  writeMembers(out, spans[index], spanMembers());
  out.key("logs").beginArray();
  for (const Value& log : spans[index].find("logs")->items()) {
    out.beginObject();
    writeMembers(out, log, logMembers());
    out.endObject();
  }
  out.endArray().endObject();
}

}  // namespace

Result<std::string> toCanonical(std::string_view traceJson) {
  const Result<Value> trace = readTrace(traceJson);
  if (!trace) return trace.error();
  const std::vector<Value>& spans = trace->find("spans")->items();

  Writer out;
  out.beginObject();
  writeMembers(out, *trace, traceMembers());
  out.key("spans").beginArray();
  for (std::size_t i = 0; i < spans.size(); ++i) writeSpan(out, spans, i);
  out.endArray().endObject();
  return out.take();
}

}  // namespace sluice::trace
