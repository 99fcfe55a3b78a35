import { expect, test, vi } from "vitest";
import { InstanceKeeper } from "../../bindings/js/instance-keeper.ts";
import { fakeModule, refusal, trap } from "./fake-module.ts";

const healthy = async () => fakeModule();

test("nothing is started before the first use", async () => {
  const start = vi.fn(healthy);
  const keeper = new InstanceKeeper(start, {});
  expect(start).not.toHaveBeenCalled();
  await keeper.get();
  expect(start).toHaveBeenCalledOnce();
});

test("whoever comes gets the same instance, also while it is starting", async () => {
  const start = vi.fn(healthy);
  const keeper = new InstanceKeeper(start, {});
  const [first, second] = await Promise.all([keeper.get(), keeper.get()]);
  expect(first).toBe(second);
  expect(await keeper.get()).toBe(first);
  expect(start).toHaveBeenCalledOnce();
});

test("a new instance is configured before it is handed out", async () => {
  const configure = vi.fn(() => ({}));
  await new InstanceKeeper(async () => fakeModule({ configure }), { namespace: "n" }).get();
  expect(configure).toHaveBeenCalledExactlyOnceWith({ namespace: "n" });
});

test("a dead instance is replaced on next use and counted once", async () => {
  const keeper = new InstanceKeeper(async () => fakeModule({ advance: trap }), {});
  const first = await keeper.get();
  expect(() => first.advance(1, { now: 0, replies: [] })).toThrow();
  expect(keeper.crashes).toBe(1);
  expect(keeper.live).toBeUndefined();
  const second = await keeper.get();
  expect(second).not.toBe(first);
  expect(second.isDead).toBe(false);
  expect(keeper.crashes).toBe(1);
});

test("an instance that cannot be started is a crash, and the next use tries again", async () => {
  const start = vi.fn(healthy).mockRejectedValueOnce(new RangeError("out of memory"));
  const keeper = new InstanceKeeper(start, {});
  await expect(keeper.get()).rejects.toMatchObject({ code: "engine_crash", cause: { message: "out of memory" } });
  expect(keeper.crashes).toBe(1);
  await expect(keeper.get()).resolves.toBeDefined();
});

test("options that do not fit are not a crash", async () => {
  const keeper = new InstanceKeeper(async () => fakeModule({ configure: () => refusal("invalid_options", "no") }), {});
  await expect(keeper.get()).rejects.toMatchObject({ code: "invalid_options" });
  expect(keeper.crashes).toBe(0);
});

test("after a release the next use starts anew", async () => {
  const keeper = new InstanceKeeper(healthy, {});
  const first = await keeper.get();
  keeper.release();
  expect(await keeper.get()).not.toBe(first);
  expect(keeper.crashes).toBe(0);
});
