import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { redisStore } from "../../../bindings/js/stores/redis.ts";
import { hasRedis, startRedis, type RedisServer } from "../../support/redis-server.ts";
import { defineStoreContract } from "./contract.ts";

let server: RedisServer;
let client: Redis;

const connect = () => new Redis({ path: server.path, maxRetriesPerRequest: 0, retryStrategy: () => null });

beforeAll(async () => {
  if (!hasRedis) return;
  server = await startRedis();
  client = connect();
});

afterAll(async () => {
  client?.disconnect();
  await server?.stop();
});

defineStoreContract(
  "redisStore",
  async () => {
    let now = 1_700_000_000_000;
    await client.flushall();
    return { store: redisStore(client, { now: () => now }), pass: (ms) => void (now += ms) };
  },
  { available: hasRedis },
);

describe.skipIf(!hasRedis)("in Redis", () => {
  test("what has expired goes by itself, and its name with the next writes", async () => {
    let now = 1_700_000_000_000;
    await client.flushall();
    const store = redisStore(client, { now: () => now });
    for (let n = 0; n < 20; n++) await store.increment?.(`rate:${n}`, 1, { ttlMs: 60_000 });
    expect(await client.pttl("{sluice}:value:rate:0")).toBeGreaterThan(50_000);
    now += 60_000;
    for (let n = 0; n < 10; n++) await store.increment?.(`next:${n}`, 1, { ttlMs: 60_000 });
    expect(await client.zcard("{sluice}:names")).toBe(10);
    expect(await client.zcard("{sluice}:expiry")).toBe(10);
    expect(await client.dbsize()).toBe(12);
  });

  test("nothing of a value is left when it is deleted", async () => {
    await client.flushall();
    const store = redisStore(client);
    await store.put("a", "1", { ttlMs: 60_000, metadata: { n: 1 } });
    await store.delete("a");
    expect(await client.dbsize()).toBe(0);
  });

  test("all keys of a prefix lie on one node of a cluster, and two prefixes do not meet", async () => {
    await client.flushall();
    const [one, two] = [redisStore(client, { prefix: "{a}:" }), redisStore(client, { prefix: "{b}:" })];
    await one.put("k", "1", { ttlMs: 60_000 });
    await two.put("k", "2");
    expect([await one.get("k"), await two.get("k")]).toEqual(["1", "2"]);
    expect((await client.keys("*")).sort()).toEqual([
      "{a}:expiry",
      "{a}:names",
      "{a}:value:k",
      "{b}:names",
      "{b}:value:k",
    ]);
  });

  test("what is no value of the store is an error of the call that meets it", async () => {
    await client.flushall();
    await client.set("{sluice}:value:a", "text");
    const store = redisStore(client);
    await expect(store.get("a")).rejects.toThrow("WRONGTYPE");
    await expect(store.cas?.("a", null, "1")).rejects.toThrow("WRONGTYPE");
    await store.put("a", "1");
    expect(await store.get("a")).toBe("1");
  });

  test("a server that is gone is a rejection of every call", async () => {
    const own = await startRedis();
    const lost = new Redis({ path: own.path, maxRetriesPerRequest: 0, retryStrategy: () => null });
    lost.on("error", () => undefined);
    const store = redisStore(lost);
    await store.put("a", "1");
    await own.stop();
    for (const call of [
      store.get("a"),
      store.put("a", "2"),
      store.delete("a"),
      store.list(),
      store.increment?.("n", 1),
    ]) {
      await expect(call).rejects.toThrow(/closed|ECONN|ENOENT/i);
    }
    lost.disconnect();
  });
});
