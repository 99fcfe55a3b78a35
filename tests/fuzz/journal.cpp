// What a journal is to the core: a sequence of calls with any JSON in any order. Each line of the input is one call: a
// letter, and behind it what the call is given.
//
//   p  which of kScripts is started next, by number       c  start with this context      s  start with these options
//   a  advance     h  advance with the fixed host's answers to all effects      r  reveal   d  redact   x  cancel
//   n  the next execution is the one that is meant from here on
//   k  seal        g  sign                                v  verify
//
// All of it is done twice: equal calls get equal answers.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "fuzz/engine.h"
#include "fuzz/program.h"
#include "wasm/boundary.h"

namespace sluice::fuzz {

namespace {

constexpr const char* kScripts[] = {
    R"(local key = helpers.secret("API_KEY")
local answer = helpers.fetch("https://a.example.com/", {headers = {authorization = key}, json = context})
helpers.log(answer, key)
return {allowed = answer.ok, data = {body = answer.body, now = helpers.now()}})",
    R"(local bound, seen = helpers.secret("BOUND"), {}
local requests = {{"https://a.example.com/?" .. tostring(bound)}, {"https://b.example.com/"}}
for i, answer in ipairs(helpers.fetchAll(requests)) do seen[i] = answer.status end
return {data = {seen = seen, limit = helpers.rateLimit({key = "k", limit = 5, window = 60})}})",
    R"(local ask = coroutine.wrap(function(name)
  local got, value = pcall(helpers.secret, name)
  coroutine.yield(helpers.trace("span", {name = name}, function() return tostring(value) end))
end)
return {allowed = false, error = "no", code = helpers.hmac("x", ask("API_KEY")):sub(1, 4)})",
};

constexpr std::size_t kMostCalls = 40;
constexpr std::size_t kMostAlive = 6;

struct Alive {
  int handle = 0;
  json::Value effects;  // those of the last step that had any
};

class Session {
 public:
  Session() {
    static const std::vector<int> plans = [] {
      std::vector<int> handles;
      for (const char* script : kScripts) handles.push_back(load(planOf(script)));
      return handles;
    }();
    plans_ = plans;
  }
  ~Session() {
    for (const Alive& one : alive_) boundary::cancel(one.handle);
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void call(char letter, const std::string& argument) {
    switch (letter) {
      case 'p': plan_ = argument.empty() ? 0 : static_cast<unsigned char>(argument[0]) % plans_.size(); return;
      case 'c': return start(argument, kHeldOptions);
      case 's': return start("{}", argument);
      case 'a': return advance(argument);
      case 'h': return answerAll();
      case 'r': tell(boundary::reveal(meant(), argument)); return;
      case 'd': tell(boundary::redact(meant(), argument)); return;
      case 'x': return cancel();
      case 'n':
        if (!alive_.empty()) std::rotate(alive_.begin(), alive_.begin() + 1, alive_.end());
        return;
      case 'k': checked(boundary::seal(argument)); return;  // draws nonces
      case 'g': tell(boundary::sign(argument)); return;
      case 'v': tell(boundary::verify(argument)); return;
      default: return;
    }
  }

  const std::string& told() const { return told_; }

 private:
  static constexpr const char* kHeldOptions =
      R"({"traceId":"00112233445566778899aabbccddeeff","seed":"0123456789abcdef","now":1700000000000,"hold":true})";

  int meant() const { return alive_.empty() ? 0 : alive_.front().handle; }

  // Handles are never the same.
  Answer tell(std::string text) {
    Answer answer = checked(std::move(text));
    checkTrace(answer);
    const std::size_t handle = answer.text.find("\"execution\":");
    if (handle != std::string::npos) answer.text.erase(handle, answer.text.find(',', handle) - handle);
    told_ += answer.text + "\n";
    return answer;
  }

  void start(const std::string& context, const std::string& options) {
    if (alive_.size() == kMostAlive) cancel();
    const Answer step = tell(boundary::start(plans_[plan_], context, options));
    const json::Value* execution = step.json.get("execution");
    if (execution == nullptr) return;
    alive_.insert(alive_.begin(), {static_cast<int>(execution->integer()), *step.json.get("effects")});
  }

  void advance(const std::string& supply) {
    const Answer step = tell(boundary::advance(meant(), supply));
    const json::Value* effects = step.json.get("effects");
    if (effects != nullptr && !effects->items().empty()) alive_.front().effects = *effects;
  }

  void answerAll() {
    if (!alive_.empty()) advance(repliesTo(alive_.front().effects, kNow));
  }

  void cancel() {
    boundary::cancel(meant());
    if (!alive_.empty()) alive_.erase(alive_.begin());
  }

  std::vector<int> plans_;
  std::size_t plan_ = 0;
  std::vector<Alive> alive_;  // the first is the one that is meant
  std::string told_;
};

std::string perform(std::string_view input) {
  Session session;
  for (std::size_t calls = 0; !input.empty() && calls < kMostCalls; ++calls) {
    const std::size_t end = std::min(input.find('\n'), input.size());
    if (end > 0) session.call(input[0], std::string(input.substr(1, end - 1)));
    input.remove_prefix(std::min(end + 1, input.size()));
  }
  return session.told();
}

}  // namespace

}  // namespace sluice::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sluice::fuzz;
  configureOnce();
  static const bool loaded = (perform(""), true);  // the plans, before handles are counted
  static_cast<void>(loaded);
  const HandleWatch watch;
  const std::string_view input = textOf(data, size);
  SLUICE_CHECK(perform(input) == perform(input), "a sequence of calls was answered otherwise the second time");
  expectGoodRun();
  return 0;
}
