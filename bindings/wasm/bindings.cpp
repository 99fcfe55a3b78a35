// The registration table: the boundary's functions under their own names, and nothing else. See boundary.h.
#include <emscripten/bind.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
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

// What the host writes for one call: how many bytes each text has, u32 each, then the texts one after another. embind's
// own strings would be looked through twice in JavaScript, and each would lie in two blocks of memory here.
class Room {
 public:
  // Where `bytes` may be written.
  std::uintptr_t of(std::uint32_t bytes) {
    large_.reset(bytes <= sizeof usual_ ? nullptr : new char[bytes]);
    return reinterpret_cast<std::uintptr_t>(start());
  }

  template <std::size_t kTexts>
  std::array<std::string_view, kTexts> texts() {
    std::uint32_t sizes[kTexts];
    std::memcpy(sizes, start(), sizeof sizes);
    std::array<std::string_view, kTexts> texts;
    const char* at = start() + sizeof sizes;
    for (std::size_t i = 0; i < kTexts; at += sizes[i++]) texts[i] = {at, sizes[i]};
    used_ = static_cast<std::size_t>(at - start());
    return texts;
  }

  // Replies hold secrets. A block that is freed is wiped by that.
  void leave() {
    large_.reset();
    std::memset(usual_, 0, std::min(used_, sizeof usual_));
    asm volatile("" : : "r"(usual_) : "memory");  // keeps the store that nobody reads
  }

 private:
  char* start() { return large_ != nullptr ? large_.get() : usual_; }

  alignas(std::uint32_t) char usual_[16 * 1024];  // of most calls
  std::unique_ptr<char[]> large_;
  std::size_t used_ = 0;
};

Room room;

std::uintptr_t roomFor(std::uint32_t bytes) { return room.of(bytes); }

enum StartFlag { kTrace = 1, kHold = 2, kProfile = 4 };

// The texts: context, trace id, seed, user id, address of the request.
std::uintptr_t start(int plan, double now, int flags) {
  const auto [context, traceId, seed, userId, requestIp] = room.texts<5>();
  const sluice::boundary::Start options{.traceId = std::string(traceId),
                                        .seed = std::string(seed),
                                        .now = now,
                                        .userId = std::string(userId),
                                        .requestIp = std::string(requestIp),
                                        .trace = (flags & kTrace) != 0,
                                        .hold = (flags & kHold) != 0,
                                        .profile = (flags & kProfile) != 0};
  const std::uintptr_t step = kept(sluice::boundary::start(plan, context, options));
  room.leave();
  return step;
}

// The text: now and replies.
std::uintptr_t advance(int execution) {
  const auto [supply] = room.texts<1>();
  const std::uintptr_t step = kept(sluice::boundary::advance(execution, supply));
  room.leave();
  return step;
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
  emscripten::function("roomFor", &roomFor);
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
