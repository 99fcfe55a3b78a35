// A secret record as JSON, as a store could hand it over. Whatever it says, what opens is what was sealed.
#include <string>
#include <vector>

#include "base/check.h"
#include "fuzz/engine.h"
#include "fuzz/program.h"
#include "secrets/sealing.h"
#include "support/json_text.h"
#include "wasm/boundary.h"

namespace sluice::fuzz {

namespace {

// The two secrets whose records are among the seeds.
constexpr std::string_view kValue = "sk_test_1234567890";
const std::vector<std::string>& hostsOf(std::string_view name) {
  static const std::vector<std::string> none;
  static const std::vector<std::string> bound = {"a.example.com", "*.example.org"};
  return name == "BOUND" ? bound : none;
}

constexpr const char* kScript = R"(
local value = helpers.secret("API_KEY")
return {data = {right = value == "sk_test_1234567890"}}
)";

const secrets::KeyRing& keys() {
  static const secrets::KeyRing ring = [] {
    auto read = secrets::KeyRing::read(tests::fromText(kSecretKeys));
    return std::move(*read);
  }();
  return ring;
}

bool opensAs(std::string_view name, const json::Value& record) {
  const auto opened = secrets::open(keys(), "sluice", name, 1, record);
  if (!opened) return false;
  SLUICE_CHECK(opened->value == kValue, "a record opened to something else");
  SLUICE_CHECK(opened->hosts == hostsOf(name), "a record opened for other hosts");
  SLUICE_CHECK(opened->version == 1, "a record opened as another version");
  return true;
}

// The end of a script whose host answers with this record.
Answer runWith(const json::Value& record) {
  static const int plan = load(planOf(kScript));
  const Answer waiting = checked(boundary::start(plan, "{}", kStart));
  const auto execution = static_cast<int>(waiting.json.get("execution")->integer());
  const std::string id = std::to_string(waiting.json.get("effects")->items().front().get("id")->integer());
  const std::string supply = "{\"now\":" + std::to_string(kNow) + ",\"replies\":[{\"id\":" + id +
                             ",\"ok\":true,\"value\":{\"record\":" + tests::toText(record) + "}}]}";
  Answer end = checked(boundary::advance(execution, supply));
  if (!end.ok()) boundary::cancel(execution);  // the record was too deep for a reply
  return end;
}

bool opened(const Answer& end) {
  const json::Value* data = end.json.get("outcome")->get("data");
  const json::Value* right = data != nullptr ? data->get("right") : nullptr;
  return right != nullptr && right->boolean();
}

void openEverywhere(const json::Value& record) {
  const bool opens = opensAs("API_KEY", record);
  SLUICE_CHECK(!opens || !opensAs("BOUND", record), "a record opened under two names");
  const Answer end = runWith(record);
  if (!end.ok()) return;
  checkTrace(end);
  SLUICE_CHECK(opened(end) == opens, "an execution opened another record than the core");
}

}  // namespace

}  // namespace sluice::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sluice;
  fuzz::configureOnce();
  static const bool loaded = (fuzz::openEverywhere({}), true);  // the plan, before handles are counted
  static_cast<void>(loaded);
  const fuzz::HandleWatch watch;
  const auto record = json::parse(fuzz::textOf(data, size));
  if (record) fuzz::openEverywhere(*record);
  fuzz::expectGoodRun();
  return 0;
}
