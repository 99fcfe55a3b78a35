import compiled from "../engine.wasm?module";

/** Edge functions import engine.wasm as a compiled module when asked for with ?module. */
export function loadWasm(): WebAssembly.Module {
  return compiled;
}
