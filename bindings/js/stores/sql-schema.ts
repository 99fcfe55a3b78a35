import { statement, type SqlDatabase, type SqlStatement } from "./sql-database.ts";

/** The table of the records that have none of their own. */
export const otherKinds = "sluice_records";

/** One step from an older form of the tables to the next. Never changed once it is released. */
interface Migration {
  readonly version: number;
  readonly statements: readonly string[];
}

/** Columns of every table of records, whose values are JSON texts. `key` is `namespace:kind:rest`. */
const recordColumns = `
  key TEXT PRIMARY KEY NOT NULL,
  record TEXT NOT NULL,
  metadata TEXT,
  expires_at INTEGER,
  created_at INTEGER NOT NULL,
  namespace TEXT NOT NULL AS (substr(key, 1, instr(key, ':') - 1)) VIRTUAL`;

/** A column that shows a member of the record, so that it cannot say anything else. NULL in a damaged record. */
function member(column: string, path: string): string {
  return `${column} AS (CASE WHEN json_valid(record) THEN json_extract(record, '$.${path}') END) VIRTUAL`;
}

/** A column that shows the last part of the key. */
function rest(column: string, kind: string): string {
  return `${column} TEXT NOT NULL AS (substr(key, instr(key, ':${kind}:') + ${kind.length + 2})) VIRTUAL`;
}

function recordTable(table: string, columns: readonly string[]): string {
  return `CREATE TABLE ${table} (${[recordColumns, ...columns].join(",\n  ")}\n)`;
}

/** The ids of the scripts of a published plan, layer by layer, as its pointer moves. */
const nodeOrder = `
  UPDATE pipeline_execution_plan SET node_order = coalesce((
    SELECT (
      SELECT json_group_array(json((
        SELECT json_group_array(json_extract(script.value, '$.id')) FROM json_each(layer.value) AS script)))
      FROM json_each(plan.record, '$.layers') AS layer)
    FROM sluice_records AS plan WHERE plan.key = NEW.namespace || ':plan:' || NEW.plan_hash), '[]')
  WHERE key = NEW.key`;

const migrations: readonly Migration[] = [
  {
    version: 1,
    statements: [
      recordTable("sluice_records", []),
      "CREATE INDEX sluice_records_expiry ON sluice_records (expires_at) WHERE expires_at IS NOT NULL",

      recordTable("pipeline_scripts", [
        rest("id", "script"),
        member("name TEXT", "name"),
        member("code TEXT", "code"),
        member("config TEXT", "config"),
        member("version INTEGER", "version"),
        member("note TEXT", "note"),
        member("updated_at INTEGER", "updatedAt"),
        member("updated_by TEXT", "updatedBy"),
      ]),
      recordTable("pipeline_secrets", [
        rest("id", "secret"),
        rest("name", "secret"),
        member("encrypted_value TEXT", "record"),
        member("description TEXT", "description"),
        member("version INTEGER", "version"),
        member("hosts TEXT", "hosts"),
        member("updated_at INTEGER", "updatedAt"),
        member("updated_by TEXT", "updatedBy"),
      ]),
      recordTable("pipeline_graph", [
        rest("id", "draft"),
        member("nodes TEXT", "nodes"),
        member("edges TEXT", "edges"),
        member("layers TEXT", "layers"),
        member("updated_at INTEGER", "updatedAt"),
        member("updated_by TEXT", "updatedBy"),
      ]),
      recordTable("pipeline_execution_plan", [
        rest("id", "pointer"),
        rest("trigger_event", "pointer"),
        "node_order TEXT NOT NULL DEFAULT '[]'",
        member("plan_hash TEXT", "planHash"),
        member("revision INTEGER", "revision"),
        member("updated_at INTEGER", "changedAt"),
        member("updated_by TEXT", "changedBy"),
      ]),
      `CREATE TRIGGER pipeline_execution_plan_first AFTER INSERT ON pipeline_execution_plan BEGIN ${nodeOrder}; END`,
      `CREATE TRIGGER pipeline_execution_plan_next AFTER UPDATE OF record ON pipeline_execution_plan
       BEGIN ${nodeOrder}; END`,

      `CREATE TABLE pipeline_traces (
        id TEXT PRIMARY KEY NOT NULL,
        namespace TEXT NOT NULL,
        trigger_event TEXT NOT NULL,
        mode TEXT NOT NULL,
        status TEXT NOT NULL,
        status_message TEXT,
        started_at INTEGER NOT NULL,
        ended_at INTEGER,
        duration_ms INTEGER,
        user_id TEXT,
        request_ip TEXT,
        context_snapshot TEXT,
        result_data TEXT,
        created_at INTEGER NOT NULL,
        plan_hash TEXT,
        engine_hash TEXT,
        clock TEXT,
        extra TEXT
      )`,
      `CREATE INDEX pipeline_traces_start ON pipeline_traces (namespace, started_at DESC, id)`,
      `CREATE INDEX pipeline_traces_trigger_event ON pipeline_traces (namespace, trigger_event, started_at DESC, id)`,
      `CREATE INDEX pipeline_traces_status ON pipeline_traces (namespace, status, started_at DESC, id)`,
      `CREATE INDEX pipeline_traces_trigger_status
       ON pipeline_traces (namespace, trigger_event, status, started_at DESC, id)`,
      `CREATE INDEX pipeline_traces_user ON pipeline_traces (namespace, user_id, started_at DESC, id)
       WHERE user_id IS NOT NULL`,
      `CREATE INDEX pipeline_traces_created_at ON pipeline_traces (created_at)`,

      // trace_started_at repeats the trace's column, so that the traces of a script can be read in order.
      `CREATE TABLE pipeline_spans (
        trace_id TEXT NOT NULL REFERENCES pipeline_traces (id) ON DELETE CASCADE,
        trace_started_at INTEGER NOT NULL,
        id TEXT NOT NULL,
        parent_span_id TEXT,
        name TEXT NOT NULL,
        kind TEXT NOT NULL DEFAULT 'INTERNAL',
        script_id TEXT NOT NULL,
        layer_index INTEGER NOT NULL,
        parallel_index INTEGER NOT NULL,
        sequence INTEGER NOT NULL,
        status TEXT NOT NULL,
        error_code TEXT,
        status_message TEXT,
        line INTEGER,
        started_at INTEGER NOT NULL,
        ended_at INTEGER,
        duration_ms INTEGER,
        instructions INTEGER,
        memory_peak INTEGER,
        logs TEXT,
        attributes TEXT,
        extra TEXT,
        PRIMARY KEY (trace_id, id)
      )`,
      `CREATE INDEX pipeline_spans_script ON pipeline_spans (script_id, trace_started_at DESC, trace_id)`,
    ],
  },
];

const newest = migrations.at(-1)?.version ?? 0;

/**
 * Brings the tables to the form this program knows; does nothing where they have it. Each step is one transaction with
 * its entry in `sluice_migrations`, so that it is there wholly or not at all, and several programs may begin at once.
 * Rejects when the database was written by a newer program.
 */
export async function migrate(database: SqlDatabase, now: number): Promise<void> {
  let version = await appliedVersion(database);
  for (const { version: next, statements } of migrations) {
    if (next <= version) continue;
    try {
      await database.batch([...statements.map((sql) => statement(sql)), entry(next, now)]);
    } catch (error) {
      version = await appliedVersion(database);
      if (version < next) throw error;
    }
  }
}

function entry(version: number, now: number): SqlStatement {
  return statement("INSERT INTO sluice_migrations (version, applied_at) VALUES (?1, ?2)", version, now);
}

async function appliedVersion(database: SqlDatabase): Promise<number> {
  const version = await readVersion(database).catch(async () => {
    await database.run(
      statement(`CREATE TABLE IF NOT EXISTS sluice_migrations (
      version INTEGER PRIMARY KEY NOT NULL, applied_at INTEGER NOT NULL)`),
    );
    return readVersion(database);
  });
  if (version <= newest) return version;
  throw new Error(`The tables have version ${version}, this program knows them up to ${newest}: use a newer one.`);
}

async function readVersion(database: SqlDatabase): Promise<number> {
  const [row] = await database.run(statement("SELECT max(version) AS version FROM sluice_migrations"));
  return Number(row?.version ?? 0);
}

/** Deletes some of what has expired, the longest ago first. */
export function sweepStatement(now: number, most: number): SqlStatement {
  return statement(
    `DELETE FROM ${otherKinds} WHERE key IN (
       SELECT key FROM ${otherKinds} WHERE expires_at <= ?1 ORDER BY expires_at LIMIT ?2)`,
    now,
    most,
  );
}
