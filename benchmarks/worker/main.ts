/**
 * What a warm trigger costs through HTTP in workerd, beside an empty route of the same framework; `npm run bench --
 * --worker OPTION…` sets up what it needs and runs this file.
 *
 *   --rounds N    counted rounds (default 20)
 *   --quick       3 short rounds: does everything still work?
 *   --write       puts the table between its markers of benchmarks/README.md
 */
import { parseArgs } from "node:util";
import { describeMachine, currentLoad } from "../harness/machine.ts";
import { machineLine, table } from "../harness/markdown.ts";
import { writeBetween } from "../harness/readme.ts";
import { median, quantile, ratioOf, summary } from "../harness/statistics.ts";
import { start, targets, type Running } from "./targets.ts";

const { values: options } = parseArgs({
  options: {
    worker: { type: "boolean" },
    rounds: { type: "string" },
    quick: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});

const warmUpRounds = 2;
const rounds = Number(options.rounds ?? (options.quick ? 3 : 20));
const batch = options.quick ? 20 : 100;

/** All samples of each target, round by round, in ms. One request after another: none waits for another of ours. */
async function measure(running: readonly Running[]): Promise<Map<string, number[][]>> {
  const samples = new Map(running.map(({ name }): [string, number[][]] => [name, []]));
  for (let round = -warmUpRounds; round < rounds; round++) {
    for (const { name, time } of running) {
      const times: number[] = [];
      for (let n = 0; n < batch; n++) times.push(await time());
      if (round >= 0) samples.get(name)!.push(times);
    }
  }
  return samples;
}

function rowsOf(samples: ReadonlyMap<string, number[][]>): string[][] {
  const medians = (name: string): number[] => samples.get(name)!.map(median);
  const empty = medians(targets[0]!.name);
  return targets.map(({ name }) => {
    const { median: middle, min, p99 } = summary(samples.get(name)!.flat());
    const ratio = ratioOf(medians(name), empty);
    const more = medians(name)
      .map((ms, round) => ms - empty[round]!)
      .sort((a, b) => a - b);
    const [lower, between, upper] = [0.25, 0.5, 0.75].map((q) => quantile(more, q).toFixed(2));
    return [
      name,
      middle.toFixed(2),
      min.toFixed(2),
      p99.toFixed(2),
      `${between} [${lower} … ${upper}]`,
      `${ratio.median.toFixed(2)} [${ratio.lower.toFixed(2)} … ${ratio.upper.toFixed(2)}]`,
    ];
  });
}

const machine = describeMachine();
const startedAt = new Date().toISOString();
const running: Running[] = [];
let text: string;
try {
  for (const target of targets) running.push(await start(target));
  const rows = rowsOf(await measure(running));
  machine.load.after = currentLoad();
  const head = ["worker", "median ms", "min ms", "p99 ms", "ms more [quartiles]", "times the empty route [quartiles]"];
  text = [
    machineLine({ machine, startedAt, how: `${rounds} rounds of ${batch} requests each` }),
    table(head, rows),
    targets.map(({ name, description }) => `- **${name}**: ${description}.`).join("\n"),
  ].join("\n\n");
} finally {
  await Promise.all(running.map((one) => one.stop()));
}
console.log(text);
if (options.write) await writeBetween("worker", text);
