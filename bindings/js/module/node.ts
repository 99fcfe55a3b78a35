import { readFile } from "node:fs/promises";

/** Reads engine.wasm from beside the package: Node and Bun. */
export function loadWasm(): Promise<BufferSource> {
  return readFile(new URL("../engine.wasm", import.meta.url));
}
