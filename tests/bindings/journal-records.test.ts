import { createControl, createEngine, memoryStore, type Incident, type KeyValueStore } from "sluice";
import { describe, expect, test } from "vitest";
import type { PipelineDraft } from "../../bindings/js/control/api.ts";

const secretKeys = [{ id: "k1", key: Buffer.alloc(32, 1).toString("base64") }];
const canary = "canary-in-the-context";
const context = { email: `${canary}@example.com` };
const code = 'return { data = { body = helpers.fetch("https://a.example.com/").body } }';

/** A published pipeline and an engine that runs it. */
async function setUp(sampling: PipelineDraft["sampling"], { script = code, sealed = true } = {}) {
  const store = memoryStore();
  const incidents: Incident[] = [];
  const shared = { store, ...(sealed && { secretKeys }) };
  const control = createControl({ ...shared, actor: "ada" });
  await control.scripts.save({ id: "a", code: script });
  await control.pipelines.publish({ trigger: "before_signup", layers: [["a"]], ...(sampling && { sampling }) });
  const engine = await createEngine({
    fetch: async () => Response.json({ n: 7 }),
    onError: (incident) => void incidents.push(incident),
    ...shared,
  });
  const names = async (prefix: string) => (await store.list({ prefix: `sluice:${prefix}:` })).keys.map(({ name }) => name);
  /** Runs once and waits for what is saved; the trace id. */
  const run = async (): Promise<string | undefined> => {
    const { traceId } = await engine.run("before_signup", context);
    await engine.close();
    return traceId;
  };
  return { store, control, engine, incidents, names, run };
}

describe("sampling", () => {
  test("keeps every trace and no journal, where a pipeline says nothing", async () => {
    const { names, run } = await setUp(undefined);
    const id = await run();
    expect(await names("tr")).toEqual([`sluice:tr:${id}`]);
    expect(await names("jn")).toEqual([]);
  });

  test("of no trace leaves none of a success, and tells no id", async () => {
    const { names, run } = await setUp({ trace: 0 });
    expect(await run()).toBeUndefined();
    expect([...(await names("tr")), ...(await names("ix"))]).toEqual([]);
  });

  test.each([
    ["denies", 'return { allowed = false, error = "No" }', "blocked"],
    ["fails", "error('no')", "error"],
  ])("of no trace keeps that of a script that %s", async (_, script, status) => {
    const { control, run } = await setUp({ trace: 0 }, { script });
    expect(await control.traces.get((await run())!)).toMatchObject({ status });
  });

  test("of a share keeps the traces whose ids fall into it", async () => {
    const { engine, names } = await setUp({ trace: 0.5 });
    for (let runs = 0; runs < 64; runs++) await engine.run("before_signup", context);
    await engine.close();
    const kept = await names("tr");
    // The odds of none or all are 2^-63.
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(64);
    for (const name of kept) expect(name.at(-13)).toMatch(/[0-7]/);
  });
});

describe("a journal that sampling asks for", () => {
  test("is saved sealed beside its trace, and can be read and replayed", async () => {
    const { store, control, engine, run } = await setUp({ trace: 0, journal: 1 });
    const id = (await run())!;
    const text = (await store.get(`sluice:jn:${id}`))!;
    expect(text).not.toContain(canary);
    expect(Object.keys(JSON.parse(text))).toEqual(["sealed"]);
    expect(await control.traces.get(id)).toMatchObject({ id, status: "success" });
    const journal = (await control.journals.get(id))!;
    expect(journal).toMatchObject({ traceId: id, context, missing: [] });
    expect(await engine.replay(journal)).toMatchObject({ exact: true, outcome: { data: { body: { n: 7 } } } });
  });

  test("of a blocked execution is replayed to the same answer", async () => {
    const script = `if helpers.fetch("https://a.example.com/").body.n == 7 then return { allowed = false, error = "No" } end`;
    const { control, engine, run } = await setUp({ journal: 1 }, { script });
    const journal = (await control.journals.get((await run())!))!;
    expect(await engine.replay(journal)).toMatchObject({ exact: true, outcome: { allowed: false, error: "No" } });
  });

  test("is saved in clear where there are no keys, in a store that nobody else can write to", async () => {
    const { store, control, run } = await setUp({ journal: 1 }, { sealed: false });
    const id = (await run())!;
    expect(Object.keys(JSON.parse((await store.get(`sluice:jn:${id}`))!))).toEqual(["plain"]);
    expect(await control.journals.get(id)).toMatchObject({ traceId: id, context });
  });

  test("lives as long as its trace", async () => {
    const lives: [string, number | undefined][] = [];
    const { store, run } = await setUp({ journal: 1 });
    const put = store.put.bind(store);
    store.put = async (key, value, options) => {
      lives.push([key.split(":")[1]!, options?.ttlMs]);
      return put(key, value, options);
    };
    await run();
    const [ms] = lives.filter(([kind]) => kind === "tr").map(([, life]) => life);
    expect(ms).toBeGreaterThan(0);
    expect(lives.filter(([kind]) => kind === "jn")).toEqual([["jn", ms]]);
  });

  test("goes to waitUntil like its trace, and does not delay the answer", async () => {
    const kept: Promise<unknown>[] = [];
    const { engine, names } = await setUp({ journal: 1 });
    await engine.run("before_signup", context, { waitUntil: (promise) => void kept.push(promise) });
    expect(engine.stats().pending).toBe(0);
    expect(kept.length).toBe(2);
    await Promise.all(kept);
    expect((await names("jn")).length).toBe(1);
  });

  test("that cannot be saved is counted and reported, and changes no outcome", async () => {
    const { store, engine, incidents, names } = await setUp({ journal: 1 });
    const put = store.put.bind(store);
    store.put = async (key, value, options) => {
      if (key.startsWith("sluice:jn:")) throw new Error("full");
      return put(key, value, options);
    };
    expect(await engine.run("before_signup", context)).toMatchObject({ allowed: true, traceId: expect.any(String) });
    await engine.close();
    expect(engine.stats().failedSaves).toBe(1);
    expect(incidents).toMatchObject([{ during: "saving a journal", trigger: "before_signup", error: { code: "store_unavailable" } }]);
    expect((await names("tr")).length).toBe(1);
  });

  test("never holds the value of a secret", async () => {
    const script = 'local key = helpers.secret("API_KEY") helpers.fetch("https://a.example.com/?k=" .. key)';
    const { control, run } = await setUp({ journal: 1 }, { script });
    await control.secrets.set("API_KEY", "correct-horse");
    const journal = await control.journals.get((await run())!);
    expect(JSON.stringify(journal)).toContain("[secret API_KEY]");
    expect(JSON.stringify(journal)).not.toContain("correct-horse");
  });
});

describe("reading a journal", () => {
  const saved = async () => {
    const made = await setUp({ journal: 1 });
    const id = (await made.run())!;
    const key = `sluice:jn:${id}`;
    return { ...made, id, key, text: (await made.store.get(key))! };
  };
  const other = "f".repeat(32);

  test("answers null for a trace that has none, and refuses what is no id", async () => {
    const { control } = await setUp(undefined);
    expect(await control.journals.get(other)).toBeNull();
    await expect(control.journals.get("trace")).rejects.toMatchObject({ code: "invalid_options", field: "id" });
  });

  test("does not open one that was moved to another trace", async () => {
    const { store, control, text, id } = await saved();
    await store.put(`sluice:jn:${other}`, text);
    await expect(control.journals.get(other)).rejects.toMatchObject({ code: "store_unavailable" });
    await store.put(`sluice:jn:${other}`, text.replace(id, other));
    await expect(control.journals.get(other)).rejects.toMatchObject({ code: "store_unavailable" });
  });

  test("needs a key that opens it", async () => {
    const { store, id } = await saved();
    for (const keys of [undefined, [{ id: "k1", key: Buffer.alloc(32, 2).toString("base64") }]]) {
      const control = createControl({ store, ...(keys && { secretKeys: keys }), actor: "eve" });
      await expect(control.journals.get(id)).rejects.toMatchObject({ code: "store_unavailable" });
    }
  });

  test.each([
    ["no record", "[]", "store_unavailable"],
    ["neither sealed nor in clear", "{}", "store_unavailable"],
    ["sealed in another form", '{"sealed":{"v":2}}', "store_unavailable"],
    ["in clear and no journal", '{"plain":{"version":1}}', "not_replayable"],
  ])("refuses what is %s", async (_, text, code) => {
    const { store, control, key, id } = await saved();
    await store.put(key, text);
    await expect(control.journals.get(id)).rejects.toMatchObject({ code });
  });

  test("does not believe one in clear from a store that others can write to", async () => {
    const { store, control, key, id } = await saved();
    const journal = await control.journals.get(id);
    await store.put(key, JSON.stringify({ plain: journal }));
    expect(await control.journals.get(id)).toEqual(journal);
    const open: KeyValueStore = Object.create(store, {
      capabilities: { value: { ...store.capabilities, trusted: false } },
    }) as KeyValueStore;
    const shared = createControl({ store: open, secretKeys, actor: "ada" });
    await expect(shared.journals.get(id)).rejects.toMatchObject({ code: "store_unavailable" });
  });
});
