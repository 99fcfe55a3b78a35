// The registration table: the boundary's functions under their own names, and nothing else. See boundary.h.
#include <emscripten/bind.h>

#include "wasm/boundary.h"
#include "wasm/random_source.h"

EMSCRIPTEN_BINDINGS(sluice) {
  using namespace sluice;
  boundary::installRandomSource();
  emscripten::function("version", &boundary::version);
  emscripten::function("configure", &boundary::configure);
  emscripten::function("compile", &boundary::compile);
  emscripten::function("load", &boundary::load);
  emscripten::function("unload", &boundary::unload);
  emscripten::function("start", &boundary::start);
  emscripten::function("advance", &boundary::advance);
  emscripten::function("cancel", &boundary::cancel);
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
