import { isJsonObject, parseJson } from "./json.ts";
import type { Records } from "./records.ts";
import { traceRetentionMs } from "./stores/trace-store.ts";
import { positionOf } from "./trace-position.ts";
import type { Trace, TraceStatus } from "./trace.ts";

/** What the index of a key-value store says about a trace, in few bytes. */
export type IndexRow = {
  /** startedAt, trigger, status, durationMs. */
  t: number;
  g: string;
  s: TraceStatus;
  d: number;
  /** How many spans it has. */
  n: number;
  /** Whose it is and which scripts ran. Both absent where they do not fit: then only the trace tells. */
  u?: string | null;
  c?: string[];
};

/** What stores take as metadata: Workers KV sends it as a header, which is no place for other characters. */
const fitting = /^[ -~]{0,1024}$/;

/** Saves a trace in the store's own tables of traces, where it has some, else as records. */
export async function saveTrace(records: Records, trace: Trace): Promise<void> {
  const native = records.store.traces?.(records.namespace);
  return native ? native.saveTrace(trace) : putTrace(records, trace);
}

/** Writes a trace as one record, and then its index entries, so that nothing is listed that cannot be read. */
export async function putTrace(records: Records, trace: Trace): Promise<void> {
  const row = indexRow(trace);
  await records.store.put(traceKey(records, trace.id), JSON.stringify(trace), {
    ttlMs: traceRetentionMs,
    metadata: row,
  });
  await putIndex(records, trace.id, row);
}

export async function putIndex(records: Records, id: string, row: IndexRow): Promise<void> {
  const { store } = records;
  const value = store.capabilities.metadata ? "" : JSON.stringify(row);
  const options = { ttlMs: traceRetentionMs, metadata: row };
  await Promise.all(indexKeys(records, id, row).map((key) => store.put(key, value, options)));
}

export function traceKey(records: Records, id: string): string {
  return records.key("tr", id);
}

/** The entry in the list of all traces, and the one in the list of its trigger and status. */
export function indexKeys(records: Records, id: string, { t, g, s }: IndexRow): [all: string, group: string] {
  const position = positionOf(t, id);
  return [records.key("ix", "all", position), records.key("ix", "g", g, s, position)];
}

/** The row of a trace, without its details where they would not fit. */
export function indexRow(trace: Trace): IndexRow {
  const whole = wholeRow(trace);
  if (fitting.test(JSON.stringify(whole))) return whole;
  const { u: _, c: __, ...row } = whole;
  return row;
}

/** What the trace itself says, for a row that leaves it out. A trace that is gone or damaged concerns nobody. */
export async function withDetails(records: Records, id: string, row?: IndexRow): Promise<IndexRow | undefined> {
  if (row?.c !== undefined) return row;
  const trace = parseJson((await records.store.get(traceKey(records, id))) ?? "");
  return isJsonObject(trace) && Array.isArray(trace.spans) ? wholeRow(trace as unknown as Trace) : undefined;
}

function wholeRow({ startedAt, trigger, status, durationMs, spans, userId }: Trace): IndexRow {
  const scripts = [...new Set(spans.map(({ scriptId }) => scriptId))];
  return { t: startedAt, g: trigger, s: status, d: durationMs, n: spans.length, u: userId ?? null, c: scripts };
}
