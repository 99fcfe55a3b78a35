/**
 * The benchmarks; `npm run bench -- OPTION…` sets up what they need and runs this file.
 *
 *   --rounds N        counted rounds (default 20)
 *   --scenario NAME   only this one; may be given several times. Also: cold-start, memory, soak, sizes
 *   --peer NAME       only this one beside sluice; may be given several times
 *   --quick           3 short rounds and a short soak: does everything still work?
 *   --write           puts the tables between the markers of benchmarks/README.md
 *   --list            what there is to measure
 */
import { mkdir, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { peers } from "../peers/all.ts";
import { scenarios } from "../scenarios/all.ts";
import { currentLoad, describeMachine } from "./machine.ts";
import { reportText } from "./markdown.ts";
import { measureColdStarts, measureMemory, soak } from "./probes.ts";
import { progress, progressDone } from "./progress.ts";
import { writeBetween } from "./readme.ts";
import { scenarioReports, type Report } from "./results.ts";
import { measure } from "./rounds.ts";
import { measureSizes } from "./sizes.ts";

const probes = ["cold-start", "memory", "soak", "sizes"] as const;
const resultsFolder = new URL("../results/", import.meta.url);

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string" },
    scenario: { type: "string", multiple: true },
    peer: { type: "string", multiple: true },
    quick: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
  },
});

function refuse(problem: string): never {
  console.error(`bench: ${problem}`);
  process.exit(1);
}

function isWanted(name: string): boolean {
  return options.scenario === undefined || options.scenario.includes(name);
}

function checkNames(kind: string, given: readonly string[] | undefined, known: readonly string[]): void {
  const unknown = given?.find((name) => !known.includes(name));
  if (unknown !== undefined) refuse(`unknown ${kind}: ${unknown} (${known.join(", ")})`);
}

function roundCount(): number {
  const rounds = Number(options.rounds ?? (options.quick ? 3 : 20));
  if (!Number.isInteger(rounds) || rounds < 1) refuse("--rounds takes a number from 1 on");
  return rounds;
}

async function runAll(): Promise<Report> {
  const rounds = roundCount();
  const batchMs = options.quick ? 50 : 250;
  const wantedScenarios = scenarios.filter(({ name }) => isWanted(name));
  const wantedPeers = peers.filter((peer, index) => index === 0 || (options.peer?.includes(peer.name) ?? true));
  const machine = describeMachine();
  const startedAt = new Date().toISOString();

  const results = await measure(wantedScenarios, wantedPeers, {
    rounds,
    batchMs,
    onBatch: (round, { name }, peer) =>
      progress(round < 1 ? "warm-up" : `round ${round} of ${rounds}`, `${name}: ${peer.name}`),
  });
  const coldStarts = isWanted("cold-start") && (await measureColdStarts(rounds, (peer) => progress("cold start", peer)));
  const memory = isWanted("memory") && (await measureMemory((peer) => progress("memory", peer)));
  if (isWanted("soak")) progress("soak");
  const soaked = isWanted("soak") && (await soak(options.quick ? 10_000 : 100_000));
  const sizes = isWanted("sizes") && (await measureSizes());
  progressDone();
  machine.load.after = currentLoad();

  return {
    startedAt,
    machine,
    rounds,
    batchMs,
    peers: Object.fromEntries(wantedPeers.map(({ name, description }) => [name, description])),
    scenarios: scenarioReports(results),
    ...(coldStarts && { coldStarts }),
    ...(memory && { memory }),
    ...(soaked && { soak: soaked }),
    ...(sizes && { sizes }),
  };
}

if (options.list) {
  for (const { name, title } of scenarios) console.log(`${name}: ${title}`);
  console.log(probes.join("\n"));
  for (const { name, description } of peers) console.log(`${name}: ${description}`);
  process.exit(0);
}
checkNames("scenario", options.scenario, [...scenarios.map(({ name }) => name), ...probes]);
checkNames("peer", options.peer, peers.map(({ name }) => name));
const report = await runAll();
await mkdir(resultsFolder, { recursive: true });
await writeFile(new URL("latest.json", resultsFolder), `${JSON.stringify(report, null, 2)}\n`);
const text = reportText(report);
console.log(text);
if (options.write) await writeBetween("results", text);

// The fastest answer is worth nothing when it is wrong: a wrong answer of ours fails the run, one of a peer is told.
const ourFailures = report.scenarios.filter(({ peers: of }) => of["sluice"]?.kind !== "measured");
process.exit(ourFailures.length > 0 || (report.soak?.wrong ?? 0) > 0 ? 1 : 0);
