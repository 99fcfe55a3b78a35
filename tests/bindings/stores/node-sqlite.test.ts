import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { nodeSqliteStore } from "../../../bindings/js/stores/node-sqlite.ts";
import { defineStoreContract } from "./contract.ts";

const folder = mkdtempSync(join(tmpdir(), "sluice-sqlite-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;

defineStoreContract("nodeSqliteStore", () => {
  let now = 1_700_000_000_000;
  const store = nodeSqliteStore({ path: join(folder, `${files++}.db`), now: () => now });
  return { store, pass: (ms) => void (now += ms) };
});
