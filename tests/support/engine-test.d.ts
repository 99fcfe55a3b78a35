declare module "*/engine-test.mjs" {
  type Imports = WebAssembly.Imports;
  type Done = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;

  /** What the test build adds to engine.wasm. */
  export interface Trapping {
    /** Does what `advance` does, then traps. */
    trap(execution: number, repliesJson: string): void;
  }
  type Glue = import("../../dist/module/engine-module.js").Glue & Trapping;

  export default function start(options: { instantiateWasm(imports: Imports, done: Done): object }): Promise<Glue>;
}
