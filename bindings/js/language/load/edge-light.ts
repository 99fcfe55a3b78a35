import compiled from "../../language.wasm?module";

/** Edge functions import language.wasm as a compiled module when asked for with ?module. */
export function loadWasm(): WebAssembly.Module {
  return compiled;
}
