import { compileModule, type WasmSource } from "../module/compile.ts";
import { startLanguageModule } from "./language-module.ts";
import { RestartingServer, type LanguageServer } from "./language-server.ts";

export interface LanguageServerOptions {
  /** language.wasm, where it cannot be loaded from beside the package. */
  readonly module?: WasmSource | Promise<WasmSource>;
}

/** Where language.wasm comes from on a platform. */
export type LoadWasm = () => WasmSource | Promise<WasmSource>;

export type CreateLanguageServer = (options?: LanguageServerOptions) => Promise<LanguageServer>;

/** `createLanguageServer` of a platform. */
export function createLanguageServerOn(loadWasm: LoadWasm): CreateLanguageServer {
  return async ({ module = loadWasm() } = {}) => {
    const compiled = await compileModule(await module, "language.wasm");
    const start = () => startLanguageModule(compiled);
    return new RestartingServer(start, await start());
  };
}
