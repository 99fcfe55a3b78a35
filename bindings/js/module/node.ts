import { readWasm } from "./read-wasm.ts";

/** Reads engine.wasm from beside the package: Node and Bun. */
export async function loadWasm(): Promise<BufferSource> {
  return readWasm("engine.wasm", new URL("../engine.wasm", import.meta.url));
}
