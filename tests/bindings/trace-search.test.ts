import { beforeAll, describe, expect, test, vi } from "vitest";
import { kvTraceStore } from "../../bindings/js/kv-traces.ts";
import { DamagedRecordError, Records } from "../../bindings/js/records.ts";
import { memoryStore } from "../../bindings/js/stores/memory.ts";
import type { KeyValueStore } from "../../bindings/js/stores/store.ts";
import type { TraceQuery } from "../../bindings/js/stores/trace-store.ts";
import { revDigits } from "../../bindings/js/trace-position.ts";
import { saveTrace } from "../../bindings/js/trace-records.ts";
import { defineStoreContract } from "./stores/contract.ts";
import { sampleSpan, sampleTrace, start, traceId } from "./stores/sample-trace.ts";

const withoutMetadata = (now: () => number): KeyValueStore => {
  const memory = memoryStore({ now });
  return {
    capabilities: { ...memory.capabilities, cas: false, increment: false, metadata: false },
    get: (key) => memory.get(key),
    put: (key, value, { metadata: _, ...options } = {}) => memory.put(key, value, options),
    delete: (key) => memory.delete(key),
    list: (options) => memory.list(options),
  };
};

defineStoreContract("a store without metadata and compare-and-set", () => {
  let now = 1_700_000_000_000;
  return { store: withoutMetadata(() => now), pass: (ms) => void (now += ms) };
});

const open = (store: KeyValueStore = memoryStore({ now: () => start })) => {
  const records = new Records(store, "ns");
  return { records, traces: kvTraceStore(records), store };
};

test("a trace and its index vanish after 30 days", async () => {
  let now = start;
  const { traces } = open(memoryStore({ now: () => now }));
  await traces.saveTrace(sampleTrace(0));
  now += 30 * 86_400_000 - 1;
  expect((await traces.listTraces({})).traces).toHaveLength(1);
  now += 1;
  expect((await traces.listTraces({})).traces).toEqual([]);
  expect(await traces.getTraceWithSpans(traceId(0))).toBeNull();
});

test("the keys and the metadata are those that the documentation gives", async () => {
  const { records, store } = open();
  await saveTrace(records, sampleTrace(0, { status: "blocked", userId: "u", spans: [sampleSpan(0)] }));
  const rev = String(9_999_999_999_999 - start);
  const metadata = { t: start, g: "before_signup", s: "blocked", d: 5, n: 1, u: "u", c: ["script"] };
  expect((await store.list()).keys).toEqual([
    { name: `ns:ix:all:${rev}:${traceId(0)}`, metadata },
    { name: `ns:ix:g:before_signup:blocked:${rev}:${traceId(0)}`, metadata },
    { name: `ns:tr:${traceId(0)}`, metadata },
  ]);
});

test.each(["u".repeat(1_000), "ü", "\n\u007f"])("metadata has not what does not fit into it", async (userId) => {
  const { traces, store } = open();
  await traces.saveTrace(sampleTrace(0, { userId }));
  expect((await store.list()).keys[0]?.metadata).toEqual({ t: start, g: "before_signup", s: "success", d: 5, n: 0 });
  expect((await traces.listTraces({ userId })).traces).toHaveLength(1);
});

test.each(["[]", "no JSON", "{}", `{"id":"${traceId(0)}","trigger":"t"}`, `{"id":"${traceId(1)}","spans":[]}`])(
  "the record %j is damaged, and the lists do without it",
  async (text) => {
    const { traces, store } = open();
    await traces.saveTrace(sampleTrace(1));
    await store.put(`ns:tr:${traceId(0)}`, text);
    await store.put(`ns:ix:all:${"8".repeat(13)}:${traceId(0)}`, "", { metadata: ["x"] });
    await expect(traces.getTraceWithSpans(traceId(0))).rejects.toThrow(DamagedRecordError);
    expect((await traces.listTraces({})).traces.map(({ id }) => id)).toEqual([traceId(1)]);
    expect((await traces.eraseUser("u")).deletedTraces).toBe(0);
  },
);

test("an index entry whose trace is gone can be cleaned up", async () => {
  const { traces, store } = open();
  await traces.saveTrace(sampleTrace(0));
  await store.delete(`ns:tr:${traceId(0)}`);
  expect((await traces.cleanupOldTraces(start + 1)).deletedTraces).toBe(1);
  expect((await store.list()).keys).toEqual([]);
});

test("what a failure in the middle of a clean-up leaves is found by the next", async () => {
  const { traces, store } = open();
  await traces.saveTrace(sampleTrace(0));
  vi.spyOn(store, "delete").mockRejectedValueOnce(new Error("down"));
  await expect(traces.cleanupOldTraces(start + 1)).rejects.toThrow("down");
  expect((await traces.cleanupOldTraces(start + 1)).deletedTraces).toBe(1);
  expect((await store.list()).keys).toEqual([]);
});

describe("in 6,000 traces, one each ten seconds", () => {
  const apart = 10_000;
  const { traces, store, records } = open();
  const plainList = store.list.bind(store);

  beforeAll(async () => {
    for (let n = 0; n < 6_000; n++) {
      const odd = n % 1_000 === 7;
      const details = odd ? { trigger: "rare", userId: "u", spans: [sampleSpan(0, "odd")] } : {};
      await saveTrace(records, sampleTrace(n, { ...details, startedAt: start + n * apart }));
    }
    await saveTrace(records, sampleTrace(9_999, { trigger: "rare", status: "error", startedAt: start }));
  });

  async function searched(query: TraceQuery) {
    const list = vi.spyOn(store, "list");
    const get = vi.spyOn(store, "get");
    list.mockClear();
    get.mockClear();
    const page = await traces.listTraces(query);
    return {
      ids: page.traces.map(({ id }) => Number.parseInt(id, 16)),
      more: page.cursor !== undefined,
      partial: page.partial === true,
      lists: list.mock.calls.length,
      gets: get.mock.calls.length,
    };
  }

  test("the newest are one list call, which asks for no more than the page", async () => {
    expect(await searched({ limit: 3 })).toEqual({
      ids: [5999, 5998, 5997],
      more: true,
      partial: false,
      lists: 1,
      gets: 0,
    });
    expect(store.list).toHaveBeenCalledWith({ prefix: "ns:ix:all:", limit: 3 });
  });

  test("trigger and status are one list call, a trigger alone is three", async () => {
    expect(await searched({ trigger: "rare", status: "error" })).toMatchObject({ ids: [9_999], lists: 1 });
    expect(await searched({ trigger: "rare" })).toMatchObject({
      ids: [5007, 4007, 3007, 2007, 1007, 7, 9_999],
      lists: 3,
    });
  });

  test.each([5_990, 4_321, 3_000, 1_999, 1_000, 3])(
    "a date is reached without reading what is newer: %i",
    async (n) => {
      const found = await searched({ to: start + n * apart + 1, limit: 2 });
      expect(found).toMatchObject({ ids: [n, n - 1], more: true, partial: false, gets: 0 });
      expect(found.lists).toBeLessThanOrEqual(4);
    },
  );

  test("a range of dates ends where it ends", async () => {
    const range = { from: start + 2_000 * apart, to: start + 2_003 * apart };
    const found = await searched({ ...range, limit: 50 });
    expect(found).toMatchObject({ ids: [2_002, 2_001, 2_000], more: false, partial: false });
    expect(found.lists).toBeLessThanOrEqual(4);
  });

  test("every page follows the one before, wherever it ends", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await traces.listTraces({ limit: 199, ...(cursor !== undefined && { cursor }) });
      seen.push(...page.traces.map(({ id }) => id));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(6_001);
    expect(new Set(seen).size).toBe(6_001);
  });

  test("a user or a script is looked for in the index, without reading traces", async () => {
    const [byUser, byScript] = [await searched({ userId: "u" }), await searched({ scriptId: "odd" })];
    expect(byUser).toEqual({ ids: [5007, 4007, 3007, 2007, 1007, 7], more: false, partial: false, lists: 7, gets: 0 });
    expect(byScript).toEqual(byUser);
  });

  test("a search is given up after ten list calls, and goes on from there", async () => {
    const list = vi.fn<KeyValueStore["list"]>((options) => plainList({ ...options, limit: 100 }));
    const small = kvTraceStore(
      new Records({ ...withoutMetadata(() => start), capabilities: store.capabilities, list }, "ns"),
    );
    const first = await small.listTraces({ userId: "u" });
    expect(first).toMatchObject({ traces: [{ id: traceId(5007) }], partial: true });
    expect(list).toHaveBeenCalledTimes(10);
    const found = first.traces.map(({ id }) => id);
    for (let cursor = first.cursor; cursor !== undefined;) {
      list.mockClear();
      const page = await small.listTraces({ userId: "u", cursor });
      expect(list.mock.calls.length).toBeLessThanOrEqual(10 + revDigits);
      found.push(...page.traces.map(({ id }) => id));
      cursor = page.cursor;
    }
    expect(found).toEqual([5007, 4007, 3007, 2007, 1007, 7].map(traceId));
  });
});

test("a search that has to read traces reads a hundred of them at most", async () => {
  const { traces, store } = open();
  for (let n = 0; n < 150; n++) await traces.saveTrace(sampleTrace(n, { userId: `${n}${"x".repeat(1_000)}` }));
  const get = vi.spyOn(store, "get");
  const first = await traces.listTraces({ userId: `0${"x".repeat(1_000)}` });
  expect(first).toEqual({ traces: [], cursor: expect.any(String), partial: true });
  expect(get).toHaveBeenCalledTimes(100);
  const second = await traces.listTraces({ userId: `0${"x".repeat(1_000)}`, cursor: first.cursor ?? "" });
  expect(second).toMatchObject({ traces: [{ id: traceId(0) }] });
});
