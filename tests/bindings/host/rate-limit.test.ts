import { describe, expect, test, vi } from "vitest";
import type { RateLimitEffect } from "../../../bindings/js/host/effect.ts";
import { countersOf, performRateLimit } from "../../../bindings/js/host/rate-limit.ts";
import { memoryStore } from "../../../bindings/js/stores/memory.ts";

const effect = (changes: Partial<RateLimitEffect> = {}): RateLimitEffect => ({
  id: 1,
  kind: "rateLimit",
  scriptId: "s",
  key: "ip:1.2.3.4",
  limit: 2,
  window: 60_000,
  ...changes,
});

function counting() {
  let now = 120_000;
  const counters = countersOf(memoryStore({ now: () => now }));
  return {
    at: (time: number) => void (now = time),
    count: (changes: Partial<RateLimitEffect> = {}) => performRateLimit(effect(changes), counters, "sluice:rate:", now),
  };
}

test("a limit of two allows two events of a window and no third", async () => {
  const { count } = counting();
  expect(await count()).toEqual({ allowed: true, remaining: 1, resetAt: 180_000 });
  expect(await count()).toEqual({ allowed: true, remaining: 0, resetAt: 180_000 });
  expect(await count()).toEqual({ allowed: false, remaining: 0, resetAt: 180_000 });
});

test("the next window begins anew, and not a millisecond earlier", async () => {
  const { count, at } = counting();
  for (let events = 0; events < 3; events++) await count();
  at(179_999);
  expect((await count()).allowed).toBe(false);
  at(180_000);
  expect(await count()).toEqual({ allowed: true, remaining: 1, resetAt: 240_000 });
});

test("keys and windows are counted apart, whatever characters a key has", async () => {
  const { count } = counting();
  const one = { limit: 1 };
  expect((await count({ ...one, key: "a:b" })).allowed).toBe(true);
  expect((await count({ ...one, key: "a" })).allowed).toBe(true);
  expect((await count({ ...one, key: "a%3Ab" })).allowed).toBe(true);
  expect((await count({ ...one, key: "a:b", window: 1_000 })).allowed).toBe(true);
  expect((await count({ ...one, key: "a:b" })).allowed).toBe(false);
});

test("every key the core lets pass is counted, and fits into a store's 512 bytes", async () => {
  const increment = vi.fn(async () => 1);
  const key = "é".repeat(128);
  const namespace = "n".repeat(64);
  const now = Date.UTC(9999, 0);
  await performRateLimit(effect({ key, window: 86_400_000 }), { increment }, `${namespace}:rate:`, now);
  const [name] = increment.mock.calls[0] as unknown as [string];
  expect(name.endsWith(key)).toBe(true);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(512);
});

describe("where nothing can count", () => {
  test.each([
    ["without a store", undefined],
    [
      "with a store that cannot",
      { ...memoryStore(), capabilities: { ...memoryStore().capabilities, increment: false } },
    ],
  ])("%s it is an error", async (_, store) => {
    await expect(performRateLimit(effect(), countersOf(store as never), "", 0)).rejects.toMatchObject({
      code: "helper_error",
    });
  });
});

test("a store that fails is told apart and not quoted", async () => {
  const counters = { increment: () => Promise.reject(new Error("redis://user:pw@host")) };
  const problem = await performRateLimit(effect(), counters, "", 0).catch((error: unknown) => error);
  expect(problem).toMatchObject({ code: "store_unavailable" });
  expect(String(problem)).not.toContain("pw");
});
