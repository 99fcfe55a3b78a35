declare module "*/engine-test.mjs" {
  type Imports = WebAssembly.Imports;
  type Done = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;

  /** engine.wasm and what the test build adds to it. */
  export type TestModule = import("../../dist/module/engine-module.js").EngineModule & {
    /** Does what `advance` does, then traps. */
    trap(execution: number, repliesJson: string): void;
  };

  export default function start(options: { instantiateWasm(imports: Imports, done: Done): object }): Promise<TestModule>;
}
