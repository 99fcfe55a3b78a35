/** Deno imports language.wasm as a compiled module, without a permission to read files. */
export declare function loadWasm(): WebAssembly.Module;
