import compiled from "../../language.wasm";

/** Workers import language.wasm as a compiled module. */
export function loadWasm(): WebAssembly.Module {
  return compiled;
}
