// node --expose-gc benchmarks/better-auth/main.ts [--rounds N] [--batch N] - what the hooks cost: calls of better-auth
// with Sluice's plugin beside the same calls without it, in one process over SQLite in memory. benchmarks/README.md
// tells how.
import { parseArgs } from "node:util";

import { describeMachine } from "../harness/machine.ts";
import { median, ratioOf, type Ratio } from "../harness/statistics.ts";
import { calls, open, variants, type CallName, type Subject, type Variant } from "./calls.ts";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "30" }, batch: { type: "string", default: "20" } },
});
const rounds = Number(values.rounds);
const batch = Number(values.batch);
/** They warm everything up, and are not counted. */
const warmUp = 2;

/** µs of processor time that a call takes, by round. */
type Samples = Record<Variant, number[]>;

async function main(): Promise<void> {
  const subjects: Record<Variant, Subject> = {
    without: await open("without"),
    plugin: await open("plugin"),
    scripts: await open("scripts"),
  };
  const names = Object.keys(calls) as CallName[];
  const samples = new Map(names.map((name) => [name, { without: [], plugin: [], scripts: [] } as Samples]));
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of names) {
      for (const variant of variants) {
        const time = await timeBatch(subjects[variant], name);
        if (round >= 0) samples.get(name)![variant].push(time);
      }
    }
  }
  print(samples);
}

/**
 * Processor time of the whole process, with what a batch leaves in the background: nothing else runs in it, and other
 * programs on the machine are not in the number. The batch before has paid for its own garbage.
 */
async function timeBatch(subject: Subject, name: CallName): Promise<number> {
  const made: (() => Promise<unknown>)[] = [];
  for (let i = 0; i < batch; i++) made.push(await subject.make(name));
  await subject.settle();
  globalThis.gc?.();
  const start = process.cpuUsage();
  for (const call of made) await call();
  await subject.settle();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / batch;
}

function print(samples: ReadonlyMap<CallName, Samples>): void {
  const { cpu, processors, node, commit, load } = describeMachine();
  const machine = `${cpu}, ${processors} processors, Node ${node}, commit ${commit}, load after ${load.before}`;
  console.log(`${rounds} rounds of ${batch} calls; ${machine}\n`);
  const columns = ["call", "hooks on its way", "without, µs", "plugin, nothing published", "a script at each hook"];
  console.log(`| ${columns.join(" | ")} | which adds, µs |`);
  console.log("| --- | --- | ---: | ---: | ---: | ---: |");
  for (const [name, { without, plugin, scripts }] of samples) {
    const added = median(scripts.map((time, round) => time - without[round]!));
    const ratios = [told(without, plugin), told(without, scripts)];
    const row = [name, calls[name], median(without).toFixed(0), ...ratios, added.toFixed(0)];
    console.log(`| ${row.join(" | ")} |`);
  }
}

function told(without: readonly number[], other: readonly number[]): string {
  const { median: middle, lower, upper }: Ratio = ratioOf(other, without);
  return `× ${middle.toFixed(2)} [${lower.toFixed(2)}–${upper.toFixed(2)}]`;
}

await main();
