import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test } from "vitest";
import { cloudflareKvStore, type KvBinding } from "../../bindings/js/stores/cloudflare-kv.ts";
import { d1Store, type D1Binding } from "../../bindings/js/stores/d1.ts";
import { defineStoreContract } from "../bindings/stores/contract.ts";

interface Bindings {
  readonly KV: KvBinding;
  readonly DB: D1Binding;
}

const { KV, DB } = env as unknown as Bindings;

async function emptyKv(): Promise<void> {
  for (;;) {
    const { keys } = await KV.list({});
    if (keys.length === 0) return;
    await Promise.all(keys.map(({ name }) => KV.delete(name)));
  }
}

async function emptyD1(): Promise<void> {
  const { results } = await DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB '[ps][il]*' ORDER BY name DESC",
  )
    .bind()
    .all();
  for (const { name } of results as { name: string }[]) await DB.prepare(`DROP TABLE ${name}`).bind().all();
}

describe("Workers KV", () => {
  afterEach(emptyKv);

  // Its times to live are measured with workerd's own clock, and are a minute at least.
  defineStoreContract("cloudflareKvStore in workerd", () => ({ store: cloudflareKvStore(KV) }), { clock: false });

  test("takes a time to live that is shorter than it allows, and says when the value goes", async () => {
    const store = cloudflareKvStore(KV);
    const before = Math.floor(Date.now() / 1_000);
    await store.put("short", "1", { ttlMs: 1 });
    await store.put("long", "1", { ttlMs: 3_600_000 });
    const { keys } = await KV.list({});
    expect(keys.map(({ name }) => name)).toEqual(["long", "short"]);
    const [long = 0, short = 0] = (keys as { expiration?: number }[]).map(({ expiration = 0 }) => expiration - before);
    expect(short).toBeGreaterThanOrEqual(60);
    expect(short).toBeLessThan(120);
    expect(long).toBeGreaterThanOrEqual(3_600);
  });

  test("takes an age that is shorter than it allows", async () => {
    const store = cloudflareKvStore(KV);
    await store.put("a", "1");
    expect(await store.get("a", { maxAgeMs: 0 })).toBe("1");
  });

  test("rejects what it refuses: a key of 513 bytes, metadata of 1,025", async () => {
    const store = cloudflareKvStore(KV);
    await expect(store.put("k".repeat(513), "")).rejects.toThrow(/512/);
    await expect(store.put("k", "", { metadata: "x".repeat(1_023) })).rejects.toThrow(/1024/);
  });
});

describe("D1", () => {
  afterEach(emptyD1);

  defineStoreContract("d1Store in workerd", () => {
    let now = 1_700_000_000_000;
    return { store: d1Store(DB, { now: () => now }), pass: (ms) => void (now += ms) };
  });

  test("has the seeds' tables", async () => {
    const store = d1Store(DB);
    await store.put("ns:script:a", '{"name":"Claims","code":"return {}"}');
    const { results } = await DB.prepare("SELECT name, code FROM pipeline_scripts").bind().all();
    expect(results).toEqual([{ name: "Claims", code: "return {}" }]);
  });

  test("rejects what the database refuses", async () => {
    await DB.prepare("CREATE TABLE pipeline_scripts (id TEXT)").bind().all();
    await expect(d1Store(DB).get("a")).rejects.toThrow(/already exists/);
  });
});
