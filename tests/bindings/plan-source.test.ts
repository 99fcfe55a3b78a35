import { describe, expect, test, vi } from "vitest";
import { EngineCrashError, SluiceError } from "../../bindings/js/errors.ts";
import { PlanSource, type PlanChecks, type PlanSourceOptions } from "../../bindings/js/plan-source.ts";
import type { Pointer } from "../../bindings/js/pointer-records.ts";
import { Records } from "../../bindings/js/records.ts";
import { faultyStore } from "./faulty-store.ts";

const trigger = "before_signup";

function setUp(options: Partial<PlanSourceOptions> = {}, checks: Partial<PlanChecks> = {}) {
  const store = faultyStore();
  const records = new Records(store, "sluice");
  const report = vi.fn();
  const clock = { now: 1_000 };
  const source = new PlanSource(
    records,
    { isAuthentic: async ({ mac }) => mac !== "forged", checkPlan: async () => undefined, ...checks },
    { pointerCacheMs: 0, expect: new Set(), now: () => clock.now, report, ...options },
  );
  const point = async (planHash: string, revision: number, changes: Partial<Pointer> = {}): Promise<void> => {
    const pointer = { trigger, planHash, revision, changedAt: 0, changedBy: "ada", ...changes };
    await store.put("sluice:pointer:before_signup", JSON.stringify(pointer));
  };
  const publish = async (planHash: string, revision: number, changes: Partial<Pointer> = {}): Promise<void> => {
    await store.put(`sluice:plan:${planHash}`, `{"plan":"${planHash}"}`);
    await point(planHash, revision, changes);
  };
  return { store, report, clock, point, publish, find: () => source.find(trigger) };
}

const plan = (hash: string) => ({ kind: "plan", plan: { trigger, hash, json: `{"plan":"${hash}"}` } });
const none = { kind: "none" };
const fault = (code: string, message: string | RegExp = "") => ({
  kind: "fault",
  error: expect.objectContaining({ code, message: expect.stringMatching(message) }),
});

describe("what is in the store", () => {
  test("no pointer: nothing is published", async () => {
    expect(await setUp().find()).toEqual(none);
  });

  test("a pointer and its plan: that plan", async () => {
    const { publish, find } = setUp();
    await publish("h1", 1);
    expect(await find()).toEqual(plan("h1"));
  });

  test("a pointer without a plan: nothing is published any longer", async () => {
    const { publish, point, find } = setUp();
    await publish("h1", 1);
    await find();
    await point("", 2);
    expect(await find()).toEqual(none);
  });

  test("a higher revision takes over, whichever plan it names", async () => {
    const { publish, find } = setUp();
    await publish("h1", 1);
    await publish("h2", 2);
    expect(await find()).toEqual(plan("h2"));
    await publish("h1", 3);
    expect(await find()).toEqual(plan("h1"));
  });

  test("a pointer that has not changed is checked once", async () => {
    const isAuthentic = vi.fn(async () => true);
    const { publish, find } = setUp({}, { isAuthentic });
    await publish("h1", 1);
    await find();
    await find();
    expect(isAuthentic).toHaveBeenCalledOnce();
    await publish("h1", 2);
    await find();
    expect(isAuthentic).toHaveBeenCalledTimes(2);
  });

  test("a plan is read once, the pointer each time", async () => {
    const { publish, find, store } = setUp();
    await publish("h1", 1);
    await find();
    await find();
    expect(store.reads).toEqual(["sluice:pointer:before_signup", "sluice:plan:h1", "sluice:pointer:before_signup"]);
  });
});

describe("what is not believed", () => {
  const damage: readonly [string, (set: ReturnType<typeof setUp>) => Promise<void>][] = [
    ["a pointer that is not authentic", ({ publish }) => publish("h2", 2, { mac: "forged" })],
    ["a pointer of another trigger", ({ publish }) => publish("h2", 2, { trigger: "before_signin" })],
    ["a pointer with a revision that is no whole number", ({ publish }) => publish("h2", 2.5)],
    ["a pointer with revision 0", ({ publish }) => publish("h2", 0)],
    ["a pointer without a hash", ({ publish }) => publish("h2", 2, { planHash: undefined as never })],
    ["a pointer that is no JSON", ({ store }) => store.put("sluice:pointer:before_signup", "{")],
    ["a pointer that is no object", ({ store }) => store.put("sluice:pointer:before_signup", "[]")],
    ["an authentic tombstone of another key", ({ point }) => point("", 2, { mac: "forged" })],
  ];

  test.each(damage)("%s is plan_invalid when nothing better is known", async (_, spoil) => {
    const set = setUp();
    await spoil(set);
    expect(await set.find()).toEqual(fault("plan_invalid"));
    expect(set.report).not.toHaveBeenCalled();
  });

  test.each(damage)("%s leaves the last good plan in force, and is reported", async (_, spoil) => {
    const set = setUp();
    await set.publish("h1", 1);
    await set.find();
    await spoil(set);
    expect(await set.find()).toEqual(plan("h1"));
    expect(set.report).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: "plan_invalid" }), trigger);
  });

  test("a lower revision than one seen before, even if it is authentic", async () => {
    const { publish, find, report } = setUp();
    await publish("h2", 5);
    await find();
    await publish("h1", 4);
    expect(await find()).toEqual(plan("h2"));
    expect(report).toHaveBeenCalledOnce();
  });

  test("a lower revision after a tombstone does not bring the plan back", async () => {
    const { publish, point, find } = setUp();
    await publish("h1", 1);
    await find();
    await point("", 2);
    await find();
    await publish("h1", 1);
    expect(await find()).toEqual(none);
  });

  test("a plan that fails its checks", async () => {
    const checkPlan = vi
      .fn()
      .mockResolvedValueOnce(undefined)
      .mockRejectedValue(new SluiceError("invalid_plan", "too deep"));
    const { publish, find, report } = setUp({}, { checkPlan });
    await publish("h1", 1);
    await find();
    await publish("h2", 2);
    expect(await find()).toEqual(plan("h1"));
    expect(report).toHaveBeenCalledWith(
      expect.objectContaining({ code: "plan_invalid", message: "too deep" }),
      trigger,
    );
  });

  test("a plan that fails its checks, with nothing better", async () => {
    const checkPlan = () => Promise.reject(new SluiceError("invalid_plan", "too deep"));
    const { publish, find } = setUp({}, { checkPlan });
    await publish("h1", 1);
    expect(await find()).toEqual(fault("plan_invalid", "too deep"));
  });
});

describe("what cannot be had", () => {
  test("a store that throws is store_unavailable, with its own words", async () => {
    const { store, find } = setUp();
    store.fault = new Error("no route");
    expect(await find()).toEqual(fault("store_unavailable", "no route"));
  });

  test("a store that throws leaves the last good plan in force", async () => {
    const { store, publish, find, report } = setUp();
    await publish("h1", 1);
    await find();
    store.fault = new Error("no route");
    expect(await find()).toEqual(plan("h1"));
    expect(report).toHaveBeenCalledOnce();
  });

  test("a store that throws leaves a tombstone in force", async () => {
    const { store, point, find } = setUp();
    await point("", 1);
    await find();
    store.fault = new Error("no route");
    expect(await find()).toEqual(none);
  });

  test("that nothing was published before is not enough when the store throws", async () => {
    const { store, find } = setUp();
    expect(await find()).toEqual(none);
    store.fault = new Error("no route");
    expect(await find()).toEqual(fault("store_unavailable"));
  });

  test("a pointer that was seen and is gone leaves the last good plan in force", async () => {
    const { store, publish, find } = setUp();
    await publish("h1", 1);
    await find();
    await store.delete("sluice:pointer:before_signup");
    expect(await find()).toEqual(plan("h1"));
  });

  test("a plan that is not there is store_unavailable", async () => {
    const { point, find } = setUp();
    await point("h1", 1);
    expect(await find()).toEqual(fault("store_unavailable", "h1"));
  });

  test("a plan that is not there yet leaves the one before in force", async () => {
    const { point, publish, find } = setUp();
    await publish("h1", 1);
    await find();
    await point("h2", 2);
    expect(await find()).toEqual(plan("h1"));
    await publish("h2", 2);
    expect(await find()).toEqual(plan("h2"));
  });

  test("an engine that crashes over a plan is told as such", async () => {
    const { publish, find } = setUp({}, { checkPlan: () => Promise.reject(new EngineCrashError(new Error("trap"))) });
    await publish("h1", 1);
    expect(await find()).toEqual(fault("engine_crash"));
  });

  test("an expected pointer that is absent is store_unavailable", async () => {
    expect(await setUp({ expect: new Set([trigger]) }).find()).toEqual(fault("store_unavailable", "expect names it"));
  });

  test("an expected trigger may be unpublished", async () => {
    const { point, find } = setUp({ expect: new Set([trigger]) });
    await point("", 1);
    expect(await find()).toEqual(none);
  });
});

describe("a pointer cache", () => {
  const cached = { pointerCacheMs: 30_000 };

  test("is believed for its time, and not a millisecond longer", async () => {
    const { publish, find, clock } = setUp(cached);
    await publish("h1", 1);
    await find();
    await publish("h2", 2);
    clock.now += 29_999;
    expect(await find()).toEqual(plan("h1"));
    clock.now += 1;
    expect(await find()).toEqual(plan("h2"));
  });

  test("keeps that nothing is published, too", async () => {
    const { find, store } = setUp(cached);
    await find();
    await find();
    expect(store.reads).toHaveLength(1);
  });

  test("is not believed when the clock was set back", async () => {
    const { publish, find, clock } = setUp(cached);
    await publish("h1", 1);
    await find();
    await publish("h2", 2);
    clock.now -= 1;
    expect(await find()).toEqual(plan("h2"));
  });

  test("does not let a caller wait for the question of another, which may never be answered", async () => {
    const { publish, find, store } = setUp(cached);
    await publish("h1", 1);
    store.fault = new Promise(() => undefined);
    void find();
    store.fault = undefined;
    expect(await find()).toEqual(plan("h1"));
  });

  test("does not keep a fault", async () => {
    const { store, publish, find } = setUp(cached);
    store.fault = new Error("no route");
    await find();
    store.fault = undefined;
    await publish("h1", 1);
    expect(await find()).toEqual(plan("h1"));
  });

  test("spares a failing store while an older plan covers for it", async () => {
    const { store, publish, find, clock, report } = setUp(cached);
    await publish("h1", 1);
    await find();
    store.fault = new Error("no route");
    clock.now += 30_000;
    await find();
    await find();
    expect(report).toHaveBeenCalledOnce();
  });
});

test("an answer that was overtaken does not bring back what it saw", async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const checkPlan = vi.fn<PlanChecks["checkPlan"]>(({ hash }) => (hash === "h1" ? held : Promise.resolve()));
  const { publish, find, store } = setUp({}, { checkPlan });
  await publish("h1", 1);
  const slow = find();
  await vi.waitFor(() => expect(checkPlan).toHaveBeenCalled());
  await publish("h2", 2);
  await find();
  release();
  await slow;
  store.fault = new Error("no route");
  expect(await find()).toEqual(plan("h2"));
});
