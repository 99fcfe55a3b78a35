// A pipeline or a plan as JSON. What compiles is loaded, what loads is run.
#include <string>

#include "base/check.h"
#include "fuzz/engine.h"
#include "fuzz/program.h"
#include "support/json_text.h"
#include "wasm/boundary.h"

namespace sluice::fuzz {

namespace {

constexpr const char* kContext = R"({"user":{"name":"Ann"}})";

struct Run {
  std::string hash;  // empty when the plan is refused
  std::string end;
};

Run runPlan(const std::string& plan) {
  const Answer answer = checked(boundary::load(plan));
  if (!answer.ok()) return {{}, answer.text};
  const auto handle = static_cast<int>(answer.json.get("plan")->integer());
  const Answer step = run(handle, kContext);
  boundary::unload(handle);
  checkTrace(step);
  return {answer.json.get("hash")->string(), step.text};
}

void compileAndRun(const std::string& pipeline) {
  const Answer compiled = checked(boundary::compile(pipeline));
  if (!compiled.ok()) return;
  const json::Value* plan = compiled.json.get("plan");
  SLUICE_CHECK((plan != nullptr) == compiled.json.get("problems")->items().empty(), "a plan with problems, or neither");
  if (plan == nullptr) return;
  const std::string& hash = compiled.json.get("hash")->string();
  SLUICE_CHECK(runPlan(tests::toText(*plan)).hash == hash, "a compiled plan does not load under its hash");
}

}  // namespace

}  // namespace sluice::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sluice;
  fuzz::configureOnce();
  const fuzz::HandleWatch watch;
  const std::string text(fuzz::textOf(data, size));
  fuzz::compileAndRun(text);
  SLUICE_CHECK(fuzz::runPlan(text).end == fuzz::runPlan(text).end, "a plan did something else the second time");
  fuzz::expectGoodRun();
  return 0;
}
