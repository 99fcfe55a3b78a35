// check-budgets.mjs [--report FILE] - holds sizes and counted instructions to benchmarks/budgets.json and prints both
// the numbers and the budgets. Never looks at a clock, so it says the same on a busy machine.
//
// Sizes are those of dist. Instructions are what callgrind counts in the programs of build/native-release/benchmarks:
// in bench_engine for one trigger, in bench_language for one look at a script, as the difference between a long and a
// short run, divided by the samples between them. They depend on the compiler, so they are compared only when it is the
// one that the budgets name. Without valgrind, or with another compiler, that part is skipped and says so. FILE gets a
// line for each budget: passed, failed or skipped, a tab, what. Exits with 1 when something is over its budget.
import { execFile, execFileSync } from "node:child_process";
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureSizes } from "../benchmarks/harness/sizes.ts";
import { engineCommands } from "../benchmarks/peers/native.ts";
import { scenarioNamed } from "../benchmarks/scenarios/all.ts";
import { languageSizes, scriptOfSize, shapes } from "../benchmarks/scenarios/language.ts";

const root = join(import.meta.dirname, "..");
const programs = join(root, "build/native-release/benchmarks");
const { values } = parseArgs({ options: { report: { type: "string" } } });
const budgets = JSON.parse(readFileSync(join(root, "benchmarks/budgets.json"), "utf8"));

/** Triggers of the short run and of the long one. */
const runs = { trivial: [20, 220], layers: [2, 12], enrichment: [5, 25], loop: [2, 22] };

let overBudget = false;

function tell(state, what) {
  if (state === "failed") overBudget = true;
  console.log(`${state}: ${what}`);
  if (values.report) appendFileSync(values.report, `${state}\t${what}\n`);
}

function compare(what, unit, measured, budget, allowed) {
  const spare = (((budget - measured) / budget) * 100).toFixed(1);
  const numbers = `${measured.toLocaleString("en")} ${unit}, budget ${budget.toLocaleString("en")}`;
  const text = `${what}: ${numbers}, ${spare} % spare`;
  tell(measured <= allowed ? "passed" : "failed", text);
}

async function checkSizes() {
  const held = [
    ["gzipBytes", "gzip", "gzip -9"],
    ["brotliBytes", "brotli", "brotli -11"],
    ["bytes", "bytes", "as it is"],
  ];
  for (const [name, size] of Object.entries(await measureSizes())) {
    for (const [list, member, how] of held) {
      const budget = budgets[list][name];
      if (budget !== undefined) compare(`${name}, ${how}`, "bytes", size[member], budget, budget);
    }
  }
}

function hasValgrind() {
  try {
    execFileSync("valgrind", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function compiler() {
  return execFileSync(join(programs, "bench_engine"), { input: "compiler\n", encoding: "utf8" }).trim();
}

/** Instructions of that many samples, with what surrounds them left out. */
function counted(program, preparation, samples) {
  const commands = [...preparation, ["run", `${samples} 0`]];
  const options = ["--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=*runSample*"];
  options.push(join(programs, program));
  return new Promise((resolve, reject) => {
    const child = execFile("valgrind", options, (error, _, notes) => {
      const total = /Collected : (\d+)/.exec(notes)?.[1];
      if (error || total === undefined) reject(error ?? new Error(`no count in what valgrind wrote:\n${notes}`));
      else resolve(Number(total));
    });
    child.stdin.end(commands.map(([word, rest]) => `${word} ${rest}\n`).join(""));
  });
}

async function checkInstructions() {
  if (!hasValgrind()) return tell("skipped", "instructions: valgrind is not installed");
  const { perTrigger, perLook, perCompletion } = budgets.instructions;
  for (const [name, budget] of Object.entries(perTrigger)) {
    const what = `instructions per trigger, ${name}`;
    await checkCount(what, budget, "bench_engine", engineCommands(scenarioNamed(name)), runs[name]);
  }
  for (const [size, kib] of Object.entries(languageSizes)) {
    const script = ["script", JSON.stringify(scriptOfSize(kib))];
    const look = [script, ["measure", "analysis"]];
    await checkCount(`instructions per look at a script of ${size}`, perLook[size], "bench_language", look, [1, 3]);
    const completion = [script, ["measure", "completion"]];
    const what = `instructions per completion in a script of ${size}`;
    await checkCount(what, perCompletion[size], "bench_language", completion, [1, 11]);
  }
}

/** A script ten times as long takes ten times as long to look at, whatever it is made of: allowed is some more. */
async function checkGrowth() {
  if (!hasValgrind()) return;
  for (const [shape, scriptOf] of Object.entries(shapes)) {
    const [small, large] = await Promise.all(
      [4, 40].map((kib) => perSample("bench_language", [["script", JSON.stringify(scriptOf(kib))]], [1, 2])),
    );
    const growth = Number((large / small).toFixed(1));
    const { growth: budget } = budgets.instructions;
    compare(`growth with ${shape}, 4 to 40 KB`, "times", growth, budget, budget);
  }
}

/** Instructions of one sample: the difference of two runs, so that what only the first needs is left out. */
async function perSample(program, preparation, [short, long]) {
  const totals = await Promise.all([short, long].map((samples) => counted(program, preparation, samples)));
  return Math.round((totals[1] - totals[0]) / (long - short));
}

async function checkCount(what, budget, program, preparation, samples) {
  const { compiler: expected, tolerance } = budgets.instructions;
  const actual = compiler();
  const measured = await perSample(program, preparation, samples);
  if (actual === expected) compare(what, "instructions", measured, budget, budget * (1 + tolerance));
  else tell("skipped", `${what}: ${measured}, compiled by ${actual}, the budget is for ${expected}`);
}

await checkSizes();
await checkInstructions();
await checkGrowth();
process.exitCode = overBudget ? 1 : 0;
