/**
 * Which script makes the engine work hardest for what it is charged: CPU time per charged instruction, in units of a
 * plain loop's, worst first.
 *
 *   scripts/build.sh native-release corpus_ratio && npm run build
 *   node tests/corpus/ratio/ratio.ts [--native] [--wasm] [--refs] [--top N] [part of a script's name]
 *
 * --native  the optimised native build       --wasm  the package in Node      (both when none is named)
 * --refs    machine instructions in place of native CPU time, counted by Valgrind's cachegrind: slow, but it repeats
 *
 * Each run is measured against one that compiles the same text and returns at once, so that starting and compiling,
 * which are not charged, do not count. The least of several runs is taken. Fewer than a thousand instructions count as a
 * thousand, below which a clock measures itself. A script that does not end is listed with the ratio it has reached.
 */
import { parseArgs } from "node:util";
import { readCorpus } from "../../support/corpus.ts";
import { nativeGauge, refsGauge, type Cost, type Gauge } from "./gauges.ts";
import { WasmGauge } from "./wasm-gauge.ts";

const fewestInstructions = 1_000;
const plainLoop = "local s = 0 for i = 1, 1e9 do s = s + i end";

interface Row {
  readonly name: string;
  readonly ratios: readonly number[];
  readonly charged: number;
  readonly cost: string;
}

function perInstruction(whole: Cost, empty: Cost): number {
  const charged = Math.max(whole.instructions - empty.instructions, fewestInstructions);
  return Math.max(whole.cost - empty.cost, 0) / charged;
}

/** The cost of what `code` does, per charged instruction. */
async function rate(gauge: Gauge, code: string): Promise<{ rate: number; whole: Cost }> {
  const empty = await gauge.measure(`do return end ${code}`);
  const whole = await gauge.measure(code);
  return { rate: perInstruction(whole, empty), whole };
}

function table(gauges: readonly Gauge[], rows: readonly Row[]): string {
  const heads = ["script", ...gauges.map(({ name }) => name), "charged", "cost of a run"];
  const cells = rows.map(({ name, ratios, charged, cost }) => [
    name, ...ratios.map((ratio) => ratio.toFixed(1)), String(charged), cost,
  ]);
  return [heads, heads.map(() => "---"), ...cells].map((line) => `| ${line.join(" | ")} |`).join("\n");
}

function chosenGauges(values: { native?: boolean; wasm?: boolean; refs?: boolean }): Gauge[] {
  const all = !values.native && !values.wasm && !values.refs;
  return [
    ...(values.native || all ? [nativeGauge] : []),
    ...(values.refs ? [refsGauge] : []),
    ...(values.wasm || all ? [new WasmGauge()] : []),
  ];
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      native: { type: "boolean" }, wasm: { type: "boolean" }, refs: { type: "boolean" },
      top: { type: "string", default: "40" },
    },
    allowPositionals: true,
  });
  const gauges = chosenGauges(values);
  const units = await Promise.all(gauges.map(async (gauge) => (await rate(gauge, plainLoop)).rate));
  const rows: Row[] = [];
  for (const { name, code } of readCorpus().filter((script) => script.name.includes(positionals[0] ?? ""))) {
    const measured = [];
    for (const gauge of gauges) measured.push(await rate(gauge, code));
    rows.push({
      name,
      ratios: measured.map(({ rate: one }, at) => one / (units[at] ?? 1)),
      charged: measured[0]?.whole.instructions ?? 0,
      cost: measured.map(({ whole }, at) => gauges[at]?.show(whole)).join(", "),
    });
  }
  rows.sort((a, b) => Math.max(...b.ratios) - Math.max(...a.ratios));
  console.log(table(gauges, rows.slice(0, Number(values.top))));
  for (const gauge of gauges) await gauge.close();
}

await main();
