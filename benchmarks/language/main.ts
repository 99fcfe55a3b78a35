// node --expose-gc benchmarks/language/main.ts [--rounds N] [--samples N] [--write] - the language service in
// WebAssembly beside the same code native and beside a parser in JavaScript. benchmarks/README.md tells how.
import { parseArgs } from "node:util";
import { currentLoad, describeMachine } from "../harness/machine.ts";
import { machineLine, table } from "../harness/markdown.ts";
import { writeBetween } from "../harness/readme.ts";
import { median, ratioOf, summary } from "../harness/statistics.ts";
import { native, parser, sluice, tasks, type Sample, type Subject, type Task } from "./subjects.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "10" },
    samples: { type: "string", default: "20" },
    write: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);
const samples = Number(values.samples);
/** They warm everything up, and are not counted. */
const warmUp = 2;

/** The samples of each round. */
type Rounds = (readonly Sample[])[];

async function main(): Promise<void> {
  const startedAt = new Date().toISOString();
  const machine = describeMachine();
  const subjects: Record<string, Subject> = { sluice: await sluice(), native: native(), luaparse: parser() };
  const measured = new Map<Task, Map<string, Rounds>>(tasks.map((task) => [task, new Map()]));
  for (let round = -warmUp; round < rounds; round++) {
    for (const task of tasks) {
      for (const [name, subject] of Object.entries(subjects)) {
        globalThis.gc?.();
        const times = await subject.time(task, samples);
        if (!times || round < 0) continue;
        const all = measured.get(task)!;
        all.set(name, [...(all.get(name) ?? []), times]);
      }
    }
  }
  machine.load.after = currentLoad();
  const how = `${rounds} rounds of ${samples} samples`;
  const peers = Object.entries(subjects).map(([name, { description }]) => `- **${name}**: ${description}.`);
  const isBusy = machine.load.after > machine.processors;
  const report = [machineLine({ machine, startedAt, how }), tableOf(measured, isBusy), peers.join("\n")].join("\n\n");
  console.log(report);
  if (values.write) await writeBetween("language", report);
  for (const subject of Object.values(subjects)) subject.close();
}

function tableOf(measured: ReadonlyMap<Task, ReadonlyMap<string, Rounds>>, isBusy: boolean): string {
  const rows = [...measured].flatMap(([task, subjects]) => {
    const sluices = subjects.get("sluice")!;
    return [...subjects].map(([name, all]) => {
      const target = all === sluices ? verdict(task, all, isBusy) : "";
      return [`${task.what}, ${task.kib} KB`, name, ...cells(all, sluices), target];
    });
  });
  const head = ["what", "who", "median ms", "min ms", "p99 ms", "processor ms", "times Sluice", "target for p99"];
  return table(head, rows);
}

/** Where others hold the processors, the slowest of a hundred samples says how long they held them. */
function verdict({ target }: Task, all: Rounds, isBusy: boolean): string {
  const { p99 } = summary(all.flat().map(({ ms }) => ms));
  return `≤ ${target}: ${isBusy ? "not judged" : p99 <= target ? "met" : "**missed**"}`;
}

function cells(all: Rounds, sluices: Rounds): string[] {
  const { median: middle, min, p99 } = summary(all.flat().map(({ ms }) => ms));
  const { median: times, lower, upper } = ratioOf(all.map(medianOf), sluices.map(medianOf));
  const processor = all.flat().map(({ processorMs }) => processorMs ?? NaN);
  const mean = processor.reduce((sum, each) => sum + each, 0) / processor.length;
  return [
    ...[middle, min, p99, mean].map((each) => (Number.isNaN(each) ? "" : each.toFixed(2))),
    `${times.toFixed(2)} [${lower.toFixed(2)} … ${upper.toFixed(2)}]`,
  ];
}

function medianOf(round: readonly Sample[]): number {
  return median(round.map(({ ms }) => ms));
}

await main();
