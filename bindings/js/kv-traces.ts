import { DamagedRecordError, type Records } from "./records.ts";
import {
  traceRetentionMs,
  type CleanedTraces,
  type DeletedTraces,
  type DeleteOptions,
  type ErasedTraces,
  type TraceStore,
} from "./stores/trace-store.ts";
import { IndexReader, indexRowOf } from "./trace-index.ts";
import { rangeOf } from "./trace-position.ts";
import { indexKeys, indexRow, putIndex, putTrace, traceKey, withDetails } from "./trace-records.ts";
import { searchTraces } from "./trace-search.ts";
import type { Span, Trace } from "./trace.ts";

const maxAttempts = 20;
const defaultLimit = 200;
const deletedAtOnce = 20;

/** Traces as records of any key-value store. A trace is one value, so that it is never there in part. */
export function kvTraceStore(records: Records): TraceStore {
  return {
    saveTrace: (trace) => putTrace(records, trace),
    createTrace: (head) => createTrace(records, { ...head, spans: [] }),
    createSpans: (traceId, spans) => createSpans(records, traceId, spans),
    getTraceWithSpans: async (id) => (await readTrace(records, id))?.trace ?? null,
    listTraces: async (query) => searchTraces(records, query),
    cleanupOldTraces: (before, options = {}) => cleanup(records, before, options),
    eraseUser: (userId, options = {}) => eraseUser(records, userId, options),
  };
}

async function readTrace(records: Records, id: string): Promise<{ trace: Trace; text: string } | null> {
  const key = traceKey(records, id);
  const found = await records.read<Trace>(key);
  if (!found) return null;
  const { record: trace, text } = found;
  if (trace.id !== id || typeof trace.trigger !== "string" || !Array.isArray(trace.spans)) {
    throw new DamagedRecordError(key);
  }
  return { trace, text };
}

async function createTrace(records: Records, trace: Trace): Promise<void> {
  if (!(await readTrace(records, trace.id))) await putTrace(records, trace);
}

async function createSpans(records: Records, traceId: string, spans: readonly Span[]): Promise<void> {
  const { store } = records;
  const key = traceKey(records, traceId);
  for (let attempts = 0; attempts < maxAttempts; attempts++) {
    const found = await readTrace(records, traceId);
    if (!found) throw new Error(`There is no trace ${traceId} to add spans to.`);
    const known = new Set(found.trace.spans.map(({ id }) => id));
    const all = [...found.trace.spans, ...spans.filter(({ id }) => !known.has(id))];
    const trace = { ...found.trace, spans: all.sort((a, b) => a.sequence - b.sequence) };
    const row = indexRow(trace);
    const options = { ttlMs: traceRetentionMs, metadata: row };
    const text = JSON.stringify(trace);
    // Without compare-and-set, two writers who add to the same trace at once overwrite each other.
    const isWritten = store.cas ? await store.cas(key, found.text, text, options) : await store.put(key, text, options);
    if (isWritten !== false) return putIndex(records, traceId, row);
  }
  throw new Error(`Others kept writing to the trace ${traceId}.`);
}

/** The records of a trace. The one it was found by goes last, so that what a failure leaves is found again. */
interface Doomed {
  readonly id: string;
  readonly others: readonly string[];
  readonly foundBy: string;
  readonly spans: number;
}

async function cleanup(
  records: Records,
  before: number,
  { limit = defaultLimit }: DeleteOptions,
): Promise<CleanedTraces> {
  const cutoffDate = new Date(before).toISOString();
  const prefix = records.key("ix", "all", "");
  const range = { ...rangeOf({ to: before }), pageSize: 1_000 };
  const reader = new IndexReader(records, prefix, range, { lists: Infinity });
  const doomed: Doomed[] = [];
  while (doomed.length < limit) {
    const entry = await reader.peek();
    if (!entry || !("row" in entry)) break;
    reader.take();
    const { position, row } = entry;
    const id = position.slice(position.indexOf(":") + 1);
    const group = row ? indexKeys(records, id, row).slice(1) : [];
    const others = [records.key("jn", id), ...group, traceKey(records, id)];
    doomed.push({ id, others, foundBy: prefix + position, spans: row?.n ?? 0 });
  }
  return { ...(await deleteTraces(records, doomed, !reader.ended)), cutoffDate };
}

async function eraseUser(
  records: Records,
  userId: string,
  { limit = defaultLimit }: DeleteOptions,
): Promise<ErasedTraces> {
  const prefix = traceKey(records, "");
  const doomed: Doomed[] = [];
  let hasMore = false;
  for await (const { name, metadata } of records.listed(prefix)) {
    const id = name.slice(prefix.length);
    const row = await withDetails(records, id, indexRowOf(metadata));
    if (row?.u !== userId) continue;
    hasMore = doomed.length === limit;
    if (hasMore) break;
    doomed.push({ id, others: [records.key("jn", id), ...indexKeys(records, id, row)], foundBy: name, spans: row.n });
  }
  return { ...(await deleteTraces(records, doomed, hasMore)), ids: doomed.map(({ id }) => id) };
}

async function deleteTraces(records: Records, doomed: readonly Doomed[], hasMore: boolean): Promise<DeletedTraces> {
  for (let first = 0; first < doomed.length; first += deletedAtOnce) {
    const some = doomed.slice(first, first + deletedAtOnce);
    await Promise.all(some.flatMap(({ others }) => others).map((key) => records.store.delete(key)));
    await Promise.all(some.map(({ foundBy }) => records.store.delete(foundBy)));
  }
  const deletedSpans = doomed.reduce((sum, { spans }) => sum + spans, 0);
  return { deletedTraces: doomed.length, deletedSpans, ...(hasMore && { more: true }) };
}
