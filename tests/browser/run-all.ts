import { createEngine } from "sluice";
import { cases } from "virtual:cases";
import { loadWasm } from "../../dist/module/browser.js";
import { differencesOf } from "../support/run-case.ts";
import { startProbe } from "../support/start-probe.ts";

/** What a page or worker reports back. */
export interface BrowserReport {
  /** What differs in each case; empty for one that passes. */
  readonly differences: Readonly<Record<string, readonly string[]>>;
  /** Whether this place lets code be made from text. */
  readonly evalAllowed: boolean;
}

/** Runs all cases where this module was loaded. */
export async function runAll(): Promise<BrowserReport> {
  const tools = { engine: await createEngine(), createEngine, probe: await startProbe(loadWasm) };
  const differences: Record<string, readonly string[]> = {};
  for (const one of cases) {
    differences[one.name] = await differencesOf(one, tools).catch((error: unknown) => [String(error)]);
  }
  await tools.engine.close();
  return { differences, evalAllowed: evalAllowed() };
}

function evalAllowed(): boolean {
  try {
    return new Function("return true")() === true;
  } catch {
    return false;
  }
}
