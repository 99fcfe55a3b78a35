import type { WasmSource } from "./core.js";

/** Whatever the platform or the bundler makes of the file: what `createLanguageServer` takes as `module`. */
declare const wasm: WasmSource;
export default wasm;
