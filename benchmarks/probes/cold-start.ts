/**
 * node cold-start.ts PEER - in this fresh process, starts the peer several times and prints how long that took as JSON, in ms.
 * Operating system's file cache and Node itself are warm.
 */
import { readFile } from "node:fs/promises";
import { median } from "../harness/statistics.ts";
import { verify } from "../peers/peer.ts";
import { planOf } from "../peers/sluice-plan.ts";
import { scenarioNamed } from "../scenarios/all.ts";
import { peerArgument, probedPeers } from "./peer-modules.ts";

export interface ColdStart {
  /** Loading the JavaScript. */
  readonly importMs: number;
  /** From nothing but loaded JavaScript to the first outcome: read and compile the module, start, run. */
  readonly fromBytesMs: number;
  /** The median of further starts in the same process, with the module compiled before where the peer can. */
  readonly againMs: number;
  /** Sluice only: from a compiled module to the first outcome, before anything else has run. */
  readonly fromModuleMs?: number;
}

const trivial = scenarioNamed("trivial");
const furtherStarts = 20;

async function time(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function startAndRun(peer: Awaited<ReturnType<(typeof probedPeers)["sluice"]>>): Promise<void> {
  const contestant = await peer.prepare(trivial);
  await contestant.batch({ samples: 1, milliseconds: 0 });
}

async function measureStart(name: keyof typeof probedPeers): Promise<ColdStart> {
  const begun = performance.now();
  const peer = await probedPeers[name]();
  const importMs = performance.now() - begun;
  const fromBytesMs = await time(() => startAndRun(peer));
  const again: number[] = [];
  while (again.length < furtherStarts) again.push(await time(() => startAndRun(peer)));
  return { importMs, fromBytesMs, againMs: median(again) };
}

/** What a platform that compiles ahead of time, as Workers do, leaves to be done for the first request. */
async function measureFromModule(): Promise<number> {
  const { createEngine } = await import("../../dist/core.js");
  const module = await WebAssembly.compile(await readFile(new URL("../../dist/engine.wasm", import.meta.url)));
  return time(async () => {
    const engine = await createEngine({ module });
    verify(trivial, (await engine.execute(planOf(trivial), trivial.context)).outcome);
  });
}

const result =
  process.argv[3] === "from-module" ? { fromModuleMs: await measureFromModule() } : await measureStart(peerArgument());
console.log(JSON.stringify(result));
