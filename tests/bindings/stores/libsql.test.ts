import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import { afterAll } from "vitest";
import { libsqlStore } from "../../../bindings/js/stores/libsql.ts";
import { defineStoreContract } from "./contract.ts";

const folder = mkdtempSync(join(tmpdir(), "sluice-libsql-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;

defineStoreContract("libsqlStore", async () => {
  let now = 1_700_000_000_000;
  const client = createClient({ url: `file:${join(folder, `${files++}.db`)}` });
  await client.execute("PRAGMA journal_mode = WAL");
  return { store: libsqlStore(client, { now: () => now }), pass: (ms) => void (now += ms) };
});
