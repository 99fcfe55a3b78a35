import { expect, test } from "vitest";
import { Records } from "../../../bindings/js/records.ts";
import { traceStoreOf } from "../../../bindings/js/traces.ts";
import { sampleSpan, sampleTrace, traceId } from "../stores/sample-trace.ts";
import { answer, deploy, publishScript, refused, sample, type Deployment } from "./deployment.ts";

const dayMs = 24 * 60 * 60 * 1_000;

/** Traces of the given ages in days, each with a span and of a user of its own. */
async function withTraces(...ages: number[]): Promise<Deployment> {
  const deployment = deploy();
  const { store, clock } = deployment;
  const traces = traceStoreOf(new Records(store, "sluice"));
  for (const days of ages) {
    const changes = { startedAt: clock.now - days * dayMs, userId: `user-${days}`, spans: [sampleSpan(0)] };
    await traces.saveTrace(sampleTrace(days, changes));
  }
  return deployment;
}

const idsOf = async ({ control }: Deployment): Promise<string[]> => (await control.traces.list()).traces.map(({ id }) => id);

test("cleaning up deletes what is older than 30 days, by the clock it was given", async () => {
  const deployment = await withTraces(29, 30, 31, 40);
  const cutoffDate = new Date(deployment.clock.now - 30 * dayMs).toISOString();
  const counts = { deletedTraces: 2, deletedSpans: 2 };
  expect(await deployment.control.traces.cleanup()).toEqual({ ...counts, cutoffDate, retentionDays: 30 });
  expect(await idsOf(deployment)).toEqual([traceId(29), traceId(30)]);
});

test("cleaning up stops where it is told to, and says that there is more", async () => {
  const { control } = await withTraces(31, 32, 33);
  expect(await control.traces.cleanup({ limit: 2 })).toMatchObject({ deletedTraces: 2, more: true });
  expect(await control.traces.cleanup({ limit: 2 })).not.toHaveProperty("more");
});

test("a user is erased, and the audit log has a digest in place of the id", async () => {
  const deployment = await withTraces(1, 2);
  const { control } = deployment;
  expect(await control.traces.eraseUser("user-1")).toEqual({ deletedTraces: 1, deletedSpans: 1 });
  expect(await idsOf(deployment)).toEqual([traceId(2)]);
  const { items } = await control.audit.list();
  // The first 16 digits of SHA-256 of "user-1".
  expect(items).toMatchObject([{ action: "user.erase", actor: "ada", target: "user:c6c289e49e9c05b2" }]);
  expect(JSON.stringify(items)).not.toContain("user-1");
});

test.each([
  ["", {}, "userId"],
  ["u", { limit: 0 }, "options.limit"],
])("erasing user %j with %j is refused", async (userId, options, field) => {
  await expect(deploy().control.traces.eraseUser(userId, options)).rejects.toMatchObject(refused(field));
});

test("a trace can be had as OTLP/JSON, and one that is not there cannot", async () => {
  const deployment = deploy();
  await publishScript(deployment, answer(1));
  const engine = await deployment.engine();
  const { traceId: id } = await engine.run("before_signup", sample);
  await engine.close();
  const otlp = await deployment.control.traces.otlp(id!);
  expect(JSON.stringify(otlp)).toContain(`"traceId":"${id}"`);
  expect(await deployment.control.traces.otlp("0".repeat(32))).toBeNull();
  await expect(deployment.control.traces.otlp("x")).rejects.toMatchObject(refused("id"));
});

test("what a trace ran is told with its scripts as they were", async () => {
  const deployment = deploy();
  const { control } = deployment;
  await control.scripts.save({ id: "a", code: "return { data = { n = 1 } }" });
  await control.pipelines.publish({ trigger: "after_signup", layers: [["a"]] });
  const engine = await deployment.engine();
  const { traceId } = (await engine.run("after_signup", { user: { id: "u1" } })) as { traceId: string };
  await engine.close();
  await control.scripts.save({ id: "a", code: "return {}" });
  await control.pipelines.publish({ trigger: "after_signup", layers: [["a"]] });
  expect(await control.traces.plan(traceId)).toMatchObject({
    trigger: "after_signup",
    layers: [[{ id: "a", code: "return { data = { n = 1 } }" }]],
  });
  expect(await control.traces.plan("0".repeat(32))).toBeNull();
  await expect(control.traces.plan("x")).rejects.toMatchObject(refused("id"));
});

test("in somebody else's hands it makes changes in their name, and its own stay its own", async () => {
  const { control } = deploy();
  const eve = control.as("eve");
  expect(await eve.scripts.save({ id: "a", code: "return {}" })).toMatchObject({ updatedBy: "eve" });
  expect(await control.scripts.save({ id: "a", code: "return {}" })).toMatchObject({ updatedBy: "ada" });
  expect((await control.audit.list()).items.map(({ actor }) => actor)).toEqual(["ada", "eve"]);
  expect(() => control.as("")).toThrow(expect.objectContaining(refused("actor")));
});

test("a store that does not answer is given up after the time that was set", async () => {
  const { store, as } = deploy();
  store.fault = new Promise<never>(() => undefined);
  const unavailable = { code: "store_unavailable", message: expect.stringContaining("within 20 ms") };
  await expect(as("ada", { storeTimeoutMs: 20 }).scripts.list()).rejects.toMatchObject(unavailable);
});
