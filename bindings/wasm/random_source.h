// libsodium's randomness in Wasm: getentropy, which is crypto.getRandomValues of the host. libsodium's own source for
// Emscripten looks for JavaScript globals that not every runtime has.
#pragma once

namespace sluice::boundary {

// Only registers the source and draws nothing: Workers refuse randomness while a module starts.
void installRandomSource();

}  // namespace sluice::boundary
