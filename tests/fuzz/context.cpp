// A context as JSON, read by both readers, then walked, written and read again by a script.
#include <string>

#include "base/check.h"
#include "fuzz/engine.h"
#include "fuzz/program.h"
#include "json/reference_reader.h"
#include "support/event_log.h"
#include "wasm/boundary.h"

namespace sluice::fuzz {

namespace {

// `stable` is left out where the text is too long or too deep for the helper, or the limits end the walk.
constexpr const char* kScript = R"(
local function walk(value)
  if type(value) ~= "table" then return tostring(value) end
  assert(not pcall(function() value[1] = 1 end))
  local parts = {}
  for key, member in pairs(value) do parts[#parts + 1] = tostring(key) .. "=" .. walk(member) end
  return table.concat(parts, ",") .. #value
end
local result = {walked = helpers.hash(walk(context)), email = context.user and tostring(context.user)}
local done, text = pcall(helpers.json.encode, context)
if done then
  local read, value = pcall(helpers.json.decode, text)
  if read then result.stable = helpers.json.encode(value) == text end
end
helpers.log(context)
helpers.trace("span", context, function() end)
return {data = result}
)";

bool isStable(const Answer& step) {
  const json::Value* outcome = step.json.get("outcome");
  const json::Value* data = outcome != nullptr ? outcome->get("data") : nullptr;
  const json::Value* stable = data != nullptr ? data->get("stable") : nullptr;
  return stable == nullptr || stable->boolean();
}

using Reader = bool (*)(std::string_view, const json::ReadLimits&, json::Handler&, json::ReadError*);

std::string reading(Reader reader, std::string_view text) {
  test::EventLog log;
  json::ReadError error;
  const bool isRead = reader(text, {.depth = 8, .nodes = 500}, log, &error);
  return log.text + (isRead ? " read" : " refused at " + std::to_string(error.offset) + ": " + error.message);
}

void checkReadings(std::string_view text) {
  SLUICE_CHECK(reading(json::read, text) == reading(json::readByReference, text), "two readings of one text differ");
}

}  // namespace

}  // namespace sluice::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sluice::fuzz;
  configureOnce();
  static const int plan = load(planOf(kScript));
  const HandleWatch watch;
  const std::string context(textOf(data, size));
  checkReadings(context);
  const Answer step = run(plan, context);
  SLUICE_CHECK(step.text == run(plan, context).text, "a context gave something else the second time");
  checkTrace(step);
  SLUICE_CHECK(isStable(step), "JSON changed when it was read and written again");
  expectGoodRun();
  return 0;
}
