import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { ColdStart } from "../probes/cold-start.ts";
import type { MemoryProbe } from "../probes/memory.ts";
import { probedPeerNames, type ProbedPeer } from "../probes/peer-modules.ts";
import type { Soak } from "../probes/soak.ts";
import { quantile, type Ratio } from "./statistics.ts";

/** Medians over processes, with the quartiles. */
export type ColdStarts = Record<ProbedPeer, Partial<Record<keyof ColdStart, Ratio>>>;

/** Bytes. "Per" is the difference between 20 and 1 in flight, through 19. */
export interface MemoryFigures {
  /** Linear memory with 20 triggers waiting, and what of it is not all zero. */
  readonly wasm: number;
  readonly touched: number;
  readonly touchedPerWaiting: number;
  /** Still not zero when all have ended. */
  readonly touchedPerIdle: number;
  readonly heapPerWaiting: number;
  readonly rssPerWaiting: number;
}

export type MemoryTable = Record<ProbedPeer, MemoryFigures>;

const many = 20;

/** What `script` prints in a process of its own. */
async function probe<T>(script: string, ...args: readonly string[]): Promise<T> {
  const path = fileURLToPath(new URL(`../probes/${script}`, import.meta.url));
  const child = spawn(process.execPath, ["--expose-gc", path, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    // The first line is all. Peers leave timers and ports that keep their process, and process.exit() waits now and then
    // for ever: it joins a thread of V8 that waits for a collection.
    for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line) as T;
  } finally {
    child.kill("SIGKILL");
  }
  throw new Error(`${script} ${args.join(" ")} has ended without a result`);
}

/** Each round starts every peer once, in a fresh process. */
export async function measureColdStarts(rounds: number, onProbe: (peer: ProbedPeer) => void): Promise<ColdStarts> {
  const found = new Map<ProbedPeer, Partial<ColdStart>[]>();
  for (let round = 0; round < rounds; round++) {
    for (const peer of probedPeerNames) {
      onProbe(peer);
      const starts = found.get(peer) ?? [];
      found.set(peer, starts);
      starts.push(await probe<ColdStart>("cold-start.ts", peer));
      if (peer === "sluice") starts.push(await probe<ColdStart>("cold-start.ts", peer, "from-module"));
    }
  }
  return Object.fromEntries([...found].map(([peer, starts]) => [peer, spreads(starts)])) as ColdStarts;
}

function spreads(starts: readonly Partial<ColdStart>[]): Partial<Record<keyof ColdStart, Ratio>> {
  const keys = [...new Set(starts.flatMap((start) => Object.keys(start)))] as (keyof ColdStart)[];
  return Object.fromEntries(
    keys.map((key) => {
      const sorted = starts.flatMap((start) => start[key] ?? []).sort((a, b) => a - b);
      return [key, { median: quantile(sorted, 0.5), lower: quantile(sorted, 0.25), upper: quantile(sorted, 0.75) }];
    }),
  );
}

export async function measureMemory(onProbe: (peer: ProbedPeer) => void): Promise<MemoryTable> {
  const table: [ProbedPeer, MemoryFigures][] = [];
  for (const peer of probedPeerNames) {
    onProbe(peer);
    const one = await probe<MemoryProbe>("memory.ts", peer, "1");
    const all = await probe<MemoryProbe>("memory.ts", peer, String(many));
    const each = (more: number, less: number): number => Math.round((more - less) / (many - 1));
    table.push([
      peer,
      {
        wasm: all.waiting.wasm,
        touched: all.waiting.touched,
        touchedPerWaiting: each(all.waiting.touched, one.waiting.touched),
        touchedPerIdle: each(all.ended.touched, one.ended.touched),
        heapPerWaiting: each(all.waiting.heap, one.waiting.heap),
        rssPerWaiting: each(all.waiting.rss, one.waiting.rss),
      },
    ]);
  }
  return Object.fromEntries(table) as MemoryTable;
}

export function soak(triggers: number): Promise<Soak> {
  return probe<Soak>("soak.ts", String(triggers));
}
