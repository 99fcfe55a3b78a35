#include "support/run_case.h"

#include "json/writer.h"
#include "support/json_text.h"
#include "support/match.h"
#include "support/profile_faults.h"
#include "support/virtual_host.h"
#include "wasm/boundary.h"

namespace sluice::tests {
namespace {

constexpr const char* kTraceId = "00112233445566778899aabbccddeeff";

using Differences = std::vector<std::string>;

void append(Differences& all, Differences more) { all.insert(all.end(), more.begin(), more.end()); }

void copyMember(const json::Value& from, std::string_view name, json::Writer& out) {
  if (const json::Value* member = from.get(name)) out.key(name).raw(toText(*member));
}

void configure(const json::Value& host, Differences& differences) {
  json::Writer options;
  options.beginObject();
  copyMember(host, "env", options);
  copyMember(host, "limits", options);
  options.endObject();
  const json::Value answer = fromText(boundary::configure(options.take()));
  if (!answer.get("ok")->boolean()) differences.push_back("configure: " + toText(answer));
}

boundary::Start startOptions(const json::Value& content, const json::Value& host, std::int64_t now, bool profile) {
  boundary::Start options{.traceId = kTraceId,
                          .seed = stringOr(host, "seed", kDefaultSeed),
                          .now = static_cast<double>(now),
                          .profile = profile};
  if (const json::Value* meta = content.get("meta")) {
    options.userId = stringOr(*meta, "userId", "");
    options.requestIp = stringOr(*meta, "requestIp", "");
  }
  return options;
}

std::string contextText(const json::Value& content) {
  if (const json::Value* text = content.get("contextText")) return text->string();
  const json::Value* context = content.find("context");
  return context ? toText(*context) : "{}";
}

Differences compareError(const json::Value* expected, const json::Value& answer) {
  if (!expected) return {"refused: " + toText(answer)};
  return mismatches(*expected, *answer.get("error"), "error");
}

Differences compareOutcome(const json::Value& expect, const json::Value& step) {
  const json::Value* expected = expect.get("outcome");
  const json::Value* actual = step.get("outcome");
  const std::string want = expected ? toText(*expected) : "a refusal";
  if (actual && want == toText(*actual)) return {};
  return {"outcome: expected " + want + ", got " + toText(actual ? *actual : step)};
}

// How much memory a script used when it met its limit, and how far it had come, depend on the size of a pointer, so
// they are not compared with the golden trace, which comes from Wasm.
std::string withoutMemoryUsed(std::string text) {
  constexpr std::string_view kCode = "\"errorCode\":\"limit_memory\"";
  constexpr std::string_view kInstructions = "\"instructions\":";
  for (std::size_t at = text.find(kCode); at != std::string::npos; at = text.find(kCode, at + 1)) {
    const std::size_t count = text.find(kInstructions, at) + kInstructions.size();
    text.erase(count, text.find(',', count) - count);
  }

  constexpr std::string_view kLimit = "memory limit exceeded: ";
  constexpr std::string_view kAllowed = " allowed, ";
  for (std::size_t at = text.find(kLimit); at != std::string::npos; at = text.find(kLimit, at + 1)) {
    const std::size_t used = text.find(kAllowed, at) + kAllowed.size();
    text.erase(used, text.find(" used", used) - used);
  }
  return text;
}

Differences compareGolden(const Case& one, const json::Value& trace) {
  if (!one.golden) return {"the case has no trace.json (tests/support/update-traces.ts writes it)"};
  const json::Value converted = fromText(boundary::convertTrace("canonical", toText(trace)));
  if (!converted.get("ok")->boolean()) return {"canonical trace: " + toText(converted)};
  const std::string canonical = toText(*converted.get("trace"));
  if (withoutMemoryUsed(canonical) == withoutMemoryUsed(*one.golden)) return {};
  return {"canonical trace\n  expected " + *one.golden + "\n  got      " + canonical};
}

Differences forbiddenTexts(const json::Value& expect, const std::string& trace) {
  Differences found;
  if (const json::Value* absent = expect.get("absent")) {
    for (const json::Value& text : absent->items()) {
      if (trace.find(text.string()) != std::string::npos) found.push_back("the trace has " + text.string());
    }
  }
  return found;
}

Differences compareTrace(const Case& one, const json::Value& expect, const json::Value& step) {
  static const json::Value none;
  const json::Value* trace = step.get("trace");
  const json::Value* expected = expect.find("trace");
  const bool wantsNone = expected && expected->isNull();
  Differences differences;
  if (expected) differences = mismatches(*expected, trace ? *trace : none, "trace");
  if (!trace && !wantsNone) differences.push_back("no trace");
  if (!trace) return differences;
  append(differences, forbiddenTexts(expect, toText(*trace)));
  append(differences, compareGolden(one, *trace));
  return differences;
}

Differences compareHost(const json::Value& expect, const VirtualHost& host) {
  Differences differences = host.faults();
  if (const json::Value* requests = expect.get("requests")) {
    append(differences, mismatches(*requests, host.requests(), "requests"));
  }
  const json::Value* mostOpen = expect.get("mostOpen");
  if (mostOpen && static_cast<std::size_t>(mostOpen->integer()) != host.mostOpen()) {
    differences.push_back("requests open at once: " + std::to_string(host.mostOpen()));
  }
  return differences;
}

Differences execute(const Case& one, int plan, bool profile) {
  static const json::Value noHost = fromText("{}");
  const json::Value& content = one.content;
  const json::Value& script = content.get("host") ? *content.get("host") : noHost;
  const json::Value& expect = *content.get("expect");
  const json::Value* lowered = content.get("plan")->get("limits");
  VirtualHost host(script, static_cast<std::size_t>(lowered ? integerOr(*lowered, "fetchesInFlight", 6) : 6));
  const boundary::Start options = startOptions(content, script, host.now(), profile);
  const json::Value step = host.drive(fromText(boundary::start(plan, contextText(content), options)));
  if (!step.get("ok")->boolean()) return compareError(expect.get("error"), step);
  Differences differences = compareHost(expect, host);
  append(differences, compareOutcome(expect, step));
  append(differences, compareTrace(one, expect, step));
  if (profile) append(differences, profileFaults(step));
  return differences;
}

Differences runPlan(const Case& one, bool profile) {
  const json::Value loaded = fromText(boundary::load(toText(*one.content.get("plan"))));
  if (!loaded.get("ok")->boolean()) return compareError(one.content.get("expect")->get("error"), loaded);
  const int plan = static_cast<int>(loaded.get("plan")->integer());
  Differences differences = execute(one, plan, profile);
  boundary::unload(plan);
  return differences;
}

// The script ids of each layer of a plan: [["a", "b"], ["c"]].
json::Value layersOf(const json::Value& plan) {
  json::Writer out;
  out.beginArray();
  for (const json::Value& layer : plan.get("layers")->items()) {
    out.beginArray();
    for (const json::Value& script : layer.items()) out.string(script.get("id")->string());
    out.endArray();
  }
  out.endArray();
  return fromText(out.text());
}

Differences compilePipeline(const Case& one) {
  const json::Value& expect = *one.content.get("expect");
  const json::Value compiled = fromText(boundary::compile(toText(*one.content.get("pipeline"))));
  if (!compiled.get("ok")->boolean()) return compareError(expect.get("error"), compiled);
  if (const json::Value* problems = expect.get("problems")) {
    return mismatches(*problems, *compiled.get("problems"), "problems");
  }
  const json::Value* plan = compiled.get("plan");
  if (!plan) return {"no plan: " + toText(compiled)};
  return mismatches(*expect.get("layers"), layersOf(*plan), "layers");
}

}  // namespace

std::vector<std::string> runCase(const Case& one, bool profile) {
  Differences differences;
  configure(one.content.get("host") ? *one.content.get("host") : one.content, differences);
  append(differences, one.content.get("pipeline") ? compilePipeline(one) : runPlan(one, profile));
  return differences;
}

}  // namespace sluice::tests
