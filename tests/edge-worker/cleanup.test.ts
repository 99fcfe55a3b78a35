import { createScheduledController } from "cloudflare:test";
import { d1Store } from "sluice/stores/d1";
import { beforeEach, expect, test, vi } from "vitest";
import worker from "../../edge-worker/src/index.ts";
import { sampleTrace } from "../bindings/stores/sample-trace.ts";
import { adminToken, cronSecret, triggerToken } from "./settings.ts";
import { control, env, send } from "./worker.ts";

const dayMs = 24 * 60 * 60 * 1_000;
const traces = d1Store(env.SLUICE_DB!).traces!("sluice");

beforeEach(async () => {
  await traces.cleanupOldTraces(Date.now() + dayMs);
  for (const days of [1, 29, 31, 400]) {
    await traces.saveTrace(sampleTrace(days, { id: String(days).padStart(32, "0"), startedAt: Date.now() - days * dayMs, userId: `u${days}` }));
  }
});

const left = async (): Promise<number[]> => (await traces.listTraces({})).traces.map(({ id }) => Number(id));

test.each([
  ["/v1/internal/cleanup", { authorization: `Bearer ${cronSecret}` }],
  ["/api/internal/cleanup-traces", { "x-rotation-secret": cronSecret }],
])("POST %s deletes what is older than 30 days, and says so", async (path, headers) => {
  const response = await send(path, { method: "POST", headers });
  expect(response.status).toBe(200);
  const answer = await response.json<{ deletedSpans: number; cutoffDate: string }>();
  expect(answer).toEqual({
    success: true,
    deletedTraces: 2,
    deletedSpans: expect.any(Number),
    cutoffDate: expect.any(String),
    retentionDays: 30,
  });
  expect(Math.abs(Date.parse(answer.cutoffDate) - (Date.now() - 30 * dayMs))).toBeLessThan(60_000);
  expect(await left()).toEqual([1, 29]);
});

test("the cron trigger does the same", async () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const controller = createScheduledController({ cron: "0 4 * * *", scheduledTime: new Date() });
  await worker.scheduled(controller, env);
  log.mockRestore();
  expect(await left()).toEqual([1, 29]);
});

test("the token for triggers cleans nothing up", async () => {
  expect((await send("/v1/internal/cleanup", { method: "POST", token: triggerToken })).status).toBe(403);
  expect(await left()).toHaveLength(4);
});

test("a user's traces can be erased, and the audit log does not keep the id", async () => {
  const headers = { "content-type": "application/json" };
  const response = await send("/v1/users/erase", { method: "POST", token: adminToken, headers, body: '{"userId":"u29"}' });
  expect(await response.json()).toMatchObject({ deletedTraces: 1 });
  expect(await left()).toEqual([1, 31, 400]);
  const { items } = await control().audit.list();
  expect(items[0]).toMatchObject({ action: "user.erase", actor: "admin token", target: expect.stringMatching(/^user:[0-9a-f]{16}$/) });
  expect(JSON.stringify(items)).not.toContain("u29");
});
