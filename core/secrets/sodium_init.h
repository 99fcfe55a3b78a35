#pragma once

namespace sluice::secrets {

// Readies libsodium on the first call; everything in this folder that draws random bytes or uses a key calls it. Not
// done earlier, because it draws random bytes itself, which some hosts refuse while a program loads. Without a source
// of randomness the instance ends (SLUICE_CHECK): in Wasm, bindings/wasm installs one before.
void ensureSodium();

}  // namespace sluice::secrets
