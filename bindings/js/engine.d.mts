// What Emscripten's glue for engine.wasm looks like from outside. The build puts the glue itself beside the package.
import type { Glue } from "./module/engine-module.ts";

/** What the glue is told when it starts. */
export interface GlueOptions {
  /** Replaces the glue's own loading: has to instantiate the module with `imports` and hand over the instance. */
  instantiateWasm(
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): object;
}

export default function start(options: GlueOptions): Promise<Glue>;
