// The registration table: the boundary's functions under their own names, and nothing else. See boundary.h.
#include <emscripten/bind.h>

#include <cstdint>
#include <string>
#include <utility>

#include "wasm/boundary.h"
#include "wasm/random_source.h"

namespace {

// Where the text of a step lies, {u32 address, u32 bytes}, until the next one or until an execution is cancelled: the
// step of one that waits can hold a secret that its script sends, which must not outlive it. embind's own strings are
// looked through byte by byte in JavaScript, which for a step with its trace takes longer than many a script.
std::uintptr_t kept(std::string step) {
  static std::string text;
  static std::uint32_t place[2];
  text = std::move(step);
  place[0] = static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(text.data()));
  place[1] = static_cast<std::uint32_t>(text.size());
  return reinterpret_cast<std::uintptr_t>(place);
}

std::uintptr_t start(int plan, const std::string& contextJson, const std::string& traceId, const std::string& seed,
                     double now, const std::string& userId, const std::string& requestIp, bool trace, bool hold,
                     bool profile) {
  return kept(sluice::boundary::start(plan, contextJson, {traceId, seed, now, userId, requestIp, trace, hold, profile}));
}

std::uintptr_t advance(int execution, const std::string& repliesJson) {
  return kept(sluice::boundary::advance(execution, repliesJson));
}

void cancel(int execution) {
  sluice::boundary::cancel(execution);
  kept({});
}

}  // namespace

EMSCRIPTEN_BINDINGS(sluice) {
  using namespace sluice;
  boundary::installRandomSource();
  emscripten::function("version", &boundary::version);
  emscripten::function("configure", &boundary::configure);
  emscripten::function("compile", &boundary::compile);
  emscripten::function("load", &boundary::load);
  emscripten::function("unload", &boundary::unload);
  emscripten::function("start", &start);
  emscripten::function("advance", &advance);
  emscripten::function("cancel", &cancel);
  emscripten::function("reveal", &boundary::reveal);
  emscripten::function("redact", &boundary::redact);
  emscripten::function("seal", &boundary::seal);
  emscripten::function("sealJournal", &boundary::sealJournal);
  emscripten::function("openJournal", &boundary::openJournal);
  emscripten::function("sign", &boundary::sign);
  emscripten::function("verify", &boundary::verify);
  emscripten::function("convertTrace", &boundary::convertTrace);
  emscripten::function("digest", &boundary::digest);
  emscripten::function("liveHandles", &boundary::liveHandles);
}
