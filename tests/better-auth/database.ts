import { DatabaseSync } from "node:sqlite";
import type { TestDatabase } from "./set-up.ts";

/** A SQLite database of its own. */
export function openDatabase(): TestDatabase {
  const database = new DatabaseSync(":memory:");
  return { database, rows: async (table) => database.prepare(`select * from "${table}"`).all() };
}
