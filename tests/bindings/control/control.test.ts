import { describe, expect, test, vi } from "vitest";
import type { ControlOptions } from "../../../bindings/js/control/api.ts";
import { openControl } from "../../../bindings/js/control/control.ts";
import { fakeModule, refusal, type FakeCalls } from "../fake-module.ts";
import { faultyStore } from "../faulty-store.ts";

const key = { id: "k1", key: Buffer.alloc(32).toString("base64") };

function setUp(calls: FakeCalls = {}, options: Partial<ControlOptions> = {}) {
  const store = faultyStore();
  const clock = { now: 1_000 };
  const start = vi.fn(async () => fakeModule(calls));
  const open = (actor: string) =>
    openControl(
      { store, secretKeys: [key], actor, now: () => clock.now, ...options },
      { start, engineHash: "e", clock: "live" },
    );
  const record = async (name: string) => JSON.parse((await store.get(`sluice:${name}`)) ?? "null");
  return { store, clock, start, open, control: open("ada"), record };
}

const refused = (field: string) => ({ code: "invalid_options", field });
const unavailable = { code: "store_unavailable" };

test("before its first use a control plane starts no instance and reads nothing", () => {
  const { start, store } = setUp();
  expect(start).not.toHaveBeenCalled();
  expect(store.reads).toEqual([]);
});

describe("scripts", () => {
  const script = { id: "geo-block", name: "Geo block", code: "return {}" };

  test("are read back as they were saved, with who saved them and when", async () => {
    const { control } = setUp();
    const saved = await control.scripts.save(script, { note: "first" });
    expect(saved).toEqual({
      ...script,
      version: 1,
      createdAt: 1_000,
      updatedAt: 1_000,
      updatedBy: "ada",
      note: "first",
    });
    expect(await control.scripts.get("geo-block")).toEqual(saved);
    expect(await control.scripts.get("other")).toBeNull();
  });

  test("count their saves, and the note is that of the last", async () => {
    const { control, open, clock } = setUp();
    await control.scripts.save(script, { note: "first" });
    clock.now = 2_000;
    expect(await open("bob").scripts.save({ ...script, code: "return" })).toEqual({
      ...script,
      code: "return",
      version: 2,
      createdAt: 1_000,
      updatedAt: 2_000,
      updatedBy: "bob",
    });
  });

  test("without a name are called by their id", async () => {
    expect(await setUp().control.scripts.save({ id: "a", code: "" })).toMatchObject({ name: "a" });
  });

  test("are listed by id without their code", async () => {
    const { control } = setUp();
    for (const id of ["b", "a", "c"]) await control.scripts.save({ id, code: "return" });
    const scripts = await control.scripts.list();
    expect(scripts.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(scripts[0]).not.toHaveProperty("code");
  });

  test("saved over a version that is not the newest are a conflict, and nothing is lost", async () => {
    const { control } = setUp();
    await control.scripts.save(script, { version: 0 });
    await control.scripts.save({ ...script, code: "mine" }, { version: 1 });
    await expect(control.scripts.save({ ...script, code: "stale" }, { version: 1 })).rejects.toMatchObject({
      code: "conflict",
      field: "version",
    });
    await expect(control.scripts.save(script, { version: 0 })).rejects.toMatchObject({ code: "conflict" });
    expect(await control.scripts.get(script.id)).toMatchObject({ code: "mine", version: 2 });
  });

  test("saved by two at the same time: one wins, the other learns of it", async () => {
    const { control, open } = setUp();
    const saves = await Promise.allSettled([control.scripts.save(script), open("bob").scripts.save(script)]);
    expect(saves.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(saves.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
  });

  test("may have 100 KB, and not a byte more", async () => {
    const { control } = setUp();
    await expect(control.scripts.save({ id: "a", code: "x".repeat(102_400) })).resolves.toBeDefined();
    await expect(control.scripts.save({ id: "a", code: "x".repeat(102_399) + "ä" })).rejects.toMatchObject(
      refused("script.code"),
    );
  });

  test.each(["", "A", "-a", "a b", "a:b", "a".repeat(65), "../x"])("%j is no id", async (id) => {
    const { control } = setUp();
    await expect(control.scripts.save({ id, code: "" })).rejects.toMatchObject(refused("script.id"));
    await expect(control.scripts.get(id)).rejects.toMatchObject(refused("id"));
  });
});

describe("publishing", () => {
  const compiled = { problems: [], plan: { trigger: "before_signup", layers: [] }, hash: "h1" };

  test("compiles the pipeline with the scripts as they are now", async () => {
    const compile = vi.fn(() => compiled);
    const { control } = setUp({ compile });
    await control.scripts.save({ id: "a", name: "A", code: "old" });
    await control.scripts.save({ id: "a", name: "A", code: "new" });
    await control.scripts.save({ id: "unused", code: "x" });
    await control.pipelines.publish({ trigger: "before_signup", layers: [["a"], ["missing"]], onError: "allow" });
    expect(compile).toHaveBeenCalledExactlyOnceWith({
      trigger: "before_signup",
      layers: [["a"], ["missing"]],
      onError: "allow",
      secrets: {},
      scripts: { a: { name: "A", code: "new" } },
    });
  });

  test("finds the scripts of a graph", async () => {
    const compile = vi.fn(() => compiled);
    const { control } = setUp({ compile });
    await control.scripts.save({ id: "a", code: "x" });
    const graph = {
      nodes: [
        { id: "t", trigger: "before_signup" },
        { id: "n", scriptId: "a" },
      ],
      edges: [{ from: "t", to: "n" }],
    };
    await control.pipelines.publish({ trigger: "before_signup", graph });
    expect(compile).toHaveBeenCalledWith(expect.objectContaining({ graph, scripts: { a: { name: "a", code: "x" } } }));
  });

  test("writes the plan under its hash and a signed pointer that says who changed it, when and why", async () => {
    const { control, record } = setUp({ compile: () => compiled, sign: () => ({ kid: "k1", mac: "m" }) });
    const publication = await control.pipelines.publish({ trigger: "before_signup", layers: [] }, { note: "why" });
    const pointer = { trigger: "before_signup", planHash: "h1", revision: 1_000, version: 1 };
    expect(publication).toEqual({ ...pointer, enabled: true });
    expect(await record("plan:h1")).toEqual(compiled.plan);
    expect(await record("pointer:before_signup")).toEqual({
      ...pointer,
      latest: 1,
      publishedAt: 1_000,
      kid: "k1",
      mac: "m",
      changedAt: 1_000,
      changedBy: "ada",
      note: "why",
    });
  });

  test("names the lowest version of each secret that the sources mention", async () => {
    const compile = vi.fn(() => compiled);
    const { control } = setUp({ compile });
    await control.secrets.set("API_KEY", "12345678");
    await control.secrets.set("API_KEY", "23456789");
    await control.secrets.set("OTHER", "12345678");
    await control.secrets.set("GONE", "12345678");
    await control.secrets.delete("GONE");
    await control.scripts.save({
      id: "a",
      code: 'local k = helpers.secret("API_KEY") local g = helpers.secret("GONE") JSON = 1',
    });
    await control.pipelines.publish({ trigger: "before_signup", layers: [["a"]] });
    expect(compile).toHaveBeenCalledWith(expect.objectContaining({ secrets: { API_KEY: 2, GONE: 2 } }));
  });

  test.each([
    ["cycle", "invalid_plan"],
    ["unknown_script", "invalid_plan"],
    ["syntax_error", "syntax_error"],
    ["limit_size", "limit_size"],
  ])("a pipeline with a %s is refused as %s, with all problems, and nothing is written", async (kind, code) => {
    const problems = [
      { kind, message: "One.", nodes: ["n"] },
      { kind: "orphan", message: "Two.", nodes: [] },
    ];
    const { control, store } = setUp({ compile: () => ({ problems }) });
    await expect(control.pipelines.publish({ trigger: "t", layers: [] })).rejects.toMatchObject({
      code,
      message: "One. Two.",
      problems,
    });
    expect((await store.list()).keys).toEqual([]);
  });

  test("a pipeline of the wrong shape is refused as the core says", async () => {
    const { control } = setUp({ compile: () => refusal("invalid_plan", "mode is wrong", "mode") });
    await expect(control.pipelines.publish({ trigger: "t" })).rejects.toMatchObject({
      code: "invalid_plan",
      field: "mode",
    });
    await expect(control.pipelines.publish(null as never)).rejects.toMatchObject({
      code: "invalid_plan",
      field: "pipeline",
    });
  });

  test("revisions grow, also when the clock does not, and also after the pointer was lost", async () => {
    const { control, clock, store } = setUp({ compile: () => compiled });
    const publish = async (): Promise<number> =>
      (await control.pipelines.publish({ trigger: "before_signup" })).revision;
    const first = await publish();
    const second = await publish();
    clock.now = 500;
    const third = await publish();
    expect([second - first, third - second]).toEqual([1, 1]);
    await store.delete("sluice:pointer:before_signup");
    clock.now = 10_000;
    expect(await publish()).toBeGreaterThan(third);
  });

  test("a forged or damaged pointer does not decide the next revision", async () => {
    const { control, store } = setUp({ compile: () => compiled, verify: () => ({ valid: false }) });
    const forged = {
      trigger: "before_signup",
      planHash: "x",
      revision: Number.MAX_SAFE_INTEGER,
      latest: 9_999_999,
      kid: "k1",
      mac: "m",
    };
    for (const [index, pointer] of [JSON.stringify(forged), "{"].entries()) {
      await store.put("sluice:pointer:before_signup", pointer);
      const publication = await control.pipelines.publish({ trigger: "before_signup" });
      expect(publication).toMatchObject({ revision: 1_000, version: index + 1 });
    }
  });

  test("two who publish at the same time: one learns that the other was faster", async () => {
    const { control, open } = setUp({ compile: () => compiled });
    const pipeline = { trigger: "before_signup", layers: [] };
    const results = await Promise.allSettled([
      control.pipelines.publish(pipeline),
      open("bob").pipelines.publish(pipeline),
    ]);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
  });

  test("unpublishing leaves a signed pointer without a plan", async () => {
    const { control, record } = setUp({ compile: () => compiled });
    await control.pipelines.publish({ trigger: "before_signup" });
    expect(await control.pipelines.unpublish("before_signup")).toEqual({
      trigger: "before_signup",
      planHash: "",
      version: 0,
      revision: 1_001,
      enabled: true,
    });
    expect(await record("pointer:before_signup")).toMatchObject({ planHash: "", revision: 1_001, kid: "k1" });
    await expect(control.pipelines.unpublish("Bad:name")).rejects.toMatchObject(refused("trigger"));
  });

  test("without keys is only possible where nobody else can write", async () => {
    const unsigned = { secretKeys: undefined as never };
    const trusted = setUp({ compile: () => compiled }, unsigned);
    await trusted.control.pipelines.publish({ trigger: "before_signup" });
    expect(await trusted.record("pointer:before_signup")).not.toHaveProperty("mac");
    const { control } = setUp({ compile: () => compiled }, { ...unsigned, store: faultyStore({ trusted: false }) });
    await expect(control.pipelines.publish({ trigger: "before_signup" })).rejects.toMatchObject(
      refused("options.secretKeys"),
    );
    await expect(control.pipelines.unpublish("before_signup")).rejects.toMatchObject(refused("options.secretKeys"));
  });
});

describe("secrets", () => {
  const value = "correct horse";

  test("are kept sealed and answered without their value", async () => {
    const { control, store } = setUp();
    const summary = {
      name: "API_KEY",
      version: 1,
      hosts: ["api.example.com"],
      kid: "k1",
      updatedAt: 1_000,
      updatedBy: "ada",
    };
    expect(await control.secrets.set("API_KEY", value, { hosts: ["API.example.com"] })).toEqual(summary);
    const used = { state: "ok", users: { scripts: [], pipelines: [] } };
    expect(await control.secrets.list()).toEqual([{ ...summary, ...used }]);
    expect(await store.get("sluice:secret:API_KEY")).not.toContain(value);
  });

  test("are sealed under their name, their hosts and a version that grows, also after a delete", async () => {
    const seal = vi.fn(() => ({ record: { kid: "k1" } }));
    const { control } = setUp({ seal });
    await control.secrets.set("A", value);
    expect(await control.secrets.delete("A")).toBe(true);
    expect(await control.secrets.delete("A")).toBe(false);
    await control.secrets.set("A", value, { hosts: ["*.example.com"] });
    expect(seal.mock.calls).toEqual([
      [{ name: "A", version: 1, value, hosts: [] }],
      [{ name: "A", version: 3, value, hosts: ["*.example.com"] }],
    ]);
  });

  test("that are deleted are not listed", async () => {
    const { control } = setUp();
    await control.secrets.set("A", value);
    await control.secrets.set("B", value);
    await control.secrets.delete("A");
    expect((await control.secrets.list()).map(({ name }) => name)).toEqual(["B"]);
  });

  test("that the core refuses are not written", async () => {
    const { control, store } = setUp({ seal: () => refusal("invalid_options", "value is too short", "value") });
    await expect(control.secrets.set("A", "short")).rejects.toMatchObject(refused("value"));
    expect((await store.list()).keys).toEqual([]);
  });

  test.each(["", "a", "1A", "_A", "A-B", "A".repeat(65)])("%j is no name", async (name) => {
    const { control } = setUp();
    await expect(control.secrets.set(name, value)).rejects.toMatchObject(refused("name"));
    await expect(control.secrets.delete(name)).rejects.toMatchObject(refused("name"));
  });

  test.each(["", "*", "example", "https://example.com", "example.com:443", "*.*.example.com", "exa mple.com"])(
    "%j is no host to bind to",
    async (host) => {
      await expect(setUp().control.secrets.set("A", value, { hosts: [host] })).rejects.toMatchObject(
        refused("options.hosts[0]"),
      );
    },
  );
});

describe("traces", () => {
  test("are empty at first", async () => {
    const { control } = setUp();
    expect(await control.traces.list()).toEqual({ traces: [] });
    expect(await control.traces.get("0".repeat(32))).toBeNull();
  });

  test.each([
    [{ trigger: "a:b" }, "trigger"],
    [{ status: "ok" }, "status"],
    [{ limit: 0 }, "limit"],
    [{ limit: 201 }, "limit"],
  ])("the query %j is refused", async (query, field) => {
    await expect(setUp().control.traces.list(query as never)).rejects.toMatchObject(refused(`query.${field}`));
  });

  test("an id is 32 hex digits", async () => {
    await expect(setUp().control.traces.get("../x")).rejects.toMatchObject(refused("id"));
  });
});

test("a store that fails is store_unavailable, in every call", async () => {
  const { control, store } = setUp();
  store.fault = new Error("no route");
  const calls = [
    control.scripts.save({ id: "a", code: "" }),
    control.scripts.get("a"),
    control.scripts.list(),
    control.pipelines.publish({ trigger: "t", layers: [["a"]] }),
    control.pipelines.unpublish("t"),
    control.secrets.set("A", "12345678"),
    control.secrets.list(),
    control.secrets.delete("A"),
    control.traces.list(),
    control.traces.get("0".repeat(32)),
  ];
  for (const call of calls)
    await expect(call).rejects.toMatchObject({ ...unavailable, cause: { message: "no route" } });
});

test("a damaged record is a fault of the store, not an absent one", async () => {
  const { control, store } = setUp();
  await store.put("sluice:script:a", "[]");
  await store.put("sluice:secret:A", '{"version":1}');
  await expect(control.scripts.get("a")).rejects.toMatchObject({
    ...unavailable,
    message: expect.stringContaining("damaged"),
  });
  await expect(control.secrets.list()).rejects.toMatchObject(unavailable);
});
