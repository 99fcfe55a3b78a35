import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { memoryStore } from "../../bindings/js/stores/memory.ts";
import type { KeyValueStore } from "../../bindings/js/stores/store.ts";
import type { TraceStore } from "../../bindings/js/stores/trace-store.ts";
import { timedStore } from "../../bindings/js/timed-store.ts";
import { faultyStore } from "./faulty-store.ts";
import { defineStoreContract } from "./stores/contract.ts";

defineStoreContract("timedStore", () => {
  let now = 1_700_000_000_000;
  return { store: timedStore(memoryStore({ now: () => now }), 1_000), pass: (ms) => void (now += ms) };
});

describe("a store that never answers", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test.each<[string, (store: KeyValueStore) => Promise<unknown>]>([
    ["get", (store) => store.get("k")],
    ["put", (store) => store.put("k", "v")],
    ["delete", (store) => store.delete("k")],
    ["list", (store) => store.list()],
    ["cas", (store) => store.cas!("k", null, "v")],
    ["increment", (store) => store.increment!("k", 1)],
  ])("a %s that is never answered is given up in time, and no timer is left", async (_, call) => {
    const store = faultyStore();
    store.only = /^/;
    store.fault = new Promise(() => undefined);
    const given = vi.fn();
    const calling = call(timedStore(store, 200)).catch(given);
    await vi.advanceTimersByTimeAsync(199);
    expect(given).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await calling;
    expect(given).toHaveBeenCalledWith(
      expect.objectContaining({ code: "store_unavailable", message: expect.stringContaining("200 ms") }),
    );
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each<keyof TraceStore>([
    "saveTrace",
    "createTrace",
    "createSpans",
    "getTraceWithSpans",
    "listTraces",
    "cleanupOldTraces",
    "eraseUser",
  ])("neither does its %s keep anybody waiting", async (name) => {
    const call = vi.fn(() => new Promise<never>(() => undefined));
    const store = { ...faultyStore(), traces: () => ({ [name]: call }) as unknown as TraceStore };
    const traces = timedStore(store, 200).traces?.("ns") as unknown as Record<string, (...args: unknown[]) => unknown>;
    const calling = expect(traces[name]?.("first", "second")).rejects.toMatchObject({ code: "store_unavailable" });
    await vi.advanceTimersByTimeAsync(200);
    await calling;
    expect(call.mock.calls[0]?.slice(0, 1)).toEqual(["first"]);
  });
});

test("what a store cannot do it cannot do in time either", () => {
  const { cas: _, increment: __, ...small } = faultyStore();
  const timed = timedStore(small, 200);
  expect([timed.cas, timed.increment, timed.traces]).toEqual([undefined, undefined, undefined]);
});
