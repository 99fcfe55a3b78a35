import { readFile } from "node:fs/promises";

import { notLoaded } from "../../module/compile.ts";

/** Reads language.wasm from beside the package: Node and Bun. */
export async function loadWasm(): Promise<BufferSource> {
  const url = new URL("../../language.wasm", import.meta.url);
  try {
    return await readFile(url);
  } catch (error) {
    throw notLoaded("language.wasm", `${url.href} cannot be read`, error);
  }
}
