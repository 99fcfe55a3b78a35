import { createEngine, type Engine } from "sluice";
import { tryPlan } from "sluice/cases";
import { afterAll, beforeAll, expect, test } from "vitest";

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine({ onError: () => undefined });
});
afterAll(() => engine.close());

const context = { email: "ada@acme.example" };
const planOfCode = (code: string) => ({ trigger: "before_signup", layers: [[{ id: "a", code }]] });

test("a trial has the clock and the randomness with which a case comes to the same", async () => {
  const plan = planOfCode("return {data = {n = math.random(1000000)}}");
  const { outcome, startedAt, seed } = await tryPlan(plan, context, { engine });
  expect(startedAt).toBeGreaterThan(1_600_000_000_000);
  expect((await engine.execute(plan, context, { seed: seed! })).outcome).toEqual(outcome);
});

test("what the lines of a trial cost is what its script executed", async () => {
  const { profile, trace } = await tryPlan(
    planOfCode("local n = 0\nfor i = 1, 9 do n = n + i end\nreturn {}"),
    context,
    { engine },
  );
  const sum = profile[0]?.lines.reduce((all, { instructions }) => all + instructions, 0);
  expect(sum).toBe(trace?.spans[0]?.instructions);
});

test("limits are counted anew for each trial, and secrets are those that are handed in", async () => {
  const code = `local r = helpers.rateLimit({ key = "k", limit = 1, window = 60 })
return {data = {allowed = r.allowed, there = helpers.secret("A_KEY") ~= nil}}`;
  for (const secrets of [{ A_KEY: "a-made-up-value" }, {}]) {
    const { outcome } = await tryPlan(planOfCode(code), context, { engine, secrets });
    expect(outcome).toMatchObject({ data: { allowed: true, there: "A_KEY" in secrets } });
  }
});

test("a context that the hook refuses, and an aborted signal, reject", async () => {
  await expect(tryPlan(planOfCode("return {}"), {}, { engine })).rejects.toMatchObject({ code: "invalid_context" });
  const signal = AbortSignal.abort(new Error("newer text"));
  await expect(tryPlan(planOfCode("return {}"), context, { engine, signal })).rejects.toThrow("newer text");
});
