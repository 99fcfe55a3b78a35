import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeSqliteStore, type NodeSqliteStore } from "sluice/stores/node-sqlite";
import { afterAll } from "vitest";
import { defineRouteContract } from "../../edge-worker/route-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "sluice-routes-"));
const stores: NodeSqliteStore[] = [];

afterAll(() => {
  for (const store of stores) store.close();
  rmSync(folder, { recursive: true });
});

defineRouteContract(() => {
  const store = nodeSqliteStore({ path: join(folder, `${stores.length}.db`) });
  stores.push(store);
  return store;
});
