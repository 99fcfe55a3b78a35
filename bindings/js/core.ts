/**
 * The package with an engine.wasm that you bring along, for platforms and bundlers that the other entries do not fit:
 * import or read `sluice/engine.wasm` in your own way and hand it over as `module`.
 *
 * @module
 */
import type { Engine } from "./api.ts";
import { invalid } from "./check-options.ts";
import type { Control, ControlOptions } from "./control/api.ts";
import { openControl } from "./control/control.ts";
import { openEngine } from "./engine.ts";
import type { HookDefinition } from "./hooks.ts";
import type { JsonObject } from "./json.ts";
import { compileModule, type WasmSource } from "./module/compile.ts";
import type { EngineOptions } from "./options.ts";
import { canonicalTraceOn, exportOtlpOn, sluiceOn, type Sluice } from "./sluice.ts";
import type { ClockKind, Trace } from "./trace.ts";

export * from "./exports.ts";
export type { WasmSource };

/** An engine.wasm, and whether the platform's clock moves while it computes (default `live`). */
export interface ModuleOptions {
  readonly module: WasmSource | Promise<WasmSource>;
  readonly clock?: ClockKind;
}

/** As everywhere; with the module. */
export async function createEngine<H extends HookDefinition = never>(
  options: EngineOptions<H> & ModuleOptions,
): Promise<Engine<H>> {
  return openEngine(options, sluiceWith(options));
}

/** As everywhere; with the module. */
export function createControl(options: ControlOptions & ModuleOptions): Control {
  return openControl(options, sluiceWith(options));
}

/** As everywhere; with the module. */
export async function exportOtlp(trace: Trace, options: ModuleOptions): Promise<JsonObject> {
  return exportOtlpOn(sluiceWith(options))(trace);
}

/** As everywhere; with the module. */
export async function canonicalTrace(trace: Trace, options: ModuleOptions): Promise<JsonObject> {
  return canonicalTraceOn(sluiceWith(options))(trace);
}

/** What was made of a module. */
interface KnownModule {
  readonly loadWasm: () => Promise<WebAssembly.Module>;
  readonly sluices: Map<ClockKind, Sluice>;
}

// A module is compiled once, however many engines are made of it; a Response could not be read twice.
const knownModules = new WeakMap<object, KnownModule>();

function sluiceWith({ module, clock = "live" }: ModuleOptions): Sluice {
  if (typeof module !== "object" || module === null) {
    throw invalid("options.module", "must be a WebAssembly.Module, its bytes, a Response, or a promise of one");
  }
  const known = knownModules.get(module) ?? { loadWasm: compiledOnce(module), sluices: new Map() };
  knownModules.set(module, known);
  const sluice = known.sluices.get(clock) ?? sluiceOn({ loadWasm: known.loadWasm, clock });
  known.sluices.set(clock, sluice);
  return sluice;
}

function compiledOnce(module: WasmSource | Promise<WasmSource>): KnownModule["loadWasm"] {
  let compiling: Promise<WebAssembly.Module> | undefined;
  return () => (compiling ??= Promise.resolve(module).then(compileModule));
}
