import { createEngine, type Engine, type Outcome, type Plan } from "sluice";
import { loadWasm } from "../../dist/module/node.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runExecution, type ExecutionHost } from "../../dist/execution-loop.js";
import type { EngineInstance } from "../../dist/engine-instance.js";
import { LiveExecution } from "../../dist/live-execution.js";
import { startProbe } from "../support/start-probe.ts";

const executions = 1_000;

/** Denies odd numbers with a text that names the number, allows even ones with data that does. */
const plan: Plan = {
  trigger: "check",
  mode: "blocking",
  layers: [
    [
      {
        id: "parity",
        code: `
local n = context.n
if n % 2 == 1 then
  return { allowed = false, error = "odd " .. n, code = "odd" }
end
local answer = helpers.fetch("https://numbers.example.com/" .. n)
return { allowed = true, data = { n = n, text = ("x"):rep(n % 7), fetched = answer.body.n } }`,
      },
    ],
    [{ id: "previous", code: "return { data = { previous = context.prev.n } }" }],
  ],
};

function expected(n: number): Outcome {
  if (n % 2 === 1) return { allowed: false, error: `odd ${n}`, code: "odd" };
  return { allowed: true, data: { fetched: n, n, previous: n, text: "x".repeat(n % 7) } };
}

const answer = async (url: string): Promise<Response> =>
  Response.json({ n: Number(new URL(url).pathname.slice(1)) });

/** Calls `work` for 0 … count - 1, at most `inFlight` at a time, and answers the results in order. */
async function inParallel<T>(count: number, inFlight: number, work: (n: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const n = next++;
      results[n] = await work(n);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return results;
}

describe("a thousand executions that alternate between allow and deny", () => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await createEngine({ fetch: answer });
  });
  afterAll(() => engine.close());

  const numbers = Array.from({ length: executions }, (_, n) => expected(n));

  test.each([
    ["one after another", 1],
    ["with 20 in flight", 20],
  ])("are all right %s", async (_, inFlight) => {
    const outcomes = await inParallel(executions, inFlight, async (n) => (await engine.execute(plan, { n })).outcome);
    expect(outcomes).toEqual(numbers);
    expect(engine.stats()).toMatchObject({ active: 0, pending: 0, crashes: 0 });
  });
});

/** Runs an execution of `plan` on `instance`. */
async function runOn(instance: EngineInstance, n: number, host: Omit<ExecutionHost, "now">): Promise<void> {
  const open = () => ({ instance, lease: instance.plans.acquire("plan", JSON.stringify(plan)) });
  const options = { traceId: "00112233445566778899aabbccddeeff", seed: "0123456789abcdef", now: n };
  const execution = new LiveExecution(open(), async () => open(), JSON.stringify({ n }), options);
  try {
    await runExecution(execution, { ...host, now: () => n });
  } finally {
    execution.close();
  }
}

test("a thousand executions leave no handle behind", async () => {
  const instance = await startProbe(loadWasm);
  const perform = async () => ({ status: 200, headers: {}, body: "{}" });
  await inParallel(executions, 20, (n) => runOn(instance, n, { perform }));
  expect(instance.liveHandles()).toEqual({ plans: 1, executions: 0 });
});

test("an execution that its caller gives up leaves no handle behind", async () => {
  const instance = await startProbe(loadWasm);
  const caller = new AbortController();
  const abandoned = runOn(instance, 2, { perform: () => new Promise(() => undefined), signal: caller.signal });
  expect(instance.liveHandles().executions).toBe(1);
  caller.abort(new Error("given up"));
  await expect(abandoned).rejects.toThrow("given up");
  expect(instance.liveHandles().executions).toBe(0);
});
