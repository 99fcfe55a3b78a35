import { check, invalid } from "../check-options.ts";
import type { TraceQuery, TraceRow } from "../stores/trace-store.ts";
import { traceStoreOf } from "../traces.ts";
import type { Activity, ActivityPart, ActivityQuery, StatusCounts } from "./api-traces.ts";
import type { Desk } from "./desk.ts";
import { activityQuery } from "./trace-query.ts";

/** Pages of traces that are looked at, so that a busy deployment costs no more than this. */
const maxPages = 20;
const pageSize = 200;

/** Counts the newest 4,000 traces that fit; the older ones are left out and told of. */
export async function activity(desk: Desk, query: ActivityQuery): Promise<Activity> {
  check(activityQuery, query, "query");
  const { from, to, parts } = query;
  if (from >= to) throw invalid("query.to", "must be later than from");
  const { rows, completeFrom } = await readRows(desk, query);
  const length = (to - from) / parts;
  const byPart = Array.from({ length: parts }, (): TraceRow[] => []);
  for (const row of rows) byPart[Math.min(parts - 1, Math.floor((row.startedAt - from) / length))]!.push(row);
  return {
    parts: byPart.map((some, index) => partOf(from + index * length, some)),
    triggers: countsByTrigger(rows),
    ...(completeFrom !== undefined && { completeFrom }),
  };
}

async function readRows(
  { records }: Desk,
  { parts: _, ...query }: ActivityQuery,
): Promise<{ rows: readonly TraceRow[]; completeFrom?: number }> {
  const rows: TraceRow[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const wanted: TraceQuery = { ...query, limit: pageSize, ...(cursor !== undefined && { cursor }) };
    const found = await traceStoreOf(records).listTraces(wanted);
    rows.push(...found.traces);
    cursor = found.cursor;
    if (cursor === undefined) return { rows };
  }
  // Others of the oldest millisecond that was seen may be among those that were not.
  return { rows, completeFrom: Math.min(query.to, (rows.at(-1)?.startedAt ?? query.to) + 1) };
}

function partOf(at: number, rows: readonly TraceRow[]): ActivityPart {
  const durations = rows.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  const [p50, p95] = [quantile(durations, 0.5), quantile(durations, 0.95)];
  return { at, ...counted(rows), ...(p50 !== undefined && { p50 }), ...(p95 !== undefined && { p95 }) };
}

/** The smallest of the values, in ascending order, that the given part of them does not exceed. */
function quantile(values: readonly number[], part: number): number | undefined {
  return values[Math.max(0, Math.ceil(values.length * part) - 1)];
}

function countsByTrigger(rows: readonly TraceRow[]): Record<string, StatusCounts> {
  const triggers = [...new Set(rows.map(({ trigger }) => trigger))];
  return Object.fromEntries(
    triggers.map((trigger) => [trigger, counted(rows.filter((row) => row.trigger === trigger))]),
  );
}

function counted(rows: readonly TraceRow[]): StatusCounts {
  const ended = (status: TraceRow["status"]): number => rows.filter((row) => row.status === status).length;
  return { success: ended("success"), blocked: ended("blocked"), error: ended("error") };
}
