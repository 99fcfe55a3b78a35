/** The thread of wasm-gauge.ts: each message is a script, each answer what its fastest run took. */
import { parentPort } from "node:worker_threads";
import { createEngine, type Plan } from "sluice";
import { defaultNow, defaultSeed } from "../../support/case.ts";
import { readSetting } from "../../support/corpus.ts";
import type { Cost } from "./gauges.ts";

const repetitions = 20;
const enoughMs = 1_000;

const engine = await createEngine();
const setting = readSetting();
const { secrets = {} } = setting.host;
const options = { secrets, seed: defaultSeed, now: () => defaultNow, fetch: async () => Response.json({ ok: true }) };

async function measure(code: string): Promise<Cost> {
  const plan: Plan = { trigger: "corpus", mode: "blocking", layers: [[{ id: "script", code }]] };
  const begin = performance.now();
  let cost = Infinity;
  let instructions = 0;
  for (let i = 0; i < repetitions && performance.now() - begin < enoughMs; i++) {
    const start = performance.now();
    const { trace } = await engine.execute(plan, setting.context, options);
    cost = Math.min(cost, performance.now() - start);
    instructions = trace?.spans[0]?.instructions ?? 0;
  }
  return { cost: cost * 1e6, instructions };
}

/** V8 compiles what runs often once more, and better; what is measured comes after that. */
const warmUp = "for i = 1, 1e9 do end";
for (let i = 0; i < 5; i++) await measure(warmUp);

parentPort?.on("message", async (code: string) => parentPort?.postMessage(await measure(code)));
parentPort?.postMessage("ready");
