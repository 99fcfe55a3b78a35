import compiled from "../engine.wasm";

/** Workers import engine.wasm as a compiled module. */
export function loadWasm(): WebAssembly.Module {
  return compiled;
}
