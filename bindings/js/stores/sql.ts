import type { JsonValue } from "../json.ts";
import { statement, type SqlDatabase, type SqlRow, type SqlStatement, type SqlValue } from "./sql-database.ts";
import { migrate, otherKinds, sweepStatement } from "./sql-schema.ts";
import { sqlTraceStore } from "./sql-traces.ts";
import type { KeyValueStore, ListedKey, ListOptions, ListPage, PutOptions } from "./store.ts";

export interface SqlStoreOptions {
  /** The clock that times to live are measured with, ms since the epoch; default `Date.now`. */
  readonly now?: () => number;
}

const maxPage = 1_000;
/** Each write with a time to live takes away two that are over, so that they cannot pile up. */
const sweptByWrite = 2;

/** Where records of these kinds are; the others are in sluice_records. */
const tableOfKind: ReadonlyMap<string, string> = new Map([
  ["script", "pipeline_scripts"],
  ["secret", "pipeline_secrets"],
  ["draft", "pipeline_graph"],
  ["pointer", "pipeline_execution_plan"],
]);
const tables = [...tableOfKind.values(), otherKinds];

/** A store in the tables of sql-schema.ts, which are made at the first call. */
export function sqlStore(database: SqlDatabase, { now = Date.now }: SqlStoreOptions = {}): KeyValueStore {
  const ready = migrated(database, now);
  const write = async (one: SqlStatement, { ttlMs }: { readonly ttlMs?: number }): Promise<readonly SqlRow[]> => {
    if (ttlMs === undefined) return ready.run(one);
    const [, rows = []] = await ready.batch([sweepStatement(now(), sweptByWrite), one]);
    return rows;
  };
  return {
    capabilities: {
      cas: true,
      increment: true,
      ttl: true,
      metadata: true,
      consistency: "strong",
      trusted: false,
    },
    async get(key) {
      const [row] = await ready.run(
        statement(`SELECT record FROM ${tableOf(key)} WHERE key = ?1 AND ${live("?2")}`, key, now()),
      );
      return row ? plain(row.record) : null;
    },
    async put(key, value, options = {}) {
      await write(putStatement(key, value, options, now()), options);
    },
    async delete(key) {
      await ready.run(statement(`DELETE FROM ${tableOf(key)} WHERE key = ?1`, key));
    },
    async list(options = {}) {
      return listPage(await ready.run(listStatement(options, now())), options);
    },
    async cas(key, expected, value, options = {}) {
      const rows = await write(
        expected === null
          ? putStatement(key, value, options, now(), "WHERE expires_at <= ?5")
          : replaceStatement(key, expected, value, options, now()),
        options,
      );
      return rows.length > 0;
    },
    async increment(key, by, options = {}) {
      const [row] = await write(incrementStatement(key, by, options, now()), options);
      return Number(row?.record);
    },
    traces: (namespace) => sqlTraceStore(ready, namespace, now),
  };
}

/**
 * `database` with its tables. Calls that come while they are being made do the same for themselves: on Workers a
 * request that is given up takes its queries with it, and whoever waited for them would wait for ever.
 */
function migrated(database: SqlDatabase, now: () => number): SqlDatabase {
  let isReady = false;
  const makeReady = async (): Promise<void> => {
    if (isReady) return;
    await migrate(database, now());
    isReady = true;
  };
  return {
    async run(one) {
      await makeReady();
      return database.run(one);
    },
    async batch(statements) {
      await makeReady();
      return database.batch(statements);
    },
  };
}

function tableOf(key: string): string {
  return tableOfKind.get(kindOf(key) ?? "") ?? otherKinds;
}

/** The kind of a key, or of everything that begins with a prefix; undefined where it has none yet. */
function kindOf(key: string): string | undefined {
  return /^[^:]*:([^:]*):/.exec(key)?.[1];
}

function live(now: string): string {
  return `(expires_at IS NULL OR expires_at > ${now})`;
}

/** ?1 key, ?2 record, ?3 metadata, ?4 expires_at, ?5 now. */
function writeArgs(key: string, value: string, { ttlMs, metadata }: PutOptions, now: number): SqlValue[] {
  return [
    key,
    stored(value),
    metadata === undefined ? null : JSON.stringify(metadata),
    ttlMs === undefined ? null : now + ttlMs,
    now,
  ];
}

/** Puts the value where there is none, or over one for which the condition holds. */
function putStatement(key: string, value: string, options: PutOptions, now: number, over = ""): SqlStatement {
  const sql = `
    INSERT INTO ${tableOf(key)} (key, record, metadata, expires_at, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (key) DO UPDATE SET record = ?2, metadata = ?3, expires_at = ?4 ${over}
    RETURNING key`;
  return { sql, args: writeArgs(key, value, options, now) };
}

function replaceStatement(
  key: string,
  expected: string,
  value: string,
  options: PutOptions,
  now: number,
): SqlStatement {
  const sql = `
    UPDATE ${tableOf(key)} SET record = ?2, metadata = ?3, expires_at = ?4
    WHERE key = ?1 AND record = ?6 AND ${live("?5")} RETURNING key`;
  return { sql, args: [...writeArgs(key, value, options, now), stored(expected)] };
}

function incrementStatement(key: string, by: number, options: PutOptions, now: number): SqlStatement {
  const sql = `
    INSERT INTO ${tableOf(key)} (key, record, metadata, expires_at, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (key) DO UPDATE SET
      record = CASE WHEN ${live("?5")} THEN CAST(CAST(record AS INTEGER) + CAST(?2 AS INTEGER) AS TEXT) ELSE ?2 END,
      expires_at = CASE WHEN ${live("?5")} THEN expires_at ELSE ?4 END
    RETURNING record`;
  return { sql, args: writeArgs(key, String(by), options, now) };
}

function listStatement({ prefix = "", cursor = "", limit = maxPage }: ListOptions, now: number): SqlStatement {
  const kind = kindOf(prefix);
  const searched = kind === undefined ? tables : [tableOfKind.get(kind) ?? otherKinds];
  const parts = searched.map(
    (table) => `SELECT key, metadata FROM ${table} WHERE key >= ?1 AND key > ?2 AND key < ?3 AND ${live("?4")}`,
  );
  // Behind everything that begins with the prefix: no character comes after this one.
  const end = `${prefix}\u{10ffff}`;
  const one = Math.min(limit, maxPage) + 1;
  return statement(`${parts.join(" UNION ALL ")} ORDER BY key LIMIT ?5`, prefix, cursor, end, now, one);
}

function listPage(rows: readonly SqlRow[], { limit = maxPage }: ListOptions): ListPage {
  const keys = rows.slice(0, Math.min(limit, maxPage)).map(({ key, metadata }): ListedKey => {
    const name = String(key);
    return typeof metadata === "string" ? { name, metadata: JSON.parse(metadata) as JsonValue } : { name };
  });
  const last = keys.at(-1);
  return keys.length < rows.length && last ? { keys, cursor: last.name } : { keys };
}

/** Some drivers end a text at its first NUL, so that none is stored. JSON has no bare one, and stays as it is. */
function stored(text: string): string {
  return text.replace(/[\0\x01]/g, (found) => (found === "\0" ? "\x010" : "\x011"));
}

function plain(record: unknown): string {
  return String(record).replace(/\x01([01])/g, (_, digit) => (digit === "0" ? "\0" : "\x01"));
}
