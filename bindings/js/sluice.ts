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

/** The package on one platform: where instances come from, and the one that converts traces. */
export interface Sluice extends EngineOrigin {
  readonly converter: InstanceKeeper;
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
  const start = async () => startInstance(await compiled());
  return { start, engineHash, ...platform, converter: new InstanceKeeper(start, {}) };
}

// One function for each part of the package, so that bundlers leave out those that a program does not use.

/** Makes `createEngine`: rejects with `invalid_options`; loads nothing until the engine is first used. */
export function createEngineOn(sluice: Sluice) {
  return async <H extends HookDefinition = never>(options: EngineOptions<H> = {}): Promise<Engine<H>> => {
    return openEngine(options, sluice);
  };
}

/** Makes `createControl`: throws `invalid_options`; loads nothing until the control plane is first used. */
export function createControlOn(sluice: Sluice) {
  return (options: ControlOptions): Control => openControl(options, sluice);
}

/** Makes `exportOtlp`: the trace as OTLP/JSON, an ExportTraceServiceRequest. Rejects when it is no trace. */
export function exportOtlpOn({ converter }: Sluice) {
  return async (trace: Trace): Promise<JsonObject> => (await converter.get()).convertTrace("otlp", trace);
}

/** Makes `canonicalTrace`: what of the trace is equal on every platform. Rejects when it is no trace. */
export function canonicalTraceOn({ converter }: Sluice) {
  return async (trace: Trace): Promise<JsonObject> => (await converter.get()).convertTrace("canonical", trace);
}
