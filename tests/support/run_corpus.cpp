#include "support/run_corpus.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "base/check.h"
#include "json/writer.h"
#include "support/json_text.h"
#include "support/profile_faults.h"
#include "support/virtual_host.h"
#include "wasm/boundary.h"

namespace sluice::tests {
namespace {

constexpr const char* kTraceId = "00112233445566778899aabbccddeeff";

// A refused script call; which code fits is the catalog's and the golden outcome's business.
constexpr std::string_view kDenied[] = {"syntax_error", "runtime_error", "invalid_result", "limit_size",
                                        "limit_output", "limit_fetch",   "fetch_denied",   "fetch_failed",
                                        "helper_error", "secret_bound"};

struct PlannedScript {
  const char* id;
  std::string code;
};
using Layers = std::vector<std::vector<PlannedScript>>;

std::string planText(const Layers& layers, const char* onError) {
  json::Writer out;
  out.beginObject().member("trigger", "corpus").member("mode", "blocking").member("onError", onError);
  out.key("layers").beginArray();
  for (const auto& layer : layers) {
    out.beginArray();
    for (const PlannedScript& script : layer) {
      out.beginObject().member("id", script.id).member("code", script.code).endObject();
    }
    out.endArray();
  }
  return out.endArray().endObject().take();
}

boundary::Start startOptions(std::int64_t now, bool profile) {
  return {.traceId = kTraceId, .seed = kDefaultSeed, .now = static_cast<double>(now), .profile = profile};
}

// The last step of an execution of `layers`.
json::Value execute(const Setting& setting, const Layers& layers, const char* onError = "block", bool profile = false) {
  const json::Value loaded = fromText(boundary::load(planText(layers, onError)));
  SLUICE_CHECK(loaded.get("ok")->boolean(), "a plan of the corpus is refused");
  const int plan = static_cast<int>(loaded.get("plan")->integer());
  VirtualHost host(*setting.content.get("host"), 6);
  const std::string context = toText(*setting.content.get("context"));
  json::Value step = host.drive(fromText(boundary::start(plan, context, startOptions(host.now(), profile))));
  boundary::unload(plan);
  SLUICE_CHECK(step.get("outcome") != nullptr, "an execution of the corpus did not end");
  return step;
}

const json::Value& spanOf(const json::Value& step, std::string_view scriptId) {
  for (const json::Value& span : step.get("trace")->get("spans")->items()) {
    const bool isChild = span.get("parentId") != nullptr;
    if (!isChild && stringOr(span, "scriptId", "") == scriptId) return span;
  }
  SLUICE_CHECK(false, "the script has no span");
  return step;
}

std::string verdictOf(const json::Value& span) {
  const std::string code = stringOr(span, "errorCode", "");
  if (code.empty()) return "ok";
  if (code == "limit_instructions" || code == "limit_memory" || code == "limit_time") return "limit:" + code.substr(6);
  const bool denied = std::find(std::begin(kDenied), std::end(kDenied), code) != std::end(kDenied);
  return denied ? "denied" : code;
}

CorpusResult resultOf(const json::Value& step) {
  const json::Value& span = spanOf(step, "script");
  return {verdictOf(span),
          toText(*step.get("outcome")),
          integerOr(span, "line", 0),
          integerOr(span, "instructions", 0),
          {}};
}

void checkGood(const Setting& setting, const json::Value& step, const char* when, CorpusResult& result) {
  const json::Value* data = step.get("outcome")->get("data");
  const std::string answer = data ? toText(*data) : toText(*step.get("outcome"));
  const std::string expected = toText(*setting.content.get("good")->get("answer"));
  if (answer != expected) result.faults.push_back(std::string("the good script ") + when + " answered " + answer);
}

CorpusResult runAlone(const Setting& setting, const CorpusScript& script) {
  CorpusResult result = runCorpusCode(setting, script.code);
  const CorpusResult again = runCorpusCode(setting, script.code);
  if (inShort(result) != inShort(again) || result.outcome != again.outcome) {
    result.faults.push_back("the second run gave " + inShort(again) + " and " + again.outcome);
  }
  const CorpusResult profiled = runCorpusCode(setting, script.code, true);
  if (inShort(result) != inShort(profiled) || result.outcome != profiled.outcome) {
    result.faults.push_back("under a profile it gave " + inShort(profiled) + " and " + profiled.outcome);
  }
  result.faults.insert(result.faults.end(), profiled.faults.begin(), profiled.faults.end());
  return result;
}

void runBesideGood(const Setting& setting, const CorpusScript& script, CorpusResult& result) {
  const json::Value step = execute(setting, {{{"script", script.code}, {"good", setting.goodScript}}}, "allow");
  const CorpusResult beside = resultOf(step);
  if (inShort(result) != inShort(beside)) {
    result.faults.push_back("beside the good script it gave " + inShort(beside));
  }
  const std::string verdict = verdictOf(spanOf(step, "good"));
  if (verdict != "ok") result.faults.push_back("the good script beside it gave " + verdict);
}

std::string wrapped(const std::string& code, std::string_view end) {
  return "local function main(...) " + code + "\nend " + std::string(end);
}

std::optional<bool> cleanIn(const json::Value* data) {
  const json::Value* clean = data ? data->get("clean") : nullptr;
  if (!clean || !clean->isBoolean()) return {};
  return clean->boolean();
}

// The verdict of one run of a script that must not find anything of another run.
CorpusResult runIsolated(const Setting& setting, const CorpusScript& script) {
  const json::Value step =
      execute(setting, {{{"script", wrapped(script.code, "return {allowed = true, data = main()}")}}});
  CorpusResult result = resultOf(step);
  if (result.verdict != "ok") return result;
  const auto clean = cleanIn(step.get("outcome")->get("data"));
  result.verdict = !clean ? "unclear" : *clean ? "isolated" : "leaked";
  return result;
}

void compareRuns(const CorpusResult& first, const CorpusResult& later, const char* when, CorpusResult& result) {
  if (inShort(first) != inShort(later)) result.faults.push_back(std::string(when) + " it gave " + inShort(later));
}

// Twice, after a run that a limit cut off, and beside itself.
CorpusResult runForIsolation(const Setting& setting, const CorpusScript& script) {
  const CorpusResult first = runIsolated(setting, script);
  CorpusResult result = first;
  compareRuns(first, runIsolated(setting, script), "the second time", result);

  execute(setting, {{{"script", wrapped(script.code, "main() while true do end")}}});
  compareRuns(first, runIsolated(setting, script), "after a run that was cut off", result);

  const std::string code = wrapped(script.code, "helpers.fetch(\"https://a.example.com/\") return {data = main()}");
  const std::string collect = "return {data = {clean = context.outputs.a.clean and context.outputs.b.clean}}";
  const json::Value beside = execute(setting, {{{"a", code}, {"b", code}}, {{"c", collect}}}, "allow");
  const auto clean = cleanIn(beside.get("outcome")->get("data"));
  if (first.verdict == "isolated" && !clean.value_or(false)) result.faults.push_back("it is not isolated from itself");
  return result;
}

}  // namespace

std::string inShort(const CorpusResult& result) {
  return result.verdict + " at line " + std::to_string(result.line) + " after " + std::to_string(result.instructions) +
         " instructions";
}

CorpusResult runCorpusCode(const Setting& setting, const std::string& code, bool profile) {
  const json::Value step = execute(setting, {{{"script", code}}}, "block", profile);
  CorpusResult result = resultOf(step);
  if (profile) result.faults = profileFaults(step);
  return result;
}

CorpusResult runCorpusScript(const Setting& setting, const CorpusScript& script) {
  const bool isolation = script.classes.front() == "isolated";
  CorpusResult result = isolation ? runForIsolation(setting, script) : runAlone(setting, script);
  checkGood(setting, execute(setting, {{{"good", setting.goodScript}}}), "afterwards", result);
  if (!isolation) runBesideGood(setting, script, result);
  return result;
}

}  // namespace sluice::tests
