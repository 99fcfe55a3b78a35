#include "fuzz/engine.h"

#include <cstdio>
#include <iterator>
#include <string_view>
#include <utility>

#include "base/check.h"
#include "catalog/catalog.h"
#include "json/writer.h"
#include "support/json_text.h"
#include "wasm/boundary.h"

namespace sluice::fuzz {

namespace {

using tests::fromText;
using tests::integerOr;
using tests::stringOr;
using tests::toText;

// What a trace shows as peak may pass the memory limit by what the host keeps back for itself.
constexpr std::int64_t kHostReserve = 64 * 1024;

std::string options() {
  json::Writer out;
  out.beginObject().memberRaw("secretKeys", kSecretKeys).memberRaw("env", R"({"REGION":"eu-north"})");
  out.key("limits").beginObject().member("instructions", kInstructions).member("memoryBytes", kMemoryBytes).endObject();
  return out.endObject().take();
}

// Converting takes longer than running a small script.
constexpr std::size_t kConvertedOnceIn = 8;

constexpr const char* kGoodScript = R"(
local sum = 0
for i = 1, 100 do sum = sum + i end
local squares = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i * i) end end)
local caught, message = pcall(error, "caught")
local letters = {"c", "a", "b"}
table.sort(letters)
return {data = {
  sum = sum, squares = squares() + squares() + squares(), caught = not caught and message,
  sorted = table.concat(letters), shout = ("é" .. "x"):upper(), matches = helpers.matches("abc", "^a.c$"),
  json = helpers.json.encode(helpers.json.decode("[1,{\"a\":true}]")), city = context.city,
}})";
constexpr const char* kGoodContext = R"({"city":"Lund"})";
constexpr std::string_view kGoodAnswer =
    R"({"ok":true,"done":true,"outcome":{"allowed":true,"data":{"caught":"caught","city":"Lund",)"
    R"("json":"[1,{\"a\":true}]","matches":true,"shout":"éX","sorted":"abc","squares":14,"sum":5050}},"metrics":[]})";

// Members that follow "id" in a reply.
constexpr std::string_view kFetchReplies[] = {
    R"("ok":true,"value":{"status":200,"headers":{"content-type":"application/json"},"body":"{\"a\":[1,null,\"x\"]}"})",
    R"("ok":true,"value":{"status":200,"headers":{},"body":"text"})",
    R"("ok":true,"value":{"status":404,"headers":{"x":"1"},"body":""})",
    R"("ok":true,"value":{"status":200,"headers":{"content-type":"application/json; charset=utf-8"},"body":"{\"a\":"})",
    R"("ok":false,"code":"fetch_denied","message":"only https")",
    R"("ok":false,"code":"fetch_failed","message":"no answer within 3000 ms")",
    R"("ok":false,"code":"secret_bound","message":"bound")",
    R"("ok":false,"code":"engine_crash")",
    R"("ok":true)",
    R"("ok":true,"value":{"status":"200","headers":[],"body":7})",
};
constexpr std::string_view kSecretReplies[] = {
    R"("ok":true,"value":{"plain":"sk_test_1234567890"})",
    R"("ok":true,"value":{"plain":"sk_bound_1234567890","hosts":["a.example.com","*.example.org"]})",
    R"("ok":true,"value":null)",
    R"("ok":true,"value":{"record":{"v":1}})",
    R"("ok":true,"value":{"plain":"short"})",
    R"("ok":false,"code":"store_unavailable","message":"down")",
    R"("ok":true,"value":{"plain":"12345678"})",
};
constexpr std::string_view kRateLimitReplies[] = {
    R"("ok":true,"value":{"allowed":true,"remaining":4,"resetAt":1700000060000})",
    R"("ok":true,"value":{"allowed":false,"remaining":0,"resetAt":1700000060000})",
    R"("ok":true,"value":{"allowed":1})",
    R"("ok":false,"code":"helper_error","message":"no counter")",
};

// FNV-1a, 32 bit (Fowler, Noll, Vo): any function of the text would do.
std::size_t chosenBy(std::string_view text, std::size_t bound) {
  std::uint32_t hash = 2166136261;
  for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619;
  return hash % bound;
}

std::string_view membersOfReply(const json::Value& effect) {
  const std::string& kind = effect.get("kind")->string();
  const std::string text = toText(effect);
  if (kind == "fetch") return kFetchReplies[chosenBy(text, std::size(kFetchReplies))];
  if (kind == "secret") return kSecretReplies[chosenBy(text, std::size(kSecretReplies))];
  return kRateLimitReplies[chosenBy(text, std::size(kRateLimitReplies))];
}

std::string replyTo(const json::Value& effect) {
  return "{\"id\":" + std::to_string(effect.get("id")->integer()) + "," + std::string(membersOfReply(effect)) + "}";
}

void expect(bool holds, const char* what, std::string_view text) {
  if (!holds) std::fprintf(stderr, "%s: %.*s\n", what, static_cast<int>(text.size()), text.data());
  SLUICE_CHECK(holds, "an invariant does not hold");
}

// What a script can end in: its own mistakes or a store that has no good record of a secret, and no crash of ours or
// mistake of a caller.
bool isClassOfScripts(std::string_view code) {
  catalog::ErrorCode named{};
  if (!catalog::errorCodeFrom(code, named)) return false;
  return named < catalog::ErrorCode::EngineCrash || named == catalog::ErrorCode::StoreUnavailable;
}

void checkSpan(const json::Value& span) {
  const std::string code = stringOr(span, "errorCode", "");
  expect(code.empty() || isClassOfScripts(code), "a class that no script has", code);
  const std::int64_t instructions = integerOr(span, "instructions", 0);
  expect(instructions >= 0 && instructions <= kInstructions, "instructions beyond the limit", toText(span));
  expect(integerOr(span, "memoryPeak", 0) <= kMemoryBytes + kHostReserve, "memory beyond the limit", toText(span));
}

}  // namespace

void configureOnce() {
  static const bool once = [] {
    const Answer answer = checked(boundary::configure(options()));
    expect(answer.ok(), "the options are refused", answer.text);
    expectGoodRun();
    return true;
  }();
  static_cast<void>(once);
}

Answer checked(std::string text) {
  Answer answer{std::move(text), {}};
  answer.json = fromText(answer.text);
  const json::Value* ok = answer.json.get("ok");
  expect(ok != nullptr && ok->isBoolean(), "an answer without ok", answer.text);
  if (ok->boolean()) return answer;
  const json::Value* error = answer.json.get("error");
  catalog::ErrorCode code{};
  const bool told = error != nullptr && catalog::errorCodeFrom(stringOr(*error, "code", ""), code) &&
                    !stringOr(*error, "message", "").empty();
  expect(told, "a failure without a code of the catalog or a message", answer.text);
  return answer;
}

std::string planOf(std::string_view code) {
  json::Writer out;
  out.beginObject().member("trigger", "fuzz").member("mode", "blocking").member("onError", "allow");
  out.key("layers").beginArray().beginArray();
  out.beginObject().member("id", "script").member("code", code).endObject();
  return out.endArray().endArray().endObject().take();
}

std::string pipelineOf(std::string_view code) {
  json::Writer out;
  out.beginObject().member("trigger", "fuzz").member("mode", "blocking").member("onError", "allow");
  out.memberRaw("layers", R"([["script"]])");
  out.key("scripts").beginObject().key("script").beginObject().member("code", code).endObject().endObject();
  return out.endObject().take();
}

int load(const std::string& plan) {
  const Answer answer = checked(boundary::load(plan));
  expect(answer.ok(), "a plan is refused", answer.text);
  return static_cast<int>(answer.json.get("plan")->integer());
}

std::string repliesTo(const json::Value& effects, std::int64_t now) {
  std::string replies;
  for (const json::Value& effect : effects.items()) {
    replies += (replies.empty() ? "" : ",") + replyTo(effect);
    ++now;
  }
  return "{\"now\":" + std::to_string(now) + ",\"replies\":[" + replies + "]}";
}

Answer drive(Answer step) {
  std::int64_t now = kNow;
  while (!step.done()) {
    const json::Value& effects = *step.json.get("effects");
    expect(!effects.items().empty(), "an execution waits for nothing", step.text);
    const auto execution = static_cast<int>(step.json.get("execution")->integer());
    const std::string supply = repliesTo(effects, now);
    now += static_cast<std::int64_t>(effects.items().size());
    step = checked(boundary::advance(execution, supply));
  }
  return step;
}

Answer run(int plan, const std::string& context) {
  return drive(checked(boundary::start(plan, context, kStart)));
}

void checkTrace(const Answer& step) {
  const json::Value* trace = step.json.get("trace");
  if (trace == nullptr) return;
  for (const json::Value& span : trace->get("spans")->items()) checkSpan(span);
  const std::string text = toText(*trace);
  if (chosenBy(text, kConvertedOnceIn) != 0) return;
  for (const char* form : {"canonical", "otlp"}) {
    expect(checked(boundary::convertTrace(form, text)).ok(), "a trace of ours has no other form", text);
  }
}

void expectGoodRun() {
  static const int plan = load(planOf(kGoodScript));
  static const boundary::Start withoutTrace = [] {
    boundary::Start start = kStart;
    start.trace = false;
    return start;
  }();
  const std::string answer = boundary::start(plan, kGoodContext, withoutTrace);
  expect(answer == kGoodAnswer, "the good script came to", answer);
}

HandleWatch::HandleWatch() : before_(boundary::liveHandles()) {}

HandleWatch::~HandleWatch() {
  const std::string after = boundary::liveHandles();
  expect(after == before_, "handles are left", after);
}

}  // namespace sluice::fuzz
