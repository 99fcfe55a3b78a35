import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createControl, createEngine, type KeyValueStore } from "sluice";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nodeSqliteStore } from "../../../bindings/js/stores/node-sqlite.ts";

// A deployment on SQLite, as its engine, its control plane and whoever looks into the database see it.

const secretKeys = [{ id: "k1", key: Buffer.alloc(32, 1).toString("base64") }];
const folder = mkdtempSync(join(tmpdir(), "sluice-deployment-"));
const path = join(folder, "sluice.db");
const store: KeyValueStore & { close(): void } = nodeSqliteStore({ path });
const control = createControl({ store, secretKeys, actor: "ada" });
const rows = (sql: string): unknown[] => {
  const database = new DatabaseSync(path, { readOnly: true });
  const found = database.prepare(sql).all();
  database.close();
  return found.map((row) => ({ ...row }));
};
const code = "return {data = {tenant = context.user.email:match('@(.+)$')}}";
let traceId = "";

beforeAll(async () => {
  await control.secrets.set("API_KEY", "correct horse battery", { hosts: ["api.example"] });
  await control.scripts.save({ id: "claims", name: "Claims", code });
  await control.scripts.save({ id: "other", code: "return {}" });
  await control.pipelines.publish({ trigger: "token_build", layers: [["claims", "other"], ["other"]] });
  const engine = await createEngine({ store, secretKeys });
  const context = { user: { id: "u1", email: "ada@example.com" }, token: {} };
  const outcome = await engine.run("token_build", context, { userId: "u1" });
  expect(outcome).toMatchObject({ allowed: true, data: { tenant: "example.com" } });
  traceId = outcome.traceId ?? "";
  await engine.close();
});

afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

test("its scripts, what it publishes and its secrets' names can be selected", () => {
  expect(rows("SELECT id, name, code FROM pipeline_scripts ORDER BY id")).toEqual([
    { id: "claims", name: "Claims", code },
    { id: "other", name: "other", code: "return {}" },
  ]);
  expect(rows("SELECT trigger_event, node_order FROM pipeline_execution_plan")).toEqual([
    { trigger_event: "token_build", node_order: '[["claims","other"],["other"]]' },
  ]);
  const secrets = rows("SELECT name, hosts, encrypted_value FROM pipeline_secrets");
  expect(secrets).toEqual([{ name: "API_KEY", hosts: '["api.example"]', encrypted_value: expect.any(String) }]);
  expect(JSON.stringify(secrets)).not.toContain("horse");
});

test("its traces can be selected, and are those that the control plane shows", async () => {
  expect(rows("SELECT id, trigger_event, status, user_id FROM pipeline_traces")).toEqual([
    { id: traceId, trigger_event: "token_build", status: "success", user_id: "u1" },
  ]);
  expect(rows("SELECT script_id FROM pipeline_spans ORDER BY sequence")).toEqual(
    ["claims", "other", "other"].map((script_id) => ({ script_id })),
  );
  const trace = await control.traces.get(traceId);
  expect(trace).toMatchObject({
    id: traceId,
    mode: "enrichment",
    spans: [{ scriptId: "claims", instructions: expect.any(Number) }, {}, {}],
  });
  for (const query of [{}, { userId: "u1" }, { scriptId: "other", trigger: "token_build" }]) {
    expect((await control.traces.list(query)).traces).toMatchObject([{ id: traceId }]);
  }
  expect((await control.traces.list({ userId: "u2" })).traces).toEqual([]);
});

test("nothing of its traces is kept a second time as records", async () => {
  const { keys } = await store.list({ prefix: "sluice:" });
  expect(keys.filter(({ name }) => /:(tr|ix):/.test(name))).toEqual([]);
});
