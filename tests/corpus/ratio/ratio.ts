/**
 * Which script makes the engine work hardest for what it is charged: CPU time per charged instruction, in units of a
 * plain loop's, worst first. Measured are the corpus and the lines of attacks.txt.
 *
 *   scripts/build.sh native-release corpus_ratio && npm run build
 *   node tests/corpus/ratio/ratio.ts [--native] [--wasm] [--refs] [--top N] [--repeat N] [part of a script's name...]
 *
 * --native  the optimised native build       --wasm  the package in Node      (both when none is named)
 * --refs    machine instructions in place of native CPU time, counted by Valgrind's cachegrind: slow, but it repeats
 *
 * --repeat  the median of so many ratios, for machines that do other things too
 *
 * Each run is measured against one that compiles the same text and returns at once, so that starting, compiling, reading
 * the context and writing the trace, which are not charged, do not count. The lower quartile of several runs is taken,
 * and the plain loop runs before and after them: the speed of a machine that does other things changes. Fewer than a thousand
 * instructions count as a thousand, below which a clock measures itself. A script that does not end is listed with the
 * ratio it has reached.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readCorpus } from "../../support/corpus.ts";
import { nativeGauge, refsGauge, type Cost, type Gauge } from "./gauges.ts";
import { WasmGauge } from "./wasm-gauge.ts";

const fewestInstructions = 1_000;
const plainLoop = "local s = 0 for i = 1, 1e9 do s = s + i end";

/** The corpus, and a loop for each thing that a script can do; attacks.txt says how it is written. */
function readAll(): { name: string; code: string }[] {
  const lines = readFileSync(new URL("./attacks.txt", import.meta.url), "utf8").split("\n");
  const attacks = lines.filter((line) => line !== "" && !line.startsWith("#")).map((line) => {
    const [name = "", setup = "", ...rest] = line.split(" | ");
    const body = rest.join(" | ");
    return { name: `attack/${name.trim()}`, code: body === "" ? setup : `${setup} while true do ${body} end` };
  });
  return [...readCorpus(), ...attacks];
}

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

/** The plain loop's cost of an instruction. On its own: what a heavy script leaves to be cleared away is not measured. */
async function unitOf(gauge: Gauge): Promise<number> {
  const [nothing, loop] = await gauge.measure(["do return end", plainLoop]);
  if (!nothing || !loop) throw new Error(`${gauge.name} did not measure the plain loop`);
  return perInstruction(loop, nothing);
}

/** The cost of what `code` does for each instruction charged, in units of the plain loop's before and after it. */
async function ratioOf(gauge: Gauge, code: string): Promise<{ ratio: number; whole: Cost }> {
  const before = await unitOf(gauge);
  const [empty, whole] = await gauge.measure([`do return end ${code}`, code]);
  if (!empty || !whole) throw new Error(`${gauge.name} did not measure ${code}`);
  const unit = (before + (await unitOf(gauge))) / 2;
  return { ratio: perInstruction(whole, empty) / unit, whole };
}

/** The one in the middle of `repeat` measurements. */
async function medianRatio(gauge: Gauge, code: string, repeat: number): Promise<{ ratio: number; whole: Cost }> {
  const all = [];
  for (let i = 0; i < repeat; i++) all.push(await ratioOf(gauge, code));
  const middle = all.sort((a, b) => a.ratio - b.ratio)[repeat >> 1];
  if (!middle) throw new Error("--repeat has to be 1 at least");
  return middle;
}

/** Of those that could be measured. */
function worst({ ratios }: Row): number {
  return Math.max(0, ...ratios.filter((ratio) => !Number.isNaN(ratio)));
}

function table(gauges: readonly Gauge[], rows: readonly Row[]): string {
  const heads = ["script", ...gauges.map(({ name }) => name), "charged", "cost of a run"];
  const cells = rows.map(({ name, ratios, charged, cost }) => [
    name, ...ratios.map((ratio) => (Number.isNaN(ratio) ? "-" : ratio.toFixed(1))), String(charged), cost,
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
      top: { type: "string", default: "40" }, repeat: { type: "string", default: "1" },
    },
    allowPositionals: true,
  });
  const gauges = chosenGauges(values);
  const rows: Row[] = [];
  const isAsked = (name: string): boolean => positionals.length === 0 || positionals.some((part) => name.includes(part));
  for (const { name, code } of readAll().filter((script) => isAsked(script.name))) {
    const measured = [];
    for (const gauge of gauges) measured.push(await medianRatio(gauge, code, Number(values.repeat)));
    rows.push({
      name,
      ratios: measured.map(({ ratio }) => ratio),
      charged: measured[0]?.whole.instructions ?? 0,
      cost: measured.map(({ whole }, at) => gauges[at]?.show(whole)).join(", "),
    });
  }
  rows.sort((a, b) => worst(b) - worst(a));
  console.log(table(gauges, rows.slice(0, Number(values.top))));
  for (const gauge of gauges) await gauge.close();
}

await main();
