/** SHA-256 of the packaged engine.wasm, lower-case hex. Written by scripts/build-package.mjs. */
export declare const engineHash: string;
