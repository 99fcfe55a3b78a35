import { readWasm } from "../../module/read-wasm.ts";

/** Reads language.wasm from beside the package: Node and Bun. */
export async function loadWasm(): Promise<BufferSource> {
  return readWasm("language.wasm", new URL("../../language.wasm", import.meta.url));
}
