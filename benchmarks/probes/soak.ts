/**
 * node --expose-gc soak.ts COUNT - runs COUNT triggers in this one process, up to 20 at a time, checks every answer and
 * prints how many were wrong and how memory went, as JSON.
 */
import { memoryUse, type MemoryUse } from "./memory-watch.ts";
import { createEngine, type Outcome, type Plan } from "../../dist/index.node.js";

export interface Soak {
  readonly triggers: number;
  readonly wrong: number;
  /** After each tenth of the triggers. */
  readonly memory: readonly MemoryUse[];
}

const inFlight = 20;
const checkpoints = 10;

/** Answers that differ from one trigger to the next, so that one that belongs to another is seen. */
const plan: Plan = {
  trigger: "soak",
  mode: "blocking",
  layers: [
    [
      {
        id: "parity",
        code: `
local n = context.n
if n % 3 == 1 then return { allowed = false, error = "refused " .. n, code = "refused" } end
return { allowed = true, data = { n = n, text = ("x"):rep(n % 100) } }`,
      },
    ],
    [{ id: "previous", code: "return { data = { previous = context.prev.n } }" }],
  ],
};

function expected(n: number): Outcome {
  if (n % 3 === 1) return { allowed: false, error: `refused ${n}`, code: "refused" };
  return { allowed: true, data: { n, previous: n, text: "x".repeat(n % 100) } };
}

const triggers = Number(process.argv[2]);
const engine = await createEngine();
const memory: MemoryUse[] = [];
let wrong = 0;
let next = 0;

async function lane(end: number): Promise<void> {
  while (next < end) {
    const n = next++;
    const { outcome } = await engine.execute(plan, { n });
    if (JSON.stringify(outcome) !== JSON.stringify(expected(n))) wrong++;
  }
}

for (let part = 1; part <= checkpoints; part++) {
  const end = Math.floor((triggers * part) / checkpoints);
  await Promise.all(Array.from({ length: inFlight }, () => lane(end)));
  memory.push(memoryUse());
}
const soak: Soak = { triggers: next, wrong, memory };
console.log(JSON.stringify(soak));
