import { expect, test } from "vitest";
import type { Trace } from "../../../bindings/js/trace.ts";
import { Records } from "../../../bindings/js/records.ts";
import { traceStoreOf } from "../../../bindings/js/traces.ts";
import { sampleTrace } from "../stores/sample-trace.ts";
import { deploy, refused, type Deployment } from "./deployment.ts";

const save = (store: Deployment["store"], n: number, changes: Partial<Trace>): Promise<void> =>
  traceStoreOf(new Records(store, "sluice")).saveTrace(sampleTrace(n, changes));

test("counts how runs ended, and how long they took, in equal parts of a time and by trigger", async () => {
  const { control, store } = deploy();
  await save(store, 1, { startedAt: 1_000, durationMs: 4, status: "success" });
  await save(store, 2, { startedAt: 1_499, durationMs: 8, status: "error", trigger: "token_build" });
  await save(store, 3, { startedAt: 1_500, durationMs: 2, status: "blocked" });
  await save(store, 4, { startedAt: 2_000, durationMs: 2, status: "blocked" });
  const { parts, triggers, completeFrom } = await control.traces.activity({ from: 1_000, to: 2_000, parts: 2 });
  expect(parts).toEqual([
    { at: 1_000, success: 1, blocked: 0, error: 1, p50: 4, p95: 8 },
    { at: 1_500, success: 0, blocked: 1, error: 0, p50: 2, p95: 2 },
  ]);
  expect(triggers).toEqual({
    before_signup: { success: 1, blocked: 1, error: 0 },
    token_build: { success: 0, blocked: 0, error: 1 },
  });
  expect(completeFrom).toBeUndefined();
});

test("counts what fits a filter only, and answers empty parts where nothing ran", async () => {
  const { control, store } = deploy();
  await save(store, 1, { startedAt: 1_000, status: "success" });
  const { parts, triggers } = await control.traces.activity({ from: 0, to: 3_000, parts: 3, status: "error" });
  expect(parts).toEqual([0, 1_000, 2_000].map((at) => ({ at, success: 0, blocked: 0, error: 0 })));
  expect(triggers).toEqual({});
});

test("leaves out what is older than the newest 4,000, and says from when on it is complete", async () => {
  const { control, store } = deploy();
  for (let n = 1; n <= 4_001; n++) await save(store, n, { startedAt: n });
  const { parts, completeFrom } = await control.traces.activity({ from: 0, to: 10_000, parts: 1 });
  expect(parts).toMatchObject([{ success: 4_000 }]);
  expect(completeFrom).toBe(3);
});

test.each([
  ["from", { to: 1, parts: 1 }],
  ["to", { from: 5, to: 5, parts: 1 }],
  ["parts", { from: 0, to: 1, parts: 0 }],
  ["parts", { from: 0, to: 1, parts: 201 }],
  ["status", { from: 0, to: 1, parts: 1, status: "denied" }],
])("refuses a query with a wrong %s: %o", async (field, query) => {
  await expect(deploy().control.traces.activity(query as never)).rejects.toMatchObject(refused(`query.${field}`));
});
