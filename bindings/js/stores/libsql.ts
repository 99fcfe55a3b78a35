import type { SqlRow, SqlStatement, SqlValue } from "./sql-database.ts";
import { sqlStore, type SqlStoreOptions } from "./sql.ts";
import type { KeyValueStore } from "./store.ts";

/** The part of a client of `@libsql/client` that is used; what its `createClient` answers fits. */
export interface LibsqlClient {
  execute(statement: LibsqlStatement): Promise<LibsqlResult>;
  batch(statements: LibsqlStatement[], mode: "write"): Promise<LibsqlResult[]>;
}

type LibsqlStatement = { sql: string; args: SqlValue[] };
type LibsqlResult = { readonly rows: readonly object[] };

/** A store in a libSQL database: Turso, sqld, or a file. */
export function libsqlStore(client: LibsqlClient, options: SqlStoreOptions = {}): KeyValueStore {
  return sqlStore(
    {
      run: async (statement) => rowsOf(await client.execute(copied(statement))),
      batch: async (statements) => (await client.batch(statements.map(copied), "write")).map(rowsOf),
    },
    options,
  );
}

function copied({ sql, args }: SqlStatement): LibsqlStatement {
  return { sql, args: [...args] };
}

function rowsOf({ rows }: LibsqlResult): readonly SqlRow[] {
  return rows as readonly SqlRow[];
}
