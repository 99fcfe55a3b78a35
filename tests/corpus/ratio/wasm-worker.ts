/** The thread of wasm-gauge.ts: each message is scripts, each answer what a fast run of each takes. */
import { setFlagsFromString } from "node:v8";
import { parentPort } from "node:worker_threads";
import { createEngine, type Plan } from "sluice";
import { defaultNow, defaultSeed } from "../../support/case.ts";
import { readSetting } from "../../support/corpus.ts";
import type { Cost } from "./gauges.ts";

const rounds = 20;
const enoughMs = 1_000;

// Compiled by V8's best compiler from the start, as what runs often is sooner or later: otherwise the plain loop would be
// and what it is compared with not yet, or the other way round.
setFlagsFromString("--no-liftoff");

const engine = await createEngine();
const setting = readSetting();
const { secrets = {} } = setting.host;
const options = { secrets, seed: defaultSeed, now: () => defaultNow, fetch: async () => Response.json({ ok: true }) };

async function measureOnce(code: string): Promise<Cost> {
  const plan: Plan = { trigger: "corpus", mode: "blocking", layers: [[{ id: "script", code }]] };
  const start = performance.now();
  const { trace } = await engine.execute(plan, setting.context, options);
  return { cost: (performance.now() - start) * 1e6, instructions: trace?.spans[0]?.instructions ?? 0 };
}

/** Not the least: the clock of a virtual machine that shares its processors jumps. */
function lowerQuartile(costs: Cost[]): Cost {
  const place = costs.sort((a, b) => a.cost - b.cost)[costs.length >> 2];
  if (!place) throw new Error("nothing was measured");
  return place;
}

async function measure(codes: readonly string[]): Promise<Cost[]> {
  const begin = performance.now();
  const costs: Cost[][] = codes.map(() => []);
  for (let round = 0; round < rounds && performance.now() - begin < enoughMs; round++) {
    for (const [at, code] of codes.entries()) costs[at]?.push(await measureOnce(code));
  }
  return costs.map(lowerQuartile);
}

/** What the host does for effects is JavaScript, which V8 compiles when it has run often. */
const warmUp = `
  helpers.secret("API_KEY")
  for i = 1, 10 do helpers.fetch("https://a.example.com/", { method = "POST", json = { i } }) end
  pcall(helpers.rateLimit, { key = "a", limit = 1, window = 1 })`;
for (let i = 0; i < 10; i++) await measure([warmUp]);

parentPort?.on("message", async (codes: readonly string[]) => parentPort?.postMessage(await measure(codes)));
parentPort?.postMessage("ready");
