import type { Records } from "./records.ts";
import type { TracePage, TraceQuery, TraceRow } from "./stores/trace-store.ts";
import { IndexReader, type GivenUp, type IndexEntry, type SearchBudget } from "./trace-index.ts";
import { rangeOf } from "./trace-position.ts";
import { withDetails, type IndexRow } from "./trace-records.ts";
import type { TraceStatus } from "./trace.ts";

const maxPageSize = 1_000;
const statuses: readonly TraceStatus[] = ["blocked", "error", "success"];

interface Budget extends SearchBudget {
  /** Traces that may be read because their index entry does not say enough. */
  reads: number;
}

/** One page of the traces that fit, by the indexes of a key-value store and within a bounded number of calls. */
export async function searchTraces(records: Records, query: TraceQuery): Promise<TracePage> {
  const limit = Math.min(query.limit ?? 50, 200);
  const budget: Budget = { lists: 10, reads: 100 };
  const readers = openReaders(records, query, limit, budget);
  const traces: TraceRow[] = [];
  let cursor = "";
  while (traces.length < limit) {
    const next = await firstOf(readers);
    if (!next) return { traces };
    const { entry, reader } = next;
    if ("givenUp" in entry) return { traces, cursor: entry.position, partial: true };
    if (budget.reads === 0) return { traces, cursor, partial: true };
    reader.take();
    cursor = entry.position;
    const row = await fittingRow(records, entry, query, budget);
    if (row) traces.push(row);
  }
  return readers.every(({ ended }) => ended) ? { traces } : { traces, cursor };
}

/** Every entry of a trigger is in the index of one of its statuses. */
function openReaders(records: Records, query: TraceQuery, limit: number, budget: Budget): IndexReader[] {
  const { trigger, status, userId, scriptId } = query;
  const range = rangeOf(query);
  const takesAll = range.start === "" && userId === undefined && scriptId === undefined;
  const isIndexed = trigger !== undefined || status === undefined;
  const pageSize = takesAll && isIndexed ? limit : maxPageSize;
  const groups = status === undefined ? statuses : [status];
  const prefixes =
    trigger === undefined
      ? [records.key("ix", "all", "")]
      : groups.map((group) => records.key("ix", "g", trigger, group, ""));
  return prefixes.map((prefix) => new IndexReader(records, prefix, { ...range, pageSize }, budget));
}

/** The first of what the readers come to next, and which of them has it. */
async function firstOf(
  readers: readonly IndexReader[],
): Promise<{ entry: IndexEntry | GivenUp; reader: IndexReader } | undefined> {
  const heads = await Promise.all(readers.map(async (reader) => ({ reader, entry: await reader.peek() })));
  return heads.reduce<{ entry: IndexEntry | GivenUp; reader: IndexReader } | undefined>(
    (first, { reader, entry }) =>
      entry && !(first && first.entry.position <= entry.position) ? { reader, entry } : first,
    undefined,
  );
}

async function fittingRow(
  records: Records,
  { row, position }: IndexEntry,
  query: TraceQuery,
  budget: Budget,
): Promise<TraceRow | undefined> {
  if (!row || !fits(row, query)) return undefined;
  const id = position.slice(position.indexOf(":") + 1);
  if (!(await concerns(records, id, row, query, budget))) return undefined;
  return { id, trigger: row.g, status: row.s, startedAt: row.t, durationMs: row.d };
}

function fits(row: IndexRow, { trigger, status }: TraceQuery): boolean {
  return (trigger === undefined || row.g === trigger) && (status === undefined || row.s === status);
}

async function concerns(
  records: Records,
  id: string,
  row: IndexRow,
  { userId, scriptId }: TraceQuery,
  budget: Budget,
): Promise<boolean> {
  if (userId === undefined && scriptId === undefined) return true;
  if (row.c === undefined) budget.reads--;
  const { u, c } = (await withDetails(records, id, row)) ?? {};
  return (userId === undefined || u === userId) && (scriptId === undefined || c?.includes(scriptId) === true);
}
