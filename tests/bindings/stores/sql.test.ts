import { DatabaseSync } from "node:sqlite";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { DamagedRecordError } from "../../../bindings/js/records.ts";
import { migrate } from "../../../bindings/js/stores/sql-schema.ts";
import { sqlStore } from "../../../bindings/js/stores/sql.ts";
import type { SqlDatabase, SqlStatement } from "../../../bindings/js/stores/sql-database.ts";
import { fullTrace, sampleSpan, sampleTrace, start, traceId } from "./sample-trace.ts";

/** The smallest driver, whose statements and failures a test can see and make. */
class TestDatabase implements SqlDatabase {
  readonly plain = new DatabaseSync(":memory:");
  readonly statements: SqlStatement[] = [];
  /** Throws before statement `n` of a batch. */
  failAt: number | undefined;

  async run(statement: SqlStatement) {
    this.statements.push(statement);
    return this.plain.prepare(statement.sql).all(...statement.args);
  }

  async batch(statements: readonly SqlStatement[]) {
    this.plain.exec("BEGIN");
    try {
      const rows = statements.map((statement, n) => {
        if (n === this.failAt) throw new Error("power cut");
        this.statements.push(statement);
        return this.plain.prepare(statement.sql).all(...statement.args);
      });
      this.plain.exec("COMMIT");
      return rows;
    } catch (error) {
      this.plain.exec("ROLLBACK");
      throw error;
    }
  }

  all(sql: string): unknown[] {
    return this.plain
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
  }
}

let now = start;
let database: TestDatabase;
let store: ReturnType<typeof sqlStore>;

beforeEach(() => {
  now = start;
  database = new TestDatabase();
  store = sqlStore(database, { now: () => now });
});

describe("the seeds' tables", () => {
  const put = (key: string, record: object) => store.put(key, JSON.stringify(record));

  test("a script can be selected by the columns the seeds have", async () => {
    const script = { id: "a", name: "Claims", code: "return {}", version: 3, updatedAt: start + 9, updatedBy: "ada" };
    await put("ns:script:a", { ...script, version: 2, updatedAt: start });
    now += 9;
    await put("ns:script:a", script);
    expect(
      database.all("SELECT id, name, code, config, created_at, updated_at, version, updated_by FROM pipeline_scripts"),
    ).toEqual([
      {
        id: "a",
        name: "Claims",
        code: "return {}",
        config: null,
        created_at: start,
        updated_at: start + 9,
        version: 3,
        updated_by: "ada",
      },
    ]);
  });

  test("so can a secret, whose value stays sealed", async () => {
    const record = { kid: "k", box: "x" };
    await put("ns:secret:API_KEY", { version: 1, hosts: ["a.example"], updatedAt: start, updatedBy: "ada", record });
    expect(database.all("SELECT id, name, encrypted_value, hosts, updated_at FROM pipeline_secrets")).toEqual([
      {
        id: "API_KEY",
        name: "API_KEY",
        encrypted_value: JSON.stringify(record),
        hosts: '["a.example"]',
        updated_at: start,
      },
    ]);
  });

  test("a draft has its nodes and edges", async () => {
    const draft = { trigger: "t", nodes: [{ id: "n", trigger: "t" }], edges: [], updatedAt: start };
    await put("ns:draft:t", draft);
    expect(database.all("SELECT id, nodes, edges, updated_at FROM pipeline_graph")).toEqual([
      { id: "t", nodes: JSON.stringify(draft.nodes), edges: "[]", updated_at: start },
    ]);
  });

  test("what is published has the scripts' ids by layer, and they follow the pointer", async () => {
    await put("ns:plan:h1", { layers: [[{ id: "a" }, { id: "b" }], [{ id: "c" }]] });
    await put("ns:plan:h2", { layers: [[{ id: "z" }]] });
    const rows = () =>
      database.all("SELECT trigger_event, node_order, plan_hash, updated_at FROM pipeline_execution_plan");
    const pointer = { trigger: "t", planHash: "h1", revision: 1, changedAt: start };
    await put("ns:pointer:t", pointer);
    const row = { trigger_event: "t", node_order: '[["a","b"],["c"]]', plan_hash: "h1", updated_at: start };
    expect(rows()).toEqual([row]);
    await store.cas?.("ns:pointer:t", JSON.stringify(pointer), JSON.stringify({ ...pointer, planHash: "h2" }));
    expect(rows()).toEqual([{ ...row, node_order: '[["z"]]', plan_hash: "h2" }]);
    await put("ns:pointer:t", { ...pointer, planHash: "" });
    expect(rows()).toEqual([{ ...row, node_order: "[]", plan_hash: "" }]);
  });

  test("a trace and its spans are rows, and deleting the one deletes the others", async () => {
    await store.traces?.("ns").saveTrace(fullTrace(1));
    expect(
      database.all(
        `SELECT trigger_event, status, status_message, user_id, result_data, created_at FROM pipeline_traces`,
      ),
    ).toEqual([
      {
        trigger_event: "before_signup",
        status: "error",
        status_message: "1",
        user_id: "user 'ä' %_",
        result_data: '{"n":1.5,"big":1e+300,"text":"null"}',
        created_at: start + 6,
      },
    ]);
    expect(
      database.all(
        `SELECT trace_id, parent_span_id, kind, script_id, status, duration_ms FROM pipeline_spans ORDER BY id`,
      ),
    ).toMatchObject([
      { trace_id: traceId(1), parent_span_id: null, kind: "INTERNAL", script_id: "script", status: "success" },
      { trace_id: traceId(1), parent_span_id: sampleSpan(0).id, kind: "CLIENT", script_id: "other", status: "error" },
    ]);
    database.plain.exec("PRAGMA foreign_keys = ON; DELETE FROM pipeline_traces");
    expect(database.all("SELECT * FROM pipeline_spans")).toEqual([]);
  });

  test.each(["no JSON", "[]", '"text"', "{}", ""])("the record %j is kept, with empty columns", async (text) => {
    await store.put("ns:script:a", text);
    expect(await store.get("ns:script:a")).toBe(text);
    expect(database.all("SELECT id, name, code FROM pipeline_scripts")).toEqual([{ id: "a", name: null, code: null }]);
  });

  test("lists go over all tables in one order", async () => {
    const keys = ["ns:audit:1", "ns:draft:t", "ns:plan:h", "ns:pointer:t", "ns:script:a", "ns:secret:A", "ns:sv:a:1"];
    for (const key of [...keys].reverse()) await store.put(key, "{}");
    expect((await store.list({ prefix: "ns:" })).keys.map(({ name }) => name)).toEqual(keys);
    expect((await store.list({ prefix: "ns:s", limit: 2 })).cursor).toBe("ns:secret:A");
    expect((await store.list({ prefix: "ns:script:" })).keys).toEqual([{ name: "ns:script:a" }]);
  });
});

describe("migrations", () => {
  const tables = () => database.all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");

  test("make the tables once and are written down", async () => {
    await migrate(database, start);
    const made = tables();
    await migrate(database, start + 1);
    expect(tables()).toEqual(made);
    expect(made).toContainEqual({ name: "pipeline_scripts" });
    expect(database.all("SELECT * FROM sluice_migrations")).toEqual([{ version: 1, applied_at: start }]);
  });

  test("that fail in the middle leave nothing, and are made by the next call", async () => {
    database.failAt = 5;
    await expect(store.get("a")).rejects.toThrow("power cut");
    expect(tables()).toEqual([{ name: "sluice_migrations" }]);
    database.failAt = undefined;
    expect(await store.get("a")).toBeNull();
  });

  test("that somebody else has made in between are taken as they are", async () => {
    const batch = database.batch.bind(database);
    vi.spyOn(database, "batch").mockImplementationOnce(async (statements) => {
      await batch(statements);
      return batch(statements);
    });
    await store.put("a", "1");
    expect(await store.get("a")).toBe("1");
  });

  test("of a newer program are not touched", async () => {
    await migrate(database, start);
    database.plain.exec("INSERT INTO sluice_migrations VALUES (2, 0)");
    await expect(store.put("a", "1")).rejects.toThrow("The tables have version 2, this program knows them up to 1");
    expect(database.all("SELECT * FROM sluice_records")).toEqual([]);
  });

  test("do not take over tables of the same name that others made", async () => {
    database.plain.exec("CREATE TABLE pipeline_scripts (id TEXT PRIMARY KEY)");
    await expect(store.get("a")).rejects.toThrow("pipeline_scripts already exists");
    expect(tables()).toEqual([{ name: "pipeline_scripts" }, { name: "sluice_migrations" }]);
  });
});

describe("what a call costs", () => {
  const cost = async (call: () => Promise<unknown>): Promise<string[]> => {
    await store.get("first");
    database.statements.length = 0;
    await call();
    return database.statements.map(({ sql }) => sql.trim().split(/\s+/).slice(0, 3).join(" "));
  };

  test.each<[string, () => Promise<unknown>, string[]]>([
    ["a get", () => store.get("ns:script:a"), ["SELECT record FROM"]],
    ["a put", () => store.put("ns:script:a", "{}"), ["INSERT INTO pipeline_scripts"]],
    ["a delete", () => store.delete("a"), ["DELETE FROM sluice_records"]],
    ["a comparison", () => store.cas!("ns:pointer:t", "a", "b"), ["UPDATE pipeline_execution_plan SET"]],
    ["a list", () => store.list({ prefix: "ns:script:" }), ["SELECT key, metadata"]],
    [
      "a count",
      () => store.increment!("r", 1, { ttlMs: 1 }),
      ["DELETE FROM sluice_records", "INSERT INTO sluice_records"],
    ],
    [
      "a trace with all its spans",
      () => store.traces!("ns").saveTrace(fullTrace(1)),
      ["INSERT INTO pipeline_traces", "INSERT INTO pipeline_spans"],
    ],
  ])("%s is as many statements as it should be", async (_, call, statements) => {
    expect(await cost(call)).toEqual(statements);
  });

  test.each([
    [{}, "pipeline_traces_start"],
    [{ trigger: "t" }, "pipeline_traces_trigger_event"],
    [{ status: "error" as const }, "pipeline_traces_status"],
    [{ trigger: "t", status: "error" as const, from: 1, to: 9 }, "pipeline_traces_trigger_status"],
    [{ userId: "u" }, "pipeline_traces_user"],
    [{ scriptId: "a" }, "pipeline_spans_script"],
    [{ scriptId: "a", trigger: "t", from: 1, to: 9 }, "pipeline_spans_script"],
  ])("the traces of %j are read in the order of an index", async (query, index) => {
    await cost(() => store.traces!("ns").listTraces({ ...query, cursor: `${"8".repeat(13)}:${traceId(1)}` }));
    const [{ sql, args } = { sql: "", args: [] }] = database.statements;
    const plan = database.plain
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...args)
      .map(({ detail }) => String(detail));
    expect(plan[0]).toContain(`INDEX ${index}`);
    expect(plan.filter((step) => /ORDER BY|SCAN/.test(step))).toEqual([]);
  });

  test("what has expired does not pile up", async () => {
    for (let n = 0; n < 20; n++) await store.increment?.(`rate:${n}`, 1, { ttlMs: 1_000 });
    now += 1_000;
    for (let n = 0; n < 10; n++) await store.increment?.(`rate:next:${n}`, 1, { ttlMs: 1_000 });
    expect(database.all("SELECT count(*) AS n FROM sluice_records")).toEqual([{ n: 10 }]);
    now += 1_000;
    await store.traces?.("ns").cleanupOldTraces(0);
    expect(database.all("SELECT count(*) AS n FROM sluice_records")).toEqual([{ n: 0 }]);
  });
});

test("a trace that somebody wrote garbage into is damaged", async () => {
  const traces = store.traces!("ns");
  await traces.saveTrace(fullTrace(1));
  database.plain.exec("UPDATE pipeline_traces SET context_snapshot = '{'");
  await expect(traces.getTraceWithSpans(traceId(1))).rejects.toThrow(DamagedRecordError);
  expect((await traces.listTraces({})).traces).toHaveLength(1);
});

test("of a trace whose spans cannot be written nothing is written", async () => {
  const traces = store.traces!("ns");
  const broken = { ...sampleSpan(0), name: null as never };
  await expect(traces.saveTrace(sampleTrace(1, { spans: [broken] }))).rejects.toThrow("NOT NULL");
  expect(await traces.getTraceWithSpans(traceId(1))).toBeNull();
});

test("an id that another namespace has taken is not written over", async () => {
  await store.traces?.("one").saveTrace(sampleTrace(1));
  await store.traces?.("two").saveTrace(sampleTrace(1, { trigger: "t", spans: [sampleSpan(0)] }));
  expect(await store.traces?.("one").getTraceWithSpans(traceId(1))).toEqual(sampleTrace(1));
  expect(await store.traces?.("two").getTraceWithSpans(traceId(1))).toBeNull();
});
