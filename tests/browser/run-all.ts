import { createEngine } from "sluice";
import { cases } from "virtual:cases";
import { loadWasm } from "../../dist/module/browser.js";
import { crashFaults, crashReport } from "../support/crash.ts";
import { differencesOf } from "../support/run-case.ts";
import { startProbe } from "../support/start-probe.ts";

/** What a page or worker reports back. */
export interface BrowserReport {
  /** What differs in each case; empty for one that passes. */
  readonly differences: Readonly<Record<string, readonly string[]>>;
  /** What went wrong when executions were to survive the crash of another. */
  readonly crashFaults: readonly string[];
  /** Whether this place lets code be made from text. */
  readonly evalAllowed: boolean;
}

/** Runs all cases, and the crash of tests/support/crash.ts, where this module was loaded. */
export async function runAll(): Promise<BrowserReport> {
  const tools = { engine: await createEngine(), createEngine, probe: await startProbe(loadWasm) };
  const differences: Record<string, readonly string[]> = {};
  for (const one of cases) {
    differences[one.name] = await differencesOf(one, tools).catch((error: unknown) => [String(error)]);
  }
  await tools.engine.close();
  const testModule = await WebAssembly.compileStreaming(fetch("/engine-test.wasm"));
  const faults = crashFaults(await crashReport(testModule));
  return { differences, crashFaults: faults, evalAllowed: evalAllowed() };
}

function evalAllowed(): boolean {
  try {
    return new Function("return true")() === true;
  } catch {
    return false;
  }
}
