import type { Engine } from "./api.ts";
import type { Control, ControlOptions } from "./control/api.ts";
import { openControl } from "./control/control.ts";
import { openEngine, type EngineOrigin } from "./engine.ts";
import { engineHash } from "./engine-hash.js";
import type { HookDefinition } from "./hooks.ts";
import { InstanceKeeper } from "./instance-keeper.ts";
import type { JsonObject } from "./json.ts";
import { compileModule, type WasmSource } from "./module/compile.ts";
import { startInstance } from "./module/start.ts";
import type { EngineOptions, Fetch } from "./options.ts";
import type { ClockKind, Trace } from "./trace.ts";

/** Where a platform has engine.wasm, and whether its clock moves while it computes. */
export interface Platform {
  readonly loadWasm: () => WasmSource | Promise<WasmSource>;
  readonly clock: ClockKind;
  /** What scripts fetch with when the deployment names nothing else; default the global `fetch`. */
  readonly fetch?: Fetch;
}

/** The package on one platform. */
export interface Sluice {
  /** Makes an engine. Rejects with `invalid_options`; loads nothing until the engine is first used. */
  createEngine<H extends HookDefinition = never>(options?: EngineOptions<H>): Promise<Engine<H>>;
  /** Makes a control plane. Throws `invalid_options`; loads nothing until it is first used. */
  createControl(options: ControlOptions): Control;
  /** The trace as OTLP/JSON, an ExportTraceServiceRequest. Rejects with the field when it is no trace. */
  exportOtlp(trace: Trace): Promise<JsonObject>;
  /** What of the trace is equal on every platform. Rejects with the field when it is no trace. */
  canonicalTrace(trace: Trace): Promise<JsonObject>;
}

/** Compiles the module once, on first use, and starts instances of it. */
export function sluiceOn({ loadWasm, ...platform }: Platform): Sluice {
  // Shared between requests: on Workers the module is there already, so that no request's I/O is waited for.
  let compiling: Promise<WebAssembly.Module> | undefined;
  const compiled = async (): Promise<WebAssembly.Module> => {
    compiling ??= Promise.resolve(loadWasm()).then(compileModule);
    try {
      return await compiling;
    } catch (error) {
      compiling = undefined;
      throw error;
    }
  };
  const origin: EngineOrigin = { start: async () => startInstance(await compiled()), engineHash, ...platform };
  const converter = new InstanceKeeper(origin.start, {});
  return {
    createEngine: async (options = {}) => openEngine(options, origin),
    createControl: (options) => openControl(options, origin),
    exportOtlp: async (trace) => (await converter.get()).convertTrace("otlp", trace),
    canonicalTrace: async (trace) => (await converter.get()).convertTrace("canonical", trace),
  };
}
