import { describe, expect, test, vi } from "vitest";
import { Records } from "../../bindings/js/records.ts";
import { memoryStore } from "../../bindings/js/stores/memory.ts";
import type { KeyValueStore } from "../../bindings/js/stores/store.ts";
import { listTraces, readTrace, saveTrace, type TraceQuery } from "../../bindings/js/trace-records.ts";
import type { Trace, TraceStatus } from "../../bindings/js/trace.ts";

const start = 1_700_000_000_000;
const id = (n: number): string => n.toString(16).padStart(32, "0");

const trace = (n: number, trigger = "before_signup", status: TraceStatus = "success"): Trace => ({
  id: id(n),
  trigger,
  mode: "blocking",
  status,
  startedAt: start + n,
  endedAt: start + n + 5,
  durationMs: 5,
  contextSnapshot: {},
  resultData: {},
  createdAt: start + n,
  planHash: "p",
  engineHash: "e",
  clock: "live",
  spans: [],
});

const withoutMetadata = (): KeyValueStore => {
  const memory = memoryStore();
  return {
    capabilities: { ...memory.capabilities, metadata: false },
    get: (key) => memory.get(key),
    put: (key, value, { metadata: _, ...options } = {}) => memory.put(key, value, options),
    delete: (key) => memory.delete(key),
    list: (options) => memory.list(options),
  };
};

describe.each([
  ["with metadata", () => memoryStore({ now: () => start })],
  ["without metadata", withoutMetadata],
])("in a store %s", (_, open) => {
  async function saved(...traces: Trace[]): Promise<Records> {
    const records = new Records(open(), "sluice");
    for (const one of traces) await saveTrace(records, one);
    return records;
  }
  const ids = async (records: Records, query: TraceQuery = {}) => {
    const page = await listTraces(records, query);
    return { ids: page.traces.map((row) => Number(`0x${row.id}`)), more: page.cursor !== undefined };
  };

  test("a trace is read back as it was saved, and nothing where there is none", async () => {
    const records = await saved(trace(1));
    expect(await readTrace(records, id(1))).toEqual(trace(1));
    expect(await readTrace(records, id(2))).toBeNull();
  });

  test("the newest is listed first, with what a list shows", async () => {
    const records = await saved(trace(1), trace(3), trace(2, "before_signin", "blocked"));
    expect((await ids(records)).ids).toEqual([3, 2, 1]);
    expect((await listTraces(records, { limit: 1, trigger: "before_signin" })).traces).toEqual([
      { id: id(2), trigger: "before_signin", status: "blocked", startedAt: start + 2, durationMs: 5 },
    ]);
  });

  test("trigger and status narrow the list, alone and together", async () => {
    const records = await saved(
      trace(1),
      trace(2, "before_signin"),
      trace(3, "before_signin", "error"),
      trace(4, "t", "error"),
    );
    expect((await ids(records, { trigger: "before_signin" })).ids).toEqual([3, 2]);
    expect((await ids(records, { status: "error" })).ids).toEqual([4, 3]);
    expect((await ids(records, { trigger: "before_signin", status: "error" })).ids).toEqual([3]);
    expect((await ids(records, { trigger: "before", status: "error" })).ids).toEqual([]);
  });

  test("from is included, to is not", async () => {
    const records = await saved(trace(1), trace(2), trace(3), trace(4));
    expect(await ids(records, { from: start + 2, to: start + 4 })).toEqual({ ids: [3, 2], more: false });
  });

  test("the list ends where from is passed, without looking further", async () => {
    const records = await saved(...Array.from({ length: 30 }, (_, n) => trace(n)));
    const list = vi.spyOn(records.store, "list");
    expect(await ids(records, { from: start + 30, limit: 1 })).toEqual({ ids: [], more: false });
    expect(list).toHaveBeenCalledOnce();
  });

  test("pages follow each other without a gap", async () => {
    const records = await saved(...Array.from({ length: 7 }, (_, n) => trace(n)));
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await listTraces(records, { limit: 3, ...(cursor !== undefined && { cursor }) });
      seen.push(...page.traces.map((row) => Number(`0x${row.id}`)));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0]);
  });

  test("a filter that fits little does not look through everything in one call", async () => {
    const records = await saved(trace(0, "rare"), ...Array.from({ length: 30 }, (_, n) => trace(n + 1)));
    const list = vi.spyOn(records.store, "list");
    const page = await listTraces(records, { trigger: "rare", limit: 1 });
    expect(page.traces).toEqual([]);
    expect(page.cursor).toBeDefined();
    expect(list).toHaveBeenCalledTimes(10);
  });
});

test("a trace and its index vanish after 30 days", async () => {
  let now = start;
  const records = new Records(memoryStore({ now: () => now }), "sluice");
  await saveTrace(records, trace(0));
  now += 30 * 86_400_000 - 1;
  expect((await listTraces(records, {})).traces).toHaveLength(1);
  now += 1;
  expect((await listTraces(records, {})).traces).toEqual([]);
  expect(await readTrace(records, id(0))).toBeNull();
});

test("the keys are those that the documentation gives", async () => {
  const records = new Records(memoryStore(), "ns");
  await saveTrace(records, trace(0, "before_signup", "blocked"));
  const keys = (await records.store.list()).keys.map((key) => key.name);
  const rev = String(9_999_999_999_999 - start);
  expect(keys).toEqual([
    `ns:ix:all:${rev}:${id(0)}`,
    `ns:ix:g:before_signup:blocked:${rev}:${id(0)}`,
    `ns:tr:${id(0)}`,
  ]);
});
