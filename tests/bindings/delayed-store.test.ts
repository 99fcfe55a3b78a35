import { createControl, createEngine, type Incident } from "sluice";
import { describe, expect, test } from "vitest";
import { kvTraceStore } from "../../bindings/js/kv-traces.ts";
import { Records } from "../../bindings/js/records.ts";
import { delayedStore } from "./delayed-store.ts";
import { defineStoreContract } from "./stores/contract.ts";
import { sampleTrace, start, traceId } from "./stores/sample-trace.ts";

const secretKeys = [{ id: "k1", key: Buffer.alloc(32, 1).toString("base64") }];
const minute = 60_000;
const trigger = "token_build";
const input = { token: {} };
const answer = (n: number) => ({ allowed: true, data: { n }, traceId: expect.any(String) });

defineStoreContract("a store seen from where it is written", () => {
  let now = start;
  return {
    store: delayedStore(
      () => now,
      () => minute,
    ).near,
    pass: (ms) => void (now += ms),
  };
});

/** A control plane where the writes are made, an engine elsewhere. */
async function setUp(delayOf: (key: string) => number = () => minute) {
  const clock = { now: start };
  const { near, far } = delayedStore(() => clock.now, delayOf);
  const control = createControl({ store: near, secretKeys, actor: "ada", now: () => clock.now });
  const incidents: Incident[] = [];
  const onError = (incident: Incident): void => void incidents.push(incident);
  const engine = await createEngine({ store: far, secretKeys, onError, now: () => clock.now, pointerCacheMs: 0 });
  const publish = async (n: number) => {
    await control.scripts.save({ id: "answer", code: `return {data = {n = ${n}}}` });
    return control.pipelines.publish({ trigger, layers: [["answer"]] });
  };
  return { clock, near, far, control, engine, incidents, publish };
}

describe("publishing", () => {
  test("is seen later, and until then what was published before runs", async () => {
    const { clock, engine, publish, incidents } = await setUp();
    await publish(1);
    expect(await engine.run(trigger, input)).toEqual({ allowed: true });
    clock.now += minute;
    expect(await engine.run(trigger, input)).toEqual(answer(1));
    await publish(2);
    clock.now += minute - 1;
    expect(await engine.run(trigger, input)).toEqual(answer(1));
    clock.now += 1;
    expect(await engine.run(trigger, input)).toEqual(answer(2));
    expect(incidents).toEqual([]);
  });

  test("whose pointer arrives before its plan leaves the plan before in force, and says so", async () => {
    const { clock, engine, publish, incidents } = await setUp((key) => (key.includes(":plan:") ? minute : 0));
    await publish(1);
    clock.now += minute;
    expect(await engine.run(trigger, input)).toEqual(answer(1));
    await publish(2);
    expect(await engine.run(trigger, input)).toEqual(answer(1));
    expect(incidents).toMatchObject([{ trigger, error: { code: "store_unavailable" } }]);
    clock.now += minute;
    expect(await engine.run(trigger, input)).toEqual(answer(2));
  });

  test("for the first time, with the pointer ahead of its plan, is a fault until the plan is there", async () => {
    const { clock, engine, publish } = await setUp((key) => (key.includes(":plan:") ? minute : 0));
    await publish(1);
    expect(await engine.run(trigger, input)).toMatchObject({ allowed: false, code: "store_unavailable" });
    clock.now += minute;
    expect(await engine.run(trigger, input)).toEqual(answer(1));
  });

  test("twice before anybody sees the first ends with the second", async () => {
    const { clock, engine, publish } = await setUp();
    const first = await publish(1);
    clock.now += 1_000;
    const second = await publish(2);
    expect(second.revision).toBeGreaterThan(first.revision);
    clock.now += minute - 1_000;
    expect(await engine.run(trigger, input)).toEqual(answer(1));
    clock.now += 1_000;
    expect(await engine.run(trigger, input)).toEqual(answer(2));
  });

  test("undone elsewhere goes on until that is seen", async () => {
    const { clock, control, engine, publish } = await setUp();
    await publish(1);
    clock.now += minute;
    await control.pipelines.unpublish(trigger);
    expect(await engine.run(trigger, input)).toEqual(answer(1));
    clock.now += minute;
    expect(await engine.run(trigger, input)).toEqual({ allowed: true });
  });
});

describe("traces", () => {
  const open = (delayOf: (key: string) => number) => {
    const clock = { now: start };
    const { near, far } = delayedStore(() => clock.now, delayOf);
    const traces = (store: typeof near) => kvTraceStore(new Records(store, "ns"));
    return { clock, here: traces(near), there: traces(far) };
  };
  const listed = async (traces: ReturnType<typeof kvTraceStore>, query = {}) =>
    (await traces.listTraces(query)).traces.map(({ id }) => Number.parseInt(id, 16));

  test("are listed once they are seen, and never twice", async () => {
    const { clock, here, there } = open(() => minute);
    for (const n of [1, 2, 3, 4]) {
      await here.saveTrace(sampleTrace(n));
      clock.now += minute / 2;
    }
    expect(await listed(here)).toEqual([4, 3, 2, 1]);
    expect(await listed(there)).toEqual([3, 2, 1]);
    const { cursor = "" } = await there.listTraces({ limit: 2 });
    clock.now += minute;
    expect(await listed(there, { cursor })).toEqual([1]);
    expect(await listed(there)).toEqual([4, 3, 2, 1]);
  });

  test("whose index arrives first are listed, and read as absent until they are there", async () => {
    const { clock, here, there } = open((key) => (key.includes(":tr:") ? minute : 0));
    await here.saveTrace(sampleTrace(1));
    expect(await listed(there)).toEqual([1]);
    expect(await there.getTraceWithSpans(traceId(1))).toBeNull();
    expect(await listed(there, { scriptId: "script" })).toEqual([]);
    clock.now += minute;
    expect(await there.getTraceWithSpans(traceId(1))).toEqual(sampleTrace(1));
  });

  test("that were erased can be listed elsewhere for a while, and are cleaned up twice without harm", async () => {
    const { clock, here, there } = open(() => minute);
    for (const n of [1, 2]) await here.saveTrace(sampleTrace(n, { userId: `u${n}` }));
    clock.now += minute;
    expect((await here.eraseUser("u1")).deletedTraces).toBe(1);
    expect(await listed(there)).toEqual([2, 1]);
    await there.cleanupOldTraces(start + 2);
    expect(await listed(here)).toEqual([2]);
    clock.now += minute;
    expect(await listed(there)).toEqual([2]);
    expect(await there.getTraceWithSpans(traceId(1))).toBeNull();
  });
});
