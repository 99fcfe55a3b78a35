import { env } from "cloudflare:workers";
import { d1Store } from "sluice/stores/d1";
import { defineRouteContract } from "./route-contract.ts";

const { SLUICE_DB } = env as unknown as { SLUICE_DB: D1Database };

/** The same database, emptied. */
defineRouteContract(async () => {
  const { results } = await SLUICE_DB.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all<{ name: string }>();
  const own = results.map(({ name }) => name).filter((name) => /^(pipeline|sluice)_/.test(name) && name !== "sluice_migrations");
  if (own.length > 0) await SLUICE_DB.batch(own.map((name) => SLUICE_DB.prepare(`DELETE FROM ${name}`)));
  return d1Store(SLUICE_DB);
});
