import { Records } from "../../../bindings/js/records.ts";
import type { KeyValueStore } from "../../../bindings/js/stores/store.ts";
import type { TraceQuery, TraceStore } from "../../../bindings/js/stores/trace-store.ts";
import { traceStoreOf } from "../../../bindings/js/traces.ts";
import type { Trace } from "../../../bindings/js/trace.ts";
import { rejects, same, type ContractCase } from "./contract-case.ts";
import { fullTrace, sampleSpan, sampleTrace, start, traceId } from "./sample-trace.ts";

const namespace = "ns";
const journalKey = (n: number): string => `${namespace}:jn:${traceId(n)}`;
const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

async function saved(store: KeyValueStore, ...all: Trace[]): Promise<TraceStore> {
  const traces = traceStoreOf(new Records(store, namespace));
  for (const trace of all) await traces.saveTrace(trace);
  return traces;
}

/** The numbers of the traces that fit, from page after page. */
async function found(traces: TraceStore, query: TraceQuery = {}): Promise<number[]> {
  const all: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await traces.listTraces({ ...query, ...(cursor !== undefined && { cursor }) });
    same(page.traces.length <= (query.limit ?? 50), true);
    if (page.partial) same(page.cursor !== undefined && page.traces.length < (query.limit ?? 50), true);
    all.push(...page.traces.map(({ id }) => Number.parseInt(id, 16)));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return all;
}

/** What every store has to do with traces. */
export const traceCases: readonly ContractCase[] = [
  {
    name: "reads a trace as it was saved, and nothing where there is none",
    async run({ store }) {
      const traces = await saved(store, fullTrace(1), sampleTrace(2));
      same(await traces.getTraceWithSpans(traceId(1)), fullTrace(1));
      same(await traces.getTraceWithSpans(traceId(2)), sampleTrace(2));
      same(await traces.getTraceWithSpans(traceId(3)), null);
    },
  },
  {
    name: "keeps members of a trace and a span that it does not know",
    async run({ store }) {
      const trace = { ...sampleTrace(1), added: { later: [1] }, spans: [{ ...sampleSpan(0), more: "x" }] };
      const traces = await saved(store, trace);
      same(await traces.getTraceWithSpans(traceId(1)), trace);
    },
  },
  {
    name: "keeps a trace of hundreds of spans whole",
    async run({ store }) {
      const spans = upTo(400).map((n) => ({ ...sampleSpan(n), statusMessage: "x".repeat(600) }));
      const traces = await saved(store, sampleTrace(1, { spans }));
      same((await traces.getTraceWithSpans(traceId(1)))?.spans, spans);
    },
  },
  {
    name: "builds a trace from its head and its spans, in the order of their sequence",
    async run({ store }) {
      const { spans, ...head } = fullTrace(1);
      const traces = await saved(store);
      await traces.createTrace(head);
      same(await traces.getTraceWithSpans(traceId(1)), { ...head, spans: [] });
      await traces.createSpans(traceId(1), spans.slice(1));
      await traces.createSpans(traceId(1), spans.slice(0, 1));
      same(await traces.getTraceWithSpans(traceId(1)), fullTrace(1));
      same(await found(traces, { scriptId: "other" }), [1]);
    },
  },
  {
    name: "adds no spans to a trace that is not there",
    async run({ store }) {
      const traces = await saved(store);
      await rejects(traces.createSpans(traceId(1), [sampleSpan(0)]), /./);
      same(await traces.getTraceWithSpans(traceId(1)), null);
    },
  },
  {
    name: "changes nothing when the same is written again",
    async run({ store }) {
      const { spans, ...head } = fullTrace(1);
      const traces = await saved(store, fullTrace(1), fullTrace(1));
      await traces.createTrace(head);
      await traces.createSpans(traceId(1), spans);
      same(await traces.getTraceWithSpans(traceId(1)), fullTrace(1));
      same(await found(traces), [1]);
    },
  },
  {
    name: "keeps all traces that are saved at the same time",
    async run({ store }) {
      const traces = await saved(store);
      await Promise.all(upTo(20).map((n) => traces.saveTrace({ ...fullTrace(n), id: traceId(n) })));
      same(await found(traces, { limit: 7 }), upTo(20).reverse());
      for (const n of upTo(20)) same(await traces.getTraceWithSpans(traceId(n)), fullTrace(n));
    },
  },
  {
    name: "lists the newest first, with what a list shows",
    async run({ store }) {
      const traces = await saved(store, sampleTrace(1), fullTrace(3), sampleTrace(2));
      same(await traces.listTraces({}), {
        traces: [
          { id: traceId(3), trigger: "before_signup", status: "error", startedAt: start + 3, durationMs: 5 },
          { id: traceId(2), trigger: "before_signup", status: "success", startedAt: start + 2, durationMs: 5 },
          { id: traceId(1), trigger: "before_signup", status: "success", startedAt: start + 1, durationMs: 5 },
        ],
      });
    },
  },
  {
    name: "lists traces of the same millisecond by their ids",
    async run({ store }) {
      const traces = await saved(store, ...[3, 1, 2].map((n) => sampleTrace(n, { startedAt: start })));
      for (const limit of [1, 2, 50]) same(await found(traces, { limit }), [1, 2, 3]);
    },
  },
  {
    name: "narrows the list by trigger and status, alone and together",
    async run({ store }) {
      const traces = await saved(
        store,
        sampleTrace(1),
        sampleTrace(2, { trigger: "t" }),
        sampleTrace(3, { trigger: "t", status: "error" }),
        sampleTrace(4, { trigger: "before", status: "error" }),
        sampleTrace(5, { trigger: "t", status: "blocked" }),
        sampleTrace(6, { trigger: "t" }),
      );
      for (const limit of [1, 2, 50]) {
        same(await found(traces, { trigger: "t", limit }), [6, 5, 3, 2]);
        same(await found(traces, { status: "error", limit }), [4, 3]);
        same(await found(traces, { trigger: "t", status: "error", limit }), [3]);
        same(await found(traces, { trigger: "before_s", limit }), []);
      }
    },
  },
  {
    name: "takes from as included and to as not",
    async run({ store }) {
      const traces = await saved(store, ...upTo(5).map((n) => sampleTrace(n)), sampleTrace(9, { trigger: "t" }));
      same(await found(traces, { from: start + 2, to: start + 4 }), [3, 2]);
      same(await found(traces, { from: start + 2, to: start + 4, limit: 1 }), [3, 2]);
      same(await found(traces, { from: start + 4 }), [9, 4]);
      same(await found(traces, { to: start + 1 }), [0]);
      same(await found(traces, { to: start + 1, from: start + 1 }), []);
      same(await found(traces, { to: 0 }), []);
      same(await found(traces, { from: Number.MAX_SAFE_INTEGER }), []);
      same(await found(traces, { trigger: "before_signup", from: start + 1, to: start + 9, limit: 2 }), [4, 3, 2, 1]);
    },
  },
  {
    name: "finds dates years apart",
    async run({ store }) {
      const day = 86_400_000;
      const at = (days: number) => start + days * day;
      const traces = await saved(store, ...[0, 1, 365, 5_000].map((n) => sampleTrace(n, { startedAt: at(n) })));
      same(await found(traces, { to: at(5_000) }), [365, 1, 0]);
      same(await found(traces, { to: at(365), limit: 1 }), [1, 0]);
      same(await found(traces, { from: at(1), to: at(5_000) }), [365, 1]);
      same(await found(traces, { from: at(2), to: at(3) }), []);
    },
  },
  {
    name: "narrows the list by user and by script",
    async run({ store }) {
      const [a, b] = [sampleSpan(0, "a"), sampleSpan(1, "b")];
      const long = "ü".repeat(900);
      const traces = await saved(
        store,
        sampleTrace(1, { userId: "u1", spans: [a, b] }),
        sampleTrace(2, { userId: "u2", spans: [a, { ...a, id: "f".repeat(16), sequence: 1 }] }),
        sampleTrace(3, { userId: "u1", trigger: "t", spans: [b] }),
        sampleTrace(4),
        sampleTrace(5, { userId: long, spans: [b] }),
      );
      for (const limit of [1, 50]) {
        same(await found(traces, { userId: "u1", limit }), [3, 1]);
        same(await found(traces, { userId: long, limit }), [5]);
        same(await found(traces, { userId: "u", limit }), []);
        same(await found(traces, { scriptId: "a", limit }), [2, 1]);
        same(await found(traces, { scriptId: "b", limit }), [5, 3, 1]);
        same(await found(traces, { scriptId: "b", from: start + 2, to: start + 5, limit }), [3]);
        same(await found(traces, { scriptId: "b", trigger: "t", limit }), [3]);
        same(await found(traces, { scriptId: "a", userId: "u1", limit }), [1]);
      }
    },
  },
  {
    name: "neither repeats nor skips a trace when others are added or deleted between two pages",
    async run({ store }) {
      const traces = await saved(store, ...upTo(6).map((n) => sampleTrace(n)));
      const first = await traces.listTraces({ limit: 2 });
      same(
        first.traces.map(({ id }) => id),
        [traceId(5), traceId(4)],
      );
      await traces.saveTrace(sampleTrace(7));
      await traces.saveTrace(sampleTrace(8));
      await traces.cleanupOldTraces(start + 1);
      same(await found(traces, { limit: 2, cursor: first.cursor ?? "" }), [3, 2, 1]);
    },
  },
  {
    name: "refuses a cursor that is none",
    async run({ store }) {
      const traces = await saved(store, sampleTrace(1));
      for (const cursor of ["x", "'", "1:", "12345678901234", "%"]) {
        await rejects(traces.listTraces({ cursor }), /SluiceError: cursor/);
      }
    },
  },
  {
    name: "cleans up what is older, with spans and journals, and nothing else",
    async run({ store }) {
      const span = [sampleSpan(0), sampleSpan(1)];
      const traces = await saved(
        store,
        sampleTrace(0, { spans: span }),
        sampleTrace(1),
        sampleTrace(2, { spans: span }),
      );
      for (const n of upTo(3)) await store.put(journalKey(n), "{}");
      same(await traces.cleanupOldTraces(start + 2), {
        deletedTraces: 2,
        deletedSpans: 2,
        cutoffDate: new Date(start + 2).toISOString(),
      });
      same(await found(traces), [2]);
      same(await found(traces, { trigger: "before_signup" }), [2]);
      same(await traces.getTraceWithSpans(traceId(0)), null);
      same(await traces.getTraceWithSpans(traceId(2)), sampleTrace(2, { spans: span }));
      same(await store.get(journalKey(0)), null);
      same(await store.get(journalKey(2)), "{}");
      const again = await traces.cleanupOldTraces(start + 2);
      same([again.deletedTraces, again.deletedSpans], [0, 0]);
    },
  },
  {
    name: "cleans up in as many calls as the limit makes of it",
    async run({ store }) {
      const traces = await saved(store, ...upTo(5).map((n) => sampleTrace(n, { spans: [sampleSpan(0)] })));
      const results = [];
      do results.push(await traces.cleanupOldTraces(start + 4, { limit: 3 }));
      while (results.at(-1)?.more);
      same(
        results.map(({ deletedTraces }) => deletedTraces),
        [3, 1],
      );
      same(await found(traces), [4]);
    },
  },
  {
    name: "erases what is kept of a user, and of nobody else",
    async run({ store }) {
      const own = { userId: "u1", spans: [sampleSpan(0)] };
      const traces = await saved(
        store,
        sampleTrace(0, own),
        sampleTrace(1, { userId: "u10" }),
        sampleTrace(2),
        sampleTrace(3, { ...own, trigger: "t", status: "error" }),
        sampleTrace(4, { userId: "ü".repeat(900), spans: [sampleSpan(0)] }),
      );
      for (const n of upTo(5)) await store.put(journalKey(n), "{}");
      const erased = await traces.eraseUser("u1");
      same([erased.deletedTraces, erased.deletedSpans, erased.more], [2, 2, undefined]);
      same([...erased.ids].sort(), [traceId(0), traceId(3)]);
      same(await found(traces), [4, 2, 1]);
      same(await found(traces, { trigger: "t" }), []);
      for (const n of upTo(5)) same(await store.get(journalKey(n)), [0, 3].includes(n) ? null : "{}");
      same((await traces.eraseUser("ü".repeat(900))).ids, [traceId(4)]);
      same((await traces.eraseUser("nobody")).ids, []);
      same(await found(traces), [2, 1]);
    },
  },
  {
    name: "erases in as many calls as the limit makes of it",
    async run({ store }) {
      const traces = await saved(store, ...upTo(5).map((n) => sampleTrace(n, { userId: "u" })));
      const first = await traces.eraseUser("u", { limit: 4 });
      same([first.deletedTraces, first.more], [4, true]);
      const last = await traces.eraseUser("u", { limit: 4 });
      same([last.deletedTraces, last.more], [1, undefined]);
    },
  },
  {
    name: "keeps namespaces apart",
    async run({ store }) {
      const traces = await saved(store, sampleTrace(1, { userId: "u", spans: [sampleSpan(0)] }));
      const other = traceStoreOf(new Records(store, "ns2"));
      await other.saveTrace(sampleTrace(2, { userId: "u", spans: [sampleSpan(0)] }));
      same(await found(traces), [1]);
      same(await found(traces, { scriptId: "script" }), [1]);
      same(await other.getTraceWithSpans(traceId(1)), null);
      same((await other.eraseUser("u")).ids, [traceId(2)]);
      same((await other.cleanupOldTraces(start + 9)).deletedTraces, 0);
      same(await found(traces), [1]);
    },
  },
];
