// check-budgets.mjs [--report FILE] - holds sizes and counted instructions to benchmarks/budgets.json and prints both
// the numbers and the budgets. Never looks at a clock, so it says the same on a busy machine.
//
// Sizes are those of dist. Instructions are what callgrind counts in build/native-release/benchmarks/bench_engine for
// one trigger: the difference between a long and a short run, divided by the triggers between them. They depend on the
// compiler, so they are compared only when it is the one that the budgets name. Without valgrind, or with another
// compiler, that part is skipped and says so. FILE gets a line for each budget: passed, failed or skipped, a tab, what.
// Exits with 1 when something is over its budget.
import { execFile, execFileSync } from "node:child_process";
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureSizes } from "../benchmarks/harness/sizes.ts";
import { engineCommands } from "../benchmarks/peers/native.ts";
import { scenarioNamed } from "../benchmarks/scenarios/all.ts";

const root = join(import.meta.dirname, "..");
const program = join(root, "build/native-release/benchmarks/bench_engine");
const { values } = parseArgs({ options: { report: { type: "string" } } });
const budgets = JSON.parse(readFileSync(join(root, "benchmarks/budgets.json"), "utf8"));

/** Triggers of the short run and of the long one. */
const runs = { trivial: [20, 220], layers: [2, 12], loop: [2, 22] };

let overBudget = false;

function tell(state, what) {
  if (state === "failed") overBudget = true;
  console.log(`${state}: ${what}`);
  if (values.report) appendFileSync(values.report, `${state}\t${what}\n`);
}

function compare(what, unit, measured, budget, allowed) {
  const spare = (((budget - measured) / budget) * 100).toFixed(1);
  const text = `${what}: ${measured.toLocaleString("en")} ${unit}, budget ${budget.toLocaleString("en")}, ${spare} % spare`;
  tell(measured <= allowed ? "passed" : "failed", text);
}

async function checkSizes() {
  for (const [name, { gzip }] of Object.entries(await measureSizes())) {
    const budget = budgets.gzipBytes[name];
    if (budget !== undefined) compare(`${name}, gzip -9`, "bytes", gzip, budget, budget);
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
  return execFileSync(program, { input: "compiler\n", encoding: "utf8" }).trim();
}

/** Instructions of that many triggers, with what surrounds them left out. */
function counted(scenario, triggers) {
  const commands = [...engineCommands(scenario), ["run", `${triggers} 0`]];
  const options = ["--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=*runSample*", program];
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
  const { compiler: expected, tolerance, perTrigger } = budgets.instructions;
  const actual = compiler();
  const comparable = actual === expected;
  for (const [name, budget] of Object.entries(perTrigger)) {
    const [short, long] = runs[name];
    const totals = await Promise.all([short, long].map((triggers) => counted(scenarioNamed(name), triggers)));
    const measured = Math.round((totals[1] - totals[0]) / (long - short));
    const what = `instructions per trigger, ${name}`;
    if (comparable) compare(what, "instructions", measured, budget, budget * (1 + tolerance));
    else tell("skipped", `${what}: ${measured}, compiled by ${actual}, the budget is for ${expected}`);
  }
}

await checkSizes();
await checkInstructions();
process.exitCode = overBudget ? 1 : 0;
