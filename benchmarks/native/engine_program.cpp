// bench_engine: the engine as a native program, timed at its boundary (batch.h tells the protocol).
//
//   configure <JSON>   options of boundary::configure
//   plan <JSON>        the plan to run
//   context <JSON>     what it is given
//   reply <JSON>       what every effect is answered with; default null
//   inflight <n>       executions started together in one sample; default 1
//   trace on|off       default on
//   compiler           answers the compiler, as in "GNU 12"
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "batch.h"
#include "compiler.h"
#include "json/value.h"
#include "json/writer.h"
#include "wasm/boundary.h"

namespace {

using namespace sluice;
using bench::giveUp;

struct Request {
  int plan = 0;
  std::string context = "{}";
  std::string reply = "null";
  boundary::Start options;
  std::size_t inFlight = 1;
};

constexpr char kBetweenSteps = '\0';

// Equal from run to run, so that counted instructions are, too.
boundary::Start startOptions(bool trace) {
  return {.traceId = "00112233445566778899aabbccddeeff", .seed = "0123456789abcdef", .now = 1, .trace = trace};
}

json::Value read(const std::string& text) {
  std::optional<json::Value> value = json::parse(text);
  if (!value || !value->get("ok") || !value->get("ok")->boolean()) giveUp("refused: " + text);
  return std::move(*value);
}

// A host reads the whole step; the budget is the engine's, so only its head is looked at here.
bool isDone(const std::string& step) { return step.compare(0, 23, R"({"ok":true,"done":true,)") == 0; }

std::string supplyFor(const json::Value& step, const std::string& reply) {
  json::Writer supply;
  supply.beginObject().member("now", std::int64_t{2}).key("replies").beginArray();
  for (const json::Value& effect : step.get("effects")->items()) {
    supply.beginObject()
        .member("id", effect.get("id")->integer())
        .member("ok", true)
        .memberRaw("value", reply)
        .endObject();
  }
  supply.endArray().endObject();
  return supply.take();
}

std::string finish(std::string step, const Request& request) {
  while (!isDone(step)) {
    const json::Value waiting = read(step);
    const int execution = static_cast<int>(waiting.get("execution")->integer());
    step = boundary::advance(execution, supplyFor(waiting, request.reply));
  }
  return step;
}

// Starts all executions before any is answered. The instruction budget counts what happens below this function, by
// name.
[[gnu::noinline]] std::string runSample(const Request& request) {
  std::vector<std::string> steps;
  for (std::size_t count = 0; count < request.inFlight; ++count) {
    steps.push_back(boundary::start(request.plan, request.context, request.options));
  }
  for (std::string& step : steps) step = finish(std::move(step), request);
  std::string all;
  for (const std::string& step : steps) all += step + kBetweenSteps;
  return all;
}

std::string outcomeOf(const std::string& step) {
  json::Writer out;
  read(step).get("outcome")->write(out);
  return out.take();
}

// The one outcome of all executions of a sample.
std::string outcomeOfAll(const std::string& steps) {
  std::string outcome;
  for (std::size_t start = 0, end = 0; (end = steps.find(kBetweenSteps, start)) != std::string::npos; start = end + 1) {
    const std::string next = outcomeOf(steps.substr(start, end - start));
    if (!outcome.empty() && next != outcome) giveUp("two outcomes: " + outcome + " and " + next);
    outcome = next;
  }
  return outcome;
}

int load(const std::string& plan) { return static_cast<int>(read(boundary::load(plan)).get("plan")->integer()); }

}  // namespace

int main() {
  Request request;
  request.options = startOptions(true);
  bench::serve(
      {
          {"configure", [](const std::string& options) { read(boundary::configure(options)); }},
          {"plan", [&](const std::string& plan) { request.plan = load(plan); }},
          {"context", [&](const std::string& context) { request.context = context; }},
          {"reply", [&](const std::string& reply) { request.reply = reply; }},
          {"inflight", [&](const std::string& count) { request.inFlight = std::strtoul(count.c_str(), nullptr, 10); }},
          {"trace", [&](const std::string& state) { request.options = startOptions(state == "on"); }},
          {"compiler", bench::printCompiler},
      },
      [&] { return runSample(request); }, outcomeOfAll);
}
