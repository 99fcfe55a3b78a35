import { readFile } from "node:fs/promises";

/** Reads language.wasm from beside the package: Node and Bun. */
export function loadWasm(): Promise<BufferSource> {
  return readFile(new URL("../../language.wasm", import.meta.url));
}
