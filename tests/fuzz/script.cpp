// A script, run twice, in two VM slots, and compiled once more. The input is the text of a script; one that begins with
// a byte 1 is what lua_program makes a script of.
#include <string>

#include "base/check.h"
#include "fuzz/engine.h"
#include "fuzz/lua_program.h"
#include "fuzz/program.h"
#include "support/json_text.h"
#include "wasm/boundary.h"

namespace sluice::fuzz {

namespace {

constexpr const char* kContext =
    R"({"user":{"email":"a@example.com","name":"Ann"},"list":[1,2.5,"x",null,{}],"empty":[],"deep":[[[[1]]]]})";

bool compiles(std::string_view code) {
  const Answer answer = checked(boundary::compile(pipelineOf(code)));
  SLUICE_CHECK(answer.ok(), "a pipeline of the right shape is refused");
  return answer.json.get("problems")->items().empty();
}

// What does not compile fails before its first instruction.
bool failedAtOnce(const Answer& step) {
  const json::Value& span = step.json.get("trace")->get("spans")->items().front();
  return tests::integerOr(span, "instructions", 0) == 0 && span.get("errorCode") != nullptr;
}

// An execution that waits for the host has the slot that was used last, so this run gets another.
Answer runInOtherSlot(int plan) {
  static const int waiting = load(planOf("helpers.secret('API_KEY')"));
  const Answer step = checked(boundary::start(waiting, "{}", kStart));
  Answer end = run(plan, kContext);
  boundary::cancel(static_cast<int>(step.json.get("execution")->integer()));
  return end;
}

void runScript(std::string_view code) {
  const int plan = load(planOf(code));
  const Answer first = run(plan, kContext);
  SLUICE_CHECK(first.text == runInOtherSlot(plan).text, "a script did something else in another slot");
  boundary::unload(plan);
  checkTrace(first);
  SLUICE_CHECK(compiles(code) || failedAtOnce(first), "a script ran that does not compile");
  expectGoodRun();
}

}  // namespace

}  // namespace sluice::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sluice::fuzz;
  configureOnce();
  static const bool loaded = (runScript(""), true);  // the plan that waits, before handles are counted
  static_cast<void>(loaded);
  const HandleWatch watch;
  const std::string_view input = textOf(data, size);
  if (input.starts_with('\x01')) {
    runScript(luaProgram(input.substr(1)));
  } else {
    runScript(input);
  }
  return 0;
}
