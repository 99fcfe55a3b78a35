import startGlue from "../engine.mjs";
import type { EngineModule } from "./engine-module.ts";
import { withStepTexts } from "./step-texts.ts";

/** Starts an instance of a compiled engine.wasm. Rejects when it cannot be instantiated. */
export function startInstance(compiled: WebAssembly.Module): Promise<EngineModule> {
  return new Promise((resolve, reject) => {
    // The glue has no way to learn that the hook failed and would wait for `done` for ever.
    const instantiateWasm = (
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ): object => {
      WebAssembly.instantiate(compiled, imports)
        .then((instance) => done(instance, compiled))
        .catch(reject);
      return {};
    };
    startGlue({ instantiateWasm }).then((glue) => resolve(withStepTexts(glue)), reject);
  });
}
