import type { JsonValue } from "./json.ts";
import type { Records, TraceRow } from "./records.ts";
import type { ListedKey } from "./stores/store.ts";
import type { Trace, TraceStatus } from "./trace.ts";

/** How long a trace, and its journal, is kept where the store lets values expire. */
export const traceRetentionMs = 30 * 24 * 60 * 60 * 1_000;

const latestTime = 9_999_999_999_999;

/** Which traces to list, newest first. */
export interface TraceQuery {
  readonly trigger?: string;
  readonly status?: TraceStatus;
  /** Started at or after, ms since the epoch. */
  readonly from?: number;
  /** Started before, ms since the epoch. */
  readonly to?: number;
  /** From the page before, with otherwise the same query. */
  readonly cursor?: string;
  /** Default 50, at most 200. */
  readonly limit?: number;
}

export interface TracePage {
  readonly traces: readonly TraceRow[];
  /** Present when there may be more. A page may hold fewer than `limit` and still not be the last. */
  readonly cursor?: string;
}

/** Writes a trace and its two index entries. */
export async function saveTrace(records: Records, trace: Trace): Promise<void> {
  const { store } = records;
  const row = { t: trace.startedAt, g: trace.trigger, s: trace.status, d: trace.durationMs };
  const rev = String(latestTime - trace.startedAt).padStart(13, "0");
  const indexValue = store.capabilities.metadata ? "" : JSON.stringify(row);
  const kept = { ttlMs: traceRetentionMs };
  await store.put(records.key("tr", trace.id), JSON.stringify(trace), kept);
  await Promise.all(
    [records.key("ix", "all", rev, trace.id), records.key("ix", "g", trace.trigger, trace.status, rev, trace.id)].map(
      (key) => store.put(key, indexValue, { ...kept, metadata: row }),
    ),
  );
}

export async function readTrace(records: Records, id: string): Promise<Trace | null> {
  const found = await records.read<Trace>(records.key("tr", id));
  return found && found.record;
}

const maxPagesPerCall = 10;

/** One page of the traces that fit. Looks through a bounded number of index entries, whatever the query. */
export async function listTraces(records: Records, query: TraceQuery): Promise<TracePage> {
  const limit = Math.min(query.limit ?? 50, 200);
  const traces: TraceRow[] = [];
  let cursor = query.cursor;
  for (let pages = 0; pages < maxPagesPerCall; pages++) {
    const page = await records.store.list({
      prefix: indexPrefix(records, query),
      limit: limit - traces.length,
      ...(cursor !== undefined && { cursor }),
    });
    const rows = await Promise.all(page.keys.map((key) => readRow(records, key)));
    traces.push(...rows.filter((row): row is TraceRow => row !== undefined && fits(row, query)));
    cursor = page.cursor;
    const passedFrom = rows.some((row) => row !== undefined && row.startedAt < (query.from ?? 0));
    if (cursor === undefined || passedFrom) return { traces };
    if (traces.length >= limit) break;
  }
  return { traces, ...(cursor !== undefined && { cursor }) };
}

function indexPrefix(records: Records, { trigger, status }: TraceQuery): string {
  return trigger !== undefined && status !== undefined
    ? records.key("ix", "g", trigger, status, "")
    : records.key("ix", "all", "");
}

async function readRow(records: Records, key: ListedKey): Promise<TraceRow | undefined> {
  const value = key.metadata ?? (await readIndexValue(records, key.name));
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { t: startedAt, g: trigger, s: status, d: durationMs } = value;
  if (typeof trigger !== "string" || typeof startedAt !== "number" || typeof durationMs !== "number") return undefined;
  return {
    id: key.name.slice(key.name.lastIndexOf(":") + 1),
    trigger,
    startedAt,
    durationMs,
    status: status as TraceStatus,
  };
}

async function readIndexValue(records: Records, name: string): Promise<JsonValue> {
  const found = await records.read<{ [key: string]: JsonValue }>(name);
  return found && found.record;
}

function fits(row: TraceRow, { trigger, status, from = 0, to = Infinity }: TraceQuery): boolean {
  return (
    (trigger === undefined || row.trigger === trigger) &&
    (status === undefined || row.status === status) &&
    row.startedAt >= from &&
    row.startedAt < to
  );
}
