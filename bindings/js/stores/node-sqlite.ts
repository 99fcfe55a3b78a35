import { closeSync, openSync } from "node:fs";
import { DatabaseSync, type StatementSync } from "node:sqlite";

import type { SqlDatabase, SqlRow, SqlStatement } from "./sql-database.ts";
import { sqlStore, type SqlStoreOptions } from "./sql.ts";
import type { KeyValueStore } from "./store.ts";

export interface NodeSqliteStoreOptions extends SqlStoreOptions {
  /**
   * The database's file; its folder has to be there. ":memory:" keeps nothing. A file that is not there is made for its
   * owner alone (mode 0600, where the platform has modes), and so are the files beside it; one that is there keeps its
   * own.
   */
  readonly path: string;
}

export interface NodeSqliteStore extends KeyValueStore {
  /** Closes the file. The next call opens it again. */
  close(): void;
}

/** How long a call waits for another process that is writing, and this process with it. */
const busyTimeoutMs = 2_000;

/**
 * A store in a SQLite file, by Node's own `node:sqlite` (Node ≥ 22.13). What a call has acknowledged survives the
 * process and the machine being killed. Several processes may share the file.
 */
export function nodeSqliteStore({ path, ...options }: NodeSqliteStoreOptions): NodeSqliteStore {
  const file = new SqliteFile(path);
  return { ...sqlStore(file, options), close: () => file.close() };
}

/** Opens the file at the first call, so that a file that cannot be opened is a call that rejects. */
class SqliteFile implements SqlDatabase {
  readonly #path: string;
  #database: DatabaseSync | undefined;
  /** Prepared once, by their text. */
  #prepared = new Map<string, StatementSync>();

  constructor(path: string) {
    this.#path = path;
  }

  async run(statement: SqlStatement): Promise<readonly SqlRow[]> {
    return this.#all(this.#opened(), statement);
  }

  async batch(statements: readonly SqlStatement[]): Promise<readonly (readonly SqlRow[])[]> {
    const database = this.#opened();
    // Nothing is awaited in between: another call of this process would run inside the transaction.
    database.exec("BEGIN IMMEDIATE");
    try {
      const rows = statements.map((statement) => this.#all(database, statement));
      database.exec("COMMIT");
      return rows;
    } catch (error) {
      rollBack(database);
      throw error;
    }
  }

  close(): void {
    this.#prepared.clear();
    this.#database?.close();
    this.#database = undefined;
  }

  #all(database: DatabaseSync, { sql, args }: SqlStatement): readonly SqlRow[] {
    const prepared = this.#prepared.get(sql) ?? database.prepare(sql);
    this.#prepared.set(sql, prepared);
    return prepared.all(...args);
  }

  #opened(): DatabaseSync {
    if (this.#database) return this.#database;
    makePrivate(this.#path);
    const database = new DatabaseSync(this.#path);
    try {
      database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
      // FULL: a commit is on the disk before it is acknowledged.
      database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
    } catch (error) {
      database.close();
      throw error;
    }
    return (this.#database = database);
  }
}

/** SQLite would make it readable for everybody, as the umask says; its -wal and -shm get the mode that the file has. */
function makePrivate(path: string): void {
  if (path === ":memory:" || path === "" || path.startsWith("file:")) return;
  try {
    closeSync(openSync(path, "a", 0o600));
  } catch {
    // What cannot be made or opened here, SQLite tells in its own words.
  }
}

function rollBack(database: DatabaseSync): void {
  try {
    database.exec("ROLLBACK");
  } catch {
    // After some failures SQLite has rolled back by itself.
  }
}
