// node --expose-gc benchmarks/better-auth/main.ts [--rounds N] [--batch N] - what the hooks cost: calls of better-auth with
// Sluice's plugin beside the same calls without it, in one process over SQLite in memory. benchmarks/README.md tells how.
import { parseArgs } from "node:util";

import { describeMachine } from "../harness/machine.ts";
import { median, ratioOf, summary, type Ratio } from "../harness/statistics.ts";
import { calls, open, variants, type CallName, type Subject, type Variant } from "./calls.ts";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "30" }, batch: { type: "string", default: "20" } },
});
const rounds = Number(values.rounds);
const batch = Number(values.batch);
/** They warm everything up, and are not counted. */
const warmUp = 2;

/** µs of each sample, by round. */
type Samples = Record<Variant, number[][]>;

async function main(): Promise<void> {
  const subjects = Object.fromEntries(await Promise.all(variants.map(async (each) => [each, await open(each)] as const))) as Record<Variant, Subject>;
  const names = Object.keys(calls) as CallName[];
  const samples = new Map(names.map((name) => [name, { without: [], plugin: [], scripts: [] } as Samples]));
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of names) {
      for (const variant of variants) {
        const times = await timeBatch(subjects[variant], name);
        if (round >= 0) samples.get(name)![variant].push(times);
      }
    }
  }
  print(samples);
}

/** What a batch leaves in the background is waited for outside of the clock, and its garbage is its own. */
async function timeBatch(subject: Subject, name: CallName): Promise<number[]> {
  const made: (() => Promise<unknown>)[] = [];
  for (let i = 0; i < batch; i++) made.push(await subject.make(name));
  await subject.settle();
  globalThis.gc?.();
  const times: number[] = [];
  for (const call of made) {
    const start = performance.now();
    await call();
    times.push((performance.now() - start) * 1_000);
  }
  await subject.settle();
  return times;
}

function print(samples: ReadonlyMap<CallName, Samples>): void {
  const { cpu, processors, node, commit, load } = describeMachine();
  console.log(`${rounds} rounds of ${batch} calls; ${cpu}, ${processors} processors, Node ${node}, commit ${commit}, load after ${load.before}\n`);
  console.log("| call | hooks on its way | without, µs | plugin, nothing published | a script at each hook | which adds, µs |");
  console.log("| --- | --- | ---: | ---: | ---: | ---: |");
  for (const [name, { without, plugin, scripts }] of samples) {
    const base = summary(without.flat()).median;
    const added = median(scripts.map((times, round) => median(times) - median(without[round]!)));
    const row = [name, calls[name], base.toFixed(0), told(without, plugin), told(without, scripts), added.toFixed(0)];
    console.log(`| ${row.join(" | ")} |`);
  }
}

function told(without: readonly number[][], other: readonly number[][]): string {
  const { median: middle, lower, upper }: Ratio = ratioOf(other.map(median), without.map(median));
  return `× ${middle.toFixed(2)} [${lower.toFixed(2)}–${upper.toFixed(2)}]`;
}

await main();
