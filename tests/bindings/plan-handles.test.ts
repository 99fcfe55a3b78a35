import { expect, test, vi } from "vitest";
import { EngineInstance } from "../../bindings/js/engine-instance.ts";
import { fakeModule, refusal } from "./fake-module.ts";

function instanceWithUnloads() {
  const unload = vi.fn();
  return { unload, instance: new EngineInstance(fakeModule({ unload }), {}) };
}

const fill = (instance: EngineInstance, count: number, from = 0): void => {
  for (let n = from; n < from + count; n++) instance.plans.acquire(`k${n}`, "{}").release();
};

test("a plan in the cache is not loaded again", () => {
  const { instance } = instanceWithUnloads();
  const first = instance.plans.acquire("a", "{}");
  first.release();
  expect(instance.plans.acquire("a", "{}").plan).toBe(first.plan);
  expect(instance.liveHandles().plans).toBe(1);
});

test("32 idle plans are kept, the 33rd pushes out the one that was not used for longest", () => {
  const { instance, unload } = instanceWithUnloads();
  fill(instance, 32);
  fill(instance, 1);
  expect(unload).not.toHaveBeenCalled();
  fill(instance, 1, 32);
  expect(unload).toHaveBeenCalledExactlyOnceWith(2);
});

test("a plan in use is never unloaded", () => {
  const { instance, unload } = instanceWithUnloads();
  const used = instance.plans.acquire("used", "{}");
  fill(instance, 40);
  expect(unload.mock.calls.flat()).not.toContain(used.plan.handle);
  used.release();
  fill(instance, 40, 40);
  expect(unload.mock.calls.flat()).toContain(used.plan.handle);
});

test("a plan that does not load leaves nothing behind", () => {
  const instance = new EngineInstance(fakeModule({ load: () => refusal("invalid_plan", "no") }), {});
  expect(() => instance.plans.acquire("a", "{}")).toThrow("no");
  expect(() => instance.plans.acquire("a", "{}")).toThrow("no");
});
