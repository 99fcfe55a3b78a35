import { isJsonObject, parseJson } from "../json.ts";
import { DamagedRecordError } from "../records.ts";
import { placeOf, positionOf, rangeOf } from "../trace-position.ts";
import type { Span, Trace, TraceStatus } from "../trace.ts";
import { statement, type SqlDatabase, type SqlRow, type SqlStatement, type SqlValue } from "./sql-database.ts";
import { sweepStatement } from "./sql-schema.ts";
import type {
  CleanedTraces,
  DeleteOptions,
  ErasedTraces,
  TraceHead,
  TracePage,
  TraceQuery,
  TraceRow,
  TraceStore,
} from "./trace-store.ts";

/** A column and the member it holds. */
interface Column {
  readonly name: string;
  readonly member: string;
  /** Objects and arrays are JSON texts. */
  readonly json?: true;
}

const traceColumns: readonly Column[] = [
  { name: "id", member: "id" },
  { name: "trigger_event", member: "trigger" },
  { name: "mode", member: "mode" },
  { name: "status", member: "status" },
  { name: "status_message", member: "statusMessage" },
  { name: "started_at", member: "startedAt" },
  { name: "ended_at", member: "endedAt" },
  { name: "duration_ms", member: "durationMs" },
  { name: "user_id", member: "userId" },
  { name: "request_ip", member: "requestIp" },
  { name: "context_snapshot", member: "contextSnapshot", json: true },
  { name: "result_data", member: "resultData", json: true },
  { name: "created_at", member: "createdAt" },
  { name: "plan_hash", member: "planHash" },
  { name: "engine_hash", member: "engineHash" },
  { name: "clock", member: "clock" },
];

const spanColumns: readonly Column[] = [
  { name: "id", member: "id" },
  { name: "parent_span_id", member: "parentId" },
  { name: "name", member: "name" },
  { name: "kind", member: "kind" },
  { name: "script_id", member: "scriptId" },
  { name: "layer_index", member: "layerIndex" },
  { name: "parallel_index", member: "parallelIndex" },
  { name: "sequence", member: "sequence" },
  { name: "status", member: "status" },
  { name: "error_code", member: "errorCode" },
  { name: "status_message", member: "statusMessage" },
  { name: "line", member: "line" },
  { name: "started_at", member: "startedAt" },
  { name: "ended_at", member: "endedAt" },
  { name: "duration_ms", member: "durationMs" },
  { name: "instructions", member: "instructions" },
  { name: "memory_peak", member: "memoryPeak" },
  { name: "logs", member: "logs", json: true },
  { name: "attributes", member: "attributes", json: true },
];

/** Deleted in one transaction. */
const deletedAtOnce = 200;
const defaultLimit = 20_000;
const sweptByCleanup = 1_000;

/** Traces in pipeline_traces and pipeline_spans. A trace and its spans are written in one transaction. */
export function sqlTraceStore(database: SqlDatabase, namespace: string, now: () => number): TraceStore {
  return {
    async saveTrace({ spans, ...head }) {
      await database.batch([insertTrace(namespace, head), insertSpans(namespace, head.id, spans)]);
    },
    async createTrace(head) {
      await database.run(insertTrace(namespace, head));
    },
    async createSpans(traceId, spans) {
      const [found] = await database.batch([
        statement("SELECT id FROM pipeline_traces WHERE namespace = ?1 AND id = ?2", namespace, traceId),
        insertSpans(namespace, traceId, spans),
      ]);
      if (!found?.length) throw new Error(`There is no trace ${traceId} to add spans to.`);
    },
    getTraceWithSpans: async (id) => readTrace(database, namespace, id),
    listTraces: async (query) => listTraces(database, namespace, query),
    cleanupOldTraces: async (before, options = {}) => cleanup(database, namespace, before, options, now),
    eraseUser: async (userId, options = {}) => eraseUser(database, namespace, userId, options),
  };
}

function insertTrace(namespace: string, head: TraceHead): SqlStatement {
  return statement(
    `INSERT INTO pipeline_traces (namespace, ${names(traceColumns)}, extra)
     SELECT ?1, ${extracted("?2", traceColumns)} WHERE true ON CONFLICT (id) DO NOTHING`,
    namespace,
    JSON.stringify(head),
  );
}

function insertSpans(namespace: string, traceId: string, spans: readonly Span[]): SqlStatement {
  return statement(
    `INSERT INTO pipeline_spans (trace_id, trace_started_at, ${names(spanColumns)}, extra)
     SELECT trace.id, trace.started_at, ${extracted("span.value", spanColumns)}
     FROM pipeline_traces AS trace, json_each(?3) AS span
     WHERE trace.namespace = ?1 AND trace.id = ?2 ON CONFLICT (trace_id, id) DO NOTHING`,
    namespace,
    traceId,
    JSON.stringify(spans),
  );
}

function names(columns: readonly Column[]): string {
  return columns.map(({ name }) => name).join(", ");
}

/** The columns' values out of a JSON text, and what no column holds. */
function extracted(json: string, columns: readonly Column[]): string {
  const paths = columns.map(({ member }) => `'$.${member}'`);
  const values = paths.map((path) => `json_extract(${json}, ${path})`);
  return [...values, `nullif(json_remove(${json}, ${paths.join(", ")}), '{}')`].join(", ");
}

async function readTrace(database: SqlDatabase, namespace: string, id: string): Promise<Trace | null> {
  const [[head] = [], spans = []] = await database.batch([
    statement(
      `SELECT ${names(traceColumns)}, extra FROM pipeline_traces WHERE namespace = ?1 AND id = ?2`,
      namespace,
      id,
    ),
    statement(`SELECT ${names(spanColumns)}, extra FROM pipeline_spans WHERE trace_id = ?1 ORDER BY sequence, id`, id),
  ]);
  if (!head) return null;
  const where = `pipeline_traces ${id}`;
  return {
    ...members(head, traceColumns, where),
    spans: spans.map((span) => members(span, spanColumns, where)),
  } as unknown as Trace;
}

/** A row as the object it was made from. Throws DamagedRecordError. */
function members(row: SqlRow, columns: readonly Column[], where: string): { [member: string]: unknown } {
  const entries = columns.flatMap(({ name, member, json }) => {
    const value = row[name] ?? undefined;
    return value === undefined ? [] : [[member, json ? parsed(value, where) : value] as const];
  });
  const extra = row.extra === null ? {} : parsed(row.extra, where);
  if (!isJsonObject(extra)) throw new DamagedRecordError(where);
  return { ...Object.fromEntries(entries), ...extra };
}

function parsed(text: unknown, where: string): unknown {
  const value = parseJson(String(text));
  if (value === undefined) throw new DamagedRecordError(where);
  return value;
}

async function listTraces(database: SqlDatabase, namespace: string, query: TraceQuery): Promise<TracePage> {
  const limit = Math.min(query.limit ?? 50, 200);
  const rows = await database.run(listStatement(namespace, query, limit + 1));
  const traces = rows.slice(0, limit).map(traceRow);
  const last = traces.at(-1);
  return rows.length > limit && last ? { traces, cursor: positionOf(last.startedAt, last.id) } : { traces };
}

/** With a script, its spans lead, in their index, so that the order need not be made by sorting. */
function listStatement(namespace: string, query: TraceQuery, limit: number): SqlStatement {
  const { trigger, status, userId, scriptId, from } = query;
  const args: SqlValue[] = [];
  const parameter = (value: SqlValue): string => `?${args.push(value)}`;
  const [source, at, id] =
    scriptId === undefined
      ? ["pipeline_traces AS trace", "trace.started_at", "trace.id"]
      : [
          "pipeline_spans AS span CROSS JOIN pipeline_traces AS trace ON trace.id = span.trace_id",
          "span.trace_started_at",
          "span.trace_id",
        ];
  const { start } = rangeOf(query);
  const after = placeOf(start);
  const conditions = [
    `trace.namespace = ${parameter(namespace)}`,
    ...(scriptId === undefined ? [] : [`span.script_id = ${parameter(scriptId)}`]),
    ...(trigger === undefined ? [] : [`trace.trigger_event = ${parameter(trigger)}`]),
    ...(status === undefined ? [] : [`trace.status = ${parameter(status)}`]),
    ...(userId === undefined ? [] : [`trace.user_id = ${parameter(userId)}`]),
    ...(from === undefined ? [] : [`${at} >= ${parameter(from)}`]),
    ...(start === ""
      ? []
      : [`${at} <= ${parameter(after.startedAt)} AND (${at} < ?${args.length} OR ${id} > ${parameter(after.id)})`]),
  ];
  const columns = `${id} AS id, trace.trigger_event, trace.status, ${at} AS started_at, trace.duration_ms`;
  return {
    sql: `SELECT ${scriptId === undefined ? "" : "DISTINCT"} ${columns} FROM ${source}
          WHERE ${conditions.join(" AND ")} ORDER BY ${at} DESC, ${id} LIMIT ${parameter(limit)}`,
    args,
  };
}

function traceRow({ id, trigger_event, status, started_at, duration_ms }: SqlRow): TraceRow {
  return {
    id: String(id),
    trigger: String(trigger_event),
    status: status as TraceStatus,
    startedAt: Number(started_at),
    durationMs: Number(duration_ms),
  };
}

async function cleanup(
  database: SqlDatabase,
  namespace: string,
  before: number,
  options: DeleteOptions,
  now: () => number,
): Promise<CleanedTraces> {
  const cutoffDate = new Date(before).toISOString();
  await database.run(sweepStatement(now(), sweptByCleanup));
  const { ids: _, ...deleted } = await deleteTraces(database, namespace, "started_at < ?2", before, options);
  return { ...deleted, cutoffDate };
}

function eraseUser(
  database: SqlDatabase,
  namespace: string,
  userId: string,
  options: DeleteOptions,
): Promise<ErasedTraces> {
  return deleteTraces(database, namespace, "user_id = ?2", userId, options);
}

/** Deletes the traces of a condition on `?2`, the oldest first. */
async function deleteTraces(
  database: SqlDatabase,
  namespace: string,
  condition: string,
  value: SqlValue,
  { limit = defaultLimit }: DeleteOptions,
): Promise<ErasedTraces> {
  const sql = `SELECT id FROM pipeline_traces WHERE namespace = ?1 AND ${condition} ORDER BY started_at LIMIT ?3`;
  const ids: string[] = [];
  let deletedSpans = 0;
  for (;;) {
    const most = Math.min(deletedAtOnce, limit - ids.length);
    const rows = await database.run(statement(sql, namespace, value, most + 1));
    const some = rows.slice(0, most).map(({ id }) => String(id));
    if (some.length > 0) deletedSpans += await deleteByIds(database, namespace, some);
    ids.push(...some);
    const hasMore = rows.length > most;
    if (hasMore && ids.length < limit) continue;
    return { deletedTraces: ids.length, deletedSpans, ids, ...(hasMore && { more: true }) };
  }
}

/** Deletes traces with their spans and journals; how many spans there were. */
async function deleteByIds(database: SqlDatabase, namespace: string, ids: readonly string[]): Promise<number> {
  const list = JSON.stringify(ids);
  const isListed = "IN (SELECT value FROM json_each(?1))";
  const [counted] = await database.batch([
    statement(`SELECT count(*) AS spans FROM pipeline_spans WHERE trace_id ${isListed}`, list),
    // Not left to the cascade, which a connection can have switched off.
    statement(`DELETE FROM pipeline_spans WHERE trace_id ${isListed}`, list),
    statement(`DELETE FROM pipeline_traces WHERE id ${isListed}`, list),
    statement(
      "DELETE FROM sluice_records WHERE key IN (SELECT ?2 || ':jn:' || value FROM json_each(?1))",
      list,
      namespace,
    ),
  ]);
  return Number(counted?.[0]?.spans ?? 0);
}
