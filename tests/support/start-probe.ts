import { EngineInstance } from "../../dist/engine-instance.js";
import { compileModule, type WasmSource } from "../../dist/module/compile.js";
import { startInstance } from "../../dist/module/start.js";

/** A bare instance of the built engine, beside those that the package makes. */
export async function startProbe(loadWasm: () => WasmSource | Promise<WasmSource>): Promise<EngineInstance> {
  const compiled = await compileModule(await loadWasm());
  return new EngineInstance(await startInstance(compiled), {});
}
