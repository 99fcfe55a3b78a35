import type { SqlRow, SqlStatement } from "./sql-database.ts";
import { sqlStore, type SqlStoreOptions } from "./sql.ts";
import type { KeyValueStore } from "./store.ts";

/** The part of a D1 binding that is used; a `D1Database` fits. */
export interface D1Binding {
  prepare(sql: string): D1Statement;
  batch(statements: D1Statement[]): Promise<{ results: unknown[] }[]>;
}

interface D1Statement {
  bind(...args: unknown[]): D1Statement;
  all(): Promise<{ results: unknown[] }>;
}

/** A store in a Cloudflare D1 database. A value has at most 2 MB. */
export function d1Store(binding: D1Binding, options: SqlStoreOptions = {}): KeyValueStore {
  const prepared = ({ sql, args }: SqlStatement): D1Statement => binding.prepare(sql).bind(...args);
  return sqlStore(
    {
      run: async (statement) => rowsOf(await prepared(statement).all()),
      batch: async (statements) => (await binding.batch(statements.map(prepared))).map(rowsOf),
    },
    options,
  );
}

function rowsOf({ results }: { readonly results: unknown[] }): readonly SqlRow[] {
  return results as readonly SqlRow[];
}
