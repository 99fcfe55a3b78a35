// The engine as the programs of this folder drive it, through the boundary, and what must hold of everything it
// answers. Whatever does not hold ends the program, which libFuzzer takes for a crash.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "json/value.h"
#include "wasm/boundary.h"

namespace sluice::fuzz {

// Small enough for hundreds of runs a second; all scripts are under them.
inline constexpr std::int64_t kInstructions = 20'000;
inline constexpr std::int64_t kMemoryBytes = 1 << 20;

// Every execution starts alike.
inline constexpr std::int64_t kNow = 1'700'000'000'000;
inline const boundary::Start kStart{
    .traceId = "00112233445566778899aabbccddeeff", .seed = "0123456789abcdef", .now = static_cast<double>(kNow)};

inline constexpr const char* kSecretKeys = R"([{"id":"k1","key":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}])";

// The engine's options: the limits and keys above, the namespace "sluice", and REGION in the environment. The first
// call configures the instance; later ones do nothing.
void configureOnce();

struct Answer {
  std::string text;
  json::Value json;  // the same

  bool ok() const { return json.get("ok")->boolean(); }
  bool done() const { return !ok() || json.get("done")->boolean(); }  // of a step
};

// What the boundary answered: JSON with "ok", and when that is false, with a code of the catalog and a message.
Answer checked(std::string text);

// {trigger, mode, onError, layers: [[{id: "script", code}]]}; ill-formed UTF-8 becomes U+FFFD.
std::string planOf(std::string_view code);
// The same as a pipeline.
std::string pipelineOf(std::string_view code);

// The handle of a plan that must be good.
int load(const std::string& plan);

// The argument of advance() that answers these effects. An effect's own text chooses its reply, good, bad or malformed;
// time passes with each.
std::string repliesTo(const json::Value& effects, std::int64_t now);
// From the step that start() answered to the last one.
Answer drive(Answer step);
// Starts an execution and drives it, or answers why it was refused.
Answer run(int plan, const std::string& context);

// Of the last step of an execution: each span ended in a class that scripts have, within the limits; some traces,
// chosen by their text, are converted to both of their other forms. Nothing of a refusal.
void checkTrace(const Answer& step);

// A fixed script on the same instance still comes to its answer.
void expectGoodRun();

// Remembers how many plans and executions are alive, and ends the program when it is others in the end.
class HandleWatch {
 public:
  HandleWatch();
  ~HandleWatch();
  HandleWatch(const HandleWatch&) = delete;
  HandleWatch& operator=(const HandleWatch&) = delete;

 private:
  std::string before_;
};

}  // namespace sluice::fuzz
