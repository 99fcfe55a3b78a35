// JavaScript, because TypeScript does not read source phase imports yet; source.d.ts has the types.
import source compiled from "../../language.wasm";

/** Deno imports language.wasm as a compiled module, without a permission to read files. */
export function loadWasm() {
  return compiled;
}
