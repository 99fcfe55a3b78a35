// bench_language: the language service's analysis as a native program (batch.h tells the protocol).
//
//   hook <name>         the trigger of the script; default before_signup
//   script <JSON text>  the script
//   measure <what>      analysis: of the whole script, as after each key; completion: the members behind the dot that is
//                       nearest to the script's middle, of a script that has been looked at. Default analysis
//   compiler            answers the compiler, as in "GNU 12"
//
// The answer is how much was found: diagnostics, or names.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "batch.h"
#include "compiler.h"
#include "json/value.h"
#include "language/analysis.h"
#include "language/features/completion.h"

namespace {

using namespace sluice;

struct Request {
  std::string script;
  language::Setting setting;
  bool completes = false;
  std::optional<language::Analysis> analysis;  // of what completion is asked about
  std::uint32_t offset = 0;
};

// The place behind the first dot in the second half of the script.
std::uint32_t placeToComplete(const std::string& script) {
  const std::size_t dot = script.find('.', script.size() / 2);
  return static_cast<std::uint32_t>(dot == std::string::npos ? script.size() : dot + 1);
}

void prepare(Request& request) {
  request.analysis.reset();
  if (!request.completes) return;
  request.analysis = language::analyze(request.script, request.setting);
  request.offset = placeToComplete(request.script);
}

// The instruction budget counts what happens below this function, by name.
[[gnu::noinline]] std::string runSample(const Request& request) {
  if (request.completes)
    return std::to_string(language::completionsAt(*request.analysis, request.offset, {}).items.size());
  return std::to_string(language::analyze(request.script, request.setting).diagnostics.size());
}

}  // namespace

int main() {
  Request request;
  request.setting.hook = "before_signup";
  bench::serve(
      {
          {"hook", [&](const std::string& name) { request.setting.hook = name; }},
          {"script",
           [&](const std::string& text) {
             const std::optional<json::Value> value = json::parse(text);
             if (!value || !value->isString()) bench::giveUp("script what: " + text);
             request.script = value->string();
             request.setting.scriptBytes = std::max(request.setting.scriptBytes, std::uint64_t{request.script.size()});
             prepare(request);
           }},
          {"measure",
           [&](const std::string& what) {
             request.completes = what == "completion";
             prepare(request);
           }},
          {"compiler", bench::printCompiler},
      },
      [&] { return runSample(request); }, [](const std::string& count) { return count; });
}
