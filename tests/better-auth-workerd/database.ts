import { env } from "cloudflare:workers";
import type { D1Database } from "@cloudflare/workers-types";
import type { TestDatabase } from "../better-auth/set-up.ts";

const { DB } = env as unknown as { readonly DB: D1Database };

/** The D1 database, emptied: tests of a file share one. */
export async function openDatabase(): Promise<TestDatabase> {
  // What is referred to was created first.
  const { results } = await DB.prepare(
    "select name from sqlite_master where type = 'table' and name not glob '*_*' order by rowid desc",
  ).all<{ name: string }>();
  for (const { name } of results) await DB.prepare(`drop table "${name}"`).run();
  return {
    database: DB as never,
    rows: async (table) => (await DB.prepare(`select * from "${table}"`).all<Record<string, unknown>>()).results,
  };
}
