import { readFile } from "node:fs/promises";

import { notLoaded } from "./compile.ts";

/** Reads engine.wasm from beside the package: Node and Bun. */
export async function loadWasm(): Promise<BufferSource> {
  const url = new URL("../engine.wasm", import.meta.url);
  try {
    return await readFile(url);
  } catch (error) {
    throw notLoaded("engine.wasm", `${url.href} cannot be read`, error);
  }
}
