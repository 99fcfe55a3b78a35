import { readFile } from "node:fs/promises";

import { notLoaded } from "./compile.ts";

/** Reads a Wasm file of the package: Node and Bun. */
export async function readWasm(name: string, url: URL): Promise<BufferSource> {
  try {
    return await readFile(url);
  } catch (error) {
    throw notLoaded(name, `${url.href} cannot be read`, error);
  }
}
