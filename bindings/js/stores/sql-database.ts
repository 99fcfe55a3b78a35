/** What a statement's parameters can be. */
export type SqlValue = string | number | null;

export interface SqlStatement {
  /** SQLite's dialect, with the parameters as `?1`, `?2`, … */
  readonly sql: string;
  readonly args: readonly SqlValue[];
}

export type SqlRow = Readonly<Record<string, unknown>>;

/** A database of SQLite's kind: what `sqlStore` needs of a driver. Both calls reject when the database fails. */
export interface SqlDatabase {
  /** Runs one statement by itself; the rows it answers. */
  run(statement: SqlStatement): Promise<readonly SqlRow[]>;
  /** Runs the statements in order in one transaction; the rows of each. A rejection means that none has run. */
  batch(statements: readonly SqlStatement[]): Promise<readonly (readonly SqlRow[])[]>;
}

export function statement(sql: string, ...args: readonly SqlValue[]): SqlStatement {
  return { sql, args };
}
